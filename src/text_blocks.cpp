#include "text_blocks.h"

#include <algorithm>
#include <string_view>

#include "block_masks.h"
#include "diff_limits.h"
#include "hunk_header.h"
#include "json_escape.h"

namespace hunkwise {
namespace {

// Backslashes that begin an escape: in a run, every other one.
u64 escape_starts(u64 backslashes) {
  if ((backslashes & (backslashes << 1)) == 0) return backslashes;
  u64 starts = 0;
  while (backslashes != 0) {
    const u64 lowest = backslashes & (~backslashes + 1);
    starts |= lowest;
    backslashes &= ~(lowest | lowest << 1);
  }
  return starts;
}

}  // namespace

BlockScan scan_block(const u8* bytes, Spelling spelling) {
  const Block chars(bytes);
  BlockScan scan;
  scan.limit = kBlockBytes;
  scan.has_high = chars.has_high();
  if (spelling == Spelling::kPlain) {
    scan.line_ends = chars.equal('\n');
    return scan;
  }
  const u64 backslashes = chars.equal('\\');
  scan.escapes = escape_starts(backslashes);
  const u64 escaped = scan.escapes << 1;
  if (scan.escapes >> 63) scan.limit = 63;
  u64 plain_letters = backslashes;  // escaped, they are what they are
  if (spelling == Spelling::kInString) {
    const u64 quotes = chars.equal('"');
    const u64 stops = (quotes & ~escaped) | chars.below(0x20);
    if (stops != 0) scan.limit = std::min(scan.limit, lowest_bit(stops));
    plain_letters |= quotes;
  }
  scan.line_ends = escaped & chars.equal('n');
  for (u64 others = escaped & ~scan.line_ends & ~plain_letters; others != 0; others &= others - 1) {
    const u32 at = lowest_bit(others);
    if (simple_escape(bytes[at]) == 0) {  // \u, or not JSON
      scan.limit = std::min(scan.limit, at - 1);
      break;
    }
  }
  return scan;
}

u32 line_head_size(const u8* line, u32 available, Spelling spelling) {
  if (available < limits::kLineHeadBytes) return 0;
  static_assert(limits::kLineHeadBytes == kBlockBytes);
  const Block chars(line);
  const u64 ends = chars.equal(spelling == Spelling::kPlain ? '\n' : '\\');
  const u32 size = ends == 0 ? static_cast<u32>(kBlockBytes) : lowest_bit(ends);
  if (spelling != Spelling::kPlain) {
    // Ended by some other escape, the line goes on: good enough only if its numbers have been read by then.
    const bool ended = ends == 0 || (size + 1 < available && line[size + 1] == 'n');
    HunkHeader ignored;
    const std::string_view head(reinterpret_cast<const char*>(line), size);
    if (!ended && read_hunk_header(head, ignored) != HunkHeaderResult::kHeader) return 0;
    if (spelling == Spelling::kInString && ((chars.equal('"') | chars.below(0x20)) & bits_below(size)) != 0) return 0;
  }
  return size;
}

}  // namespace hunkwise

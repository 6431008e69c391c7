#include "hunk_header.h"

#include "diff_limits.h"

namespace hunkwise {
namespace {

struct Cursor {
  std::string_view rest;

  bool eat(std::string_view expected) {
    if (!rest.starts_with(expected)) return false;
    rest.remove_prefix(expected.size());
    return true;
  }

  bool number(u32& value) {
    u64 sum = 0;
    std::size_t digits = 0;
    while (digits < rest.size() && rest[digits] >= '0' && rest[digits] <= '9') {
      sum = sum * 10 + static_cast<u64>(rest[digits] - '0');
      if (sum > limits::kMaxLineNumber) return false;
      ++digits;
    }
    rest.remove_prefix(digits);
    value = static_cast<u32>(sum);
    return digits != 0;
  }

  // "start" or "start,count"; a missing count is 1.
  bool range(u32& start, u32& count) {
    count = 1;
    if (!number(start)) return false;
    if (eat(",") && !number(count)) return false;
    return static_cast<u64>(start) + count <= limits::kMaxLineNumber;
  }
};

}  // namespace

HunkHeaderResult read_hunk_header(std::string_view line, HunkHeader& header) {
  Cursor cursor{line};
  if (!cursor.eat("@@")) return HunkHeaderResult::kNone;
  if (cursor.rest.starts_with('@')) return HunkHeaderResult::kCombined;
  HunkHeader found;
  const bool complete = cursor.eat(" -") && cursor.range(found.old_start, found.old_count) && cursor.eat(" +") &&
                        cursor.range(found.new_start, found.new_count) && cursor.eat(" @@");
  if (!complete) return HunkHeaderResult::kBad;
  header = found;
  return HunkHeaderResult::kHeader;
}

}  // namespace hunkwise

#include "text_diff.h"

#include <cstring>

#include "buffer.h"
#include "diff_limits.h"
#include "difflib_diff.h"
#include "hidden_chars.h"
#include "intraline_diff.h"
#include "line_diff.h"
#include "line_index.h"
#include "row_parser.h"

namespace hunkwise {
namespace {

struct SideText {
  std::string_view text;
  const LineIndex& lines;
  u32 base;  // position of the text's first byte in the table's source

  std::string_view stretch(u32 first, u32 last) const {
    return text.substr(lines.starts[first], lines.starts[last] - lines.starts[first]);
  }
};

class RowWriter {
 public:
  RowWriter(const SideText& old_side, const SideText& new_side) : old_(old_side), new_(new_side) {}

  void hunk(const HunkRange& range, std::span<const ChangedRange> changes) {
    // git and GNU print the line before where a side has none.
    const u32 old_start = range.old_start + (range.old_count != 0);
    const u32 new_start = range.new_start + (range.new_count != 0);
    const u32 at = static_cast<u32>(columns.row_bytes.size());
    columns.hunks.append({at, old_start, range.old_count, new_start, range.new_count});
    rows(RowKind::kHunkHeader, 1);
    columns.text_starts.push_back(kUnknown);
    next_old_ = old_start;
    next_new_ = new_start;

    u32 old_line = range.old_start;
    for (const ChangedRange& change : changes) {
      side_rows(RowKind::kContext, old_, old_line, change.old_start);
      side_rows(RowKind::kDeletion, old_, change.old_start, change.old_start + change.old_count);
      side_rows(RowKind::kAddition, new_, change.new_start, change.new_start + change.new_count);
      deletions += change.old_count;
      additions += change.new_count;
      old_line = change.old_start + change.old_count;
    }
    side_rows(RowKind::kContext, old_, old_line, range.old_start + range.old_count);
  }

  RowColumns columns;
  u32 additions = 0;
  u32 deletions = 0;

 private:
  void side_rows(RowKind kind, const SideText& side, u32 first, u32 last) {
    if (first == last) return;
    const u32 count = last - first;
    u8* const bytes = rows(kind, count);
    u32* const text_starts = columns.text_starts.extend(count);
    for (u32 i = 0; i < count; ++i) text_starts[i] = side.base + side.lines.starts[first + i];
    // Hardly ever: one look at all rows, not one at each.
    if (!is_ascii(side.stretch(first, last))) {
      for (u32 i = 0; i < count; ++i) {
        if (has_hidden_characters(side.lines.line(side.text, first + i))) {
          bytes[i] |= row_flag::kHiddenCharacters << kRowKindBits;
        }
      }
    }
    if (last == side.lines.count() && !side.lines.ends_with_newline) {
      bytes[count - 1] |= row_flag::kNoNewline << kRowKindBits;
    }
  }

  // The next rows' bytes, of a kind and without flags.
  u8* rows(RowKind kind, u32 count) {
    const u32 is_old = kind == RowKind::kContext || kind == RowKind::kDeletion;
    const u32 is_new = kind == RowKind::kContext || kind == RowKind::kAddition;
    const u32 first = static_cast<u32>(columns.row_bytes.size());
    for (u32 i = (0 - first) % limits::kCheckpointRows; i < count; i += limits::kCheckpointRows) {
      columns.checkpoints.append({next_old_ + i * is_old, next_new_ + i * is_new});
    }
    next_old_ += count * is_old;
    next_new_ += count * is_new;
    u8* const bytes = columns.row_bytes.extend(count);
    std::memset(bytes, static_cast<int>(kind), count);
    return bytes;
  }

  const SideText& old_;
  const SideText& new_;
  u32 next_old_ = 0;
  u32 next_new_ = 0;
};

// `find_changes(old_lines, new_lines)` gives a LineDiff.
template <class FindChanges>
Status write_diff(std::string_view old_text, std::string_view new_text, u32 context, ResultArena& out,
                  FindChanges find_changes) {
  if (u64{old_text.size()} + new_text.size() > limits::kMaxSourceBytes) return Status::kTooLarge;
  const LineIndex old_lines = index_lines(old_text);
  const LineIndex new_lines = index_lines(new_text);
  const LineDiff diff = find_changes(old_lines, new_lines);

  const SideText old_side{old_text, old_lines, 0};
  const SideText new_side{new_text, new_lines, static_cast<u32>(old_text.size())};
  RowWriter writer(old_side, new_side);
  const std::span<const ChangedRange> changes(diff.changes);
  for (const HunkRange& range : group_hunks(changes, old_lines.count(), new_lines.count(), context)) {
    writer.hunk(range, changes.subspan(range.first_change, range.change_count));
  }

  TableHeader header;
  header.flags = diff.is_exact ? 0 : table_flag::kInexact;
  header.additions = writer.additions;
  header.deletions = writer.deletions;
  write_rows(writer.columns, {}, header, out);
  return Status::kOk;
}

}  // namespace

Status diff_texts(std::string_view old_text, std::string_view new_text, u32 context, ResultArena& out) {
  return write_diff(old_text, new_text, context, out, [=](const LineIndex& old_lines, const LineIndex& new_lines) {
    return diff_lines(old_text, old_lines, new_text, new_lines);
  });
}

Status diff_texts_by_difflib(std::string_view old_text, std::string_view new_text, u32 context, ResultArena& out) {
  return write_diff(old_text, new_text, context, out, [=](const LineIndex& old_lines, const LineIndex& new_lines) {
    return LineDiff{diff_lines_by_difflib(old_text, old_lines, new_text, new_lines), true};
  });
}

Status diff_inline_batch(std::string_view input, ResultArena& out) {
  const auto number = [&](std::size_t at) {
    u32 value = 0;
    std::memcpy(&value, input.data() + 4 * at, 4);
    return value;
  };
  if (input.size() < 4) return Status::kInternal;
  const std::size_t pairs = number(0);
  if (pairs > (input.size() - 4) / 8) return Status::kInternal;
  std::string_view lines = input.substr(4 + 8 * pairs);

  Buffer<u32> ends;
  Buffer<u32> spans;
  Buffer<u8> inexact;
  IntralineMemory memory;
  IntralineResult result;
  const auto add = [&](const Buffer<IntralineSpan>& line_spans) {
    for (const IntralineSpan& span : line_spans) spans.append({span.start, span.end});
    ends.push_back(static_cast<u32>(spans.size() / 2));
  };
  for (std::size_t pair = 0; pair < pairs; ++pair) {
    const std::size_t old_size = number(1 + 2 * pair);
    const std::size_t new_size = number(2 + 2 * pair);
    if (old_size > lines.size() || new_size > lines.size() - old_size) return Status::kInternal;
    diff_inline(lines.substr(0, old_size), lines.substr(old_size, new_size), memory, result);
    lines.remove_prefix(old_size + new_size);
    add(result.old_spans);
    add(result.new_spans);
    inexact.push_back(!result.is_exact);
  }

  TableHeader header;
  header.kind = static_cast<u32>(TableKind::kSpans);
  header.items = static_cast<u32>(pairs);
  header.hunks = static_cast<u32>(spans.size() / 2);
  out.begin();
  out.column(ends);
  out.column(spans);
  out.column(inexact);
  out.end(header);
  return Status::kOk;
}

}  // namespace hunkwise

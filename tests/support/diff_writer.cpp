#include "diff_writer.h"

#include <algorithm>

#include "hidden_chars.h"

namespace hunkwise::test {
namespace {

using namespace std::string_literals;

const std::vector<std::string>& alphabet() {
  static const std::vector<std::string> kLines = {""s,
                                                  ""s,
                                                  ""s,
                                                  "a"s,
                                                  "b"s,
                                                  "a"s,
                                                  "b"s,
                                                  " "s,
                                                  "-- x"s,
                                                  "++ y"s,
                                                  "@@ -1 +1 @@"s,
                                                  "-"s,
                                                  "+"s,
                                                  "\\"s,
                                                  "\\ No newline at end of file"s,
                                                  "\xc3\xa9\xe2\x82\xac"s,
                                                  "\xf0\x9f\x98\x80"s,
                                                  "x\r"s,
                                                  "\t\"q\""s,
                                                  "-- a/f"s,
                                                  "++ b/f"s,
                                                  "diff --git a/x b/x"s,
                                                  "C:\\new\\u000a\\"s,
                                                  "a\xe2\x80\xa8"
                                                  "b"s,
                                                  "\x01\x0c\x0b"s,
                                                  "nul\0nul"s,
                                                  std::string(70, 'w'),
                                                  "\xe2\x80\xae"
                                                  "abc"s,
                                                  "long "s + std::string(130, '\\')};
  return kLines;
}

// Lines [begin, end) of the script that one hunk shows.
struct Range {
  std::size_t begin, end;
};

std::vector<Range> hunk_ranges(const EditScript& script, u32 context) {
  std::vector<Range> ranges;
  for (std::size_t i = 0; i < script.size(); ++i) {
    if (script[i].kind == EditKind::kKeep) continue;
    const std::size_t begin = i > context ? i - context : 0;
    const std::size_t end = std::min(script.size(), i + 1 + context);
    if (!ranges.empty() && begin <= ranges.back().end)
      ranges.back().end = end;
    else
      ranges.push_back({begin, end});
  }
  return ranges;
}

std::string range_text(u32 start, u32 count, bool can_omit) {
  return std::to_string(start) + (count == 1 && can_omit ? "" : "," + std::to_string(count));
}

// What the readers are told to do where a text can be read both ways: nothing in it shows that newlines are doubled.
bool shows_doubling(const WrittenDiff& diff) {
  std::size_t line_ends = 0;
  for (const Row& row : diff.rows) line_ends += row.kind != RowKind::kHunkHeader && !(row.flags & row_flag::kNoNewline);
  const bool last_has_end = !(diff.rows.back().flags & row_flag::kNoNewline);
  return line_ends > (last_has_end ? 1u : 0u);
}

}  // namespace

EditScript random_script(Random& random, u32 most_lines) {
  EditScript script;
  const u32 size = 1 + random.below(random.one_in(4) ? most_lines : std::min(most_lines, 12u));
  const u32 letters = random.one_in(2) ? static_cast<u32>(alphabet().size()) : 1 + random.below(8);
  const u32 keeps = 1 + random.below(8);
  for (u32 i = 0; i < size; ++i) {
    const EditKind kind = random.below(10) < keeps ? EditKind::kKeep
                          : random.one_in(2)       ? EditKind::kDelete
                                                   : EditKind::kInsert;
    script.push_back({kind, alphabet()[random.below(letters)]});
  }
  const auto is_kept = [](const EditLine& line) { return line.kind == EditKind::kKeep; };
  if (std::all_of(script.begin(), script.end(), is_kept)) script[random.below(size)].kind = EditKind::kInsert;
  if (!random.one_in(8)) {  // as most tools write: deletions before additions
    for (auto at = script.begin(); at != script.end();) {
      const auto end = std::find_if(at, script.end(), is_kept);
      std::stable_sort(at, end, [](const EditLine& x, const EditLine& y) { return x.kind < y.kind; });
      at = end == script.end() ? end : end + 1;
    }
  }
  const auto last = [&](EditKind own) {
    const auto found = std::find_if(script.rbegin(), script.rend(), [&](const EditLine& line) {
      return line.kind == own || line.kind == EditKind::kKeep;
    });
    return found == script.rend() ? nullptr : &*found;
  };
  EditLine* const old_last = last(EditKind::kDelete);
  EditLine* const new_last = last(EditKind::kInsert);
  for (EditLine* line : {old_last, new_last}) {
    // A kept line ends alike on both sides, so it must be the last of both; nothing at all is no line.
    if (line == nullptr || line->text.empty() || (line->kind == EditKind::kKeep && old_last != new_last)) continue;
    line->has_newline = !random.one_in(3);
  }
  return script;
}

std::string side_of_script(const EditScript& script, EditKind own) {
  std::string text;
  for (const EditLine& line : script) {
    if (line.kind != own && line.kind != EditKind::kKeep) continue;
    text += line.text;
    if (line.has_newline) text += '\n';
  }
  return text;
}

WrittenDiff write_diff(const EditScript& script, u32 context, Dialect dialect, Random& random) {
  WrittenDiff diff;
  std::string& out = diff.text;
  const bool doubled = dialect == Dialect::kDoubled;
  const bool can_omit = !random.one_in(4);
  if (dialect == Dialect::kGit) out = "diff --git a/f b/f\nindex 1234567..89abcde 100644\n--- a/f\n+++ b/f\n";
  if (dialect == Dialect::kPlain) out = "--- a/f\t2026-01-02 03:04:05\n+++ b/f\t2026-01-02 03:04:06\n";
  if (doubled || dialect == Dialect::kStripped) out = "--- collection/f\n+++ project/f\n";

  u32 old_line = 1, new_line = 1;
  std::size_t at = 0;
  for (const Range& range : hunk_ranges(script, context)) {
    for (; at < range.begin; ++at) ++old_line, ++new_line;
    u32 old_count = 0, new_count = 0;
    for (std::size_t i = range.begin; i < range.end; ++i) {
      old_count += script[i].kind != EditKind::kInsert;
      new_count += script[i].kind != EditKind::kDelete;
    }
    const u32 old_start = old_line - (old_count == 0), new_start = new_line - (new_count == 0);
    std::string header =
        "@@ -" + range_text(old_start, old_count, can_omit) + " +" + range_text(new_start, new_count, can_omit) + " @@";
    if (dialect == Dialect::kGit && random.one_in(2)) header += " int f() { // \"\\n\"";
    diff.hunks.push_back({static_cast<u32>(diff.rows.size()), old_start, old_count, new_start, new_count});
    diff.rows.push_back({RowKind::kHunkHeader, 0, 0, 0, 0, header});
    out += header + "\n";

    for (; at < range.end; ++at) {
      const EditLine& line = script[at];
      Row row;
      row.kind = line.kind == EditKind::kKeep     ? RowKind::kContext
                 : line.kind == EditKind::kDelete ? RowKind::kDeletion
                                                  : RowKind::kAddition;
      row.flags = static_cast<u8>((line.has_newline ? 0 : row_flag::kNoNewline) |
                                  (has_hidden_characters(line.text) ? row_flag::kHiddenCharacters : 0));
      if (line.kind != EditKind::kInsert) row.old_line = old_line++;
      if (line.kind != EditKind::kDelete) row.new_line = new_line++;
      row.text = line.text;
      diff.additions += line.kind == EditKind::kInsert;
      diff.deletions += line.kind == EditKind::kDelete;
      diff.rows.push_back(row);

      const bool stripped = dialect == Dialect::kStripped && row.kind == RowKind::kContext && row.text.empty();
      if (!stripped) out += row.kind == RowKind::kContext ? ' ' : row.kind == RowKind::kDeletion ? '-' : '+';
      out += row.text;
      if (doubled && line.has_newline) out += '\n';
      out += '\n';
      if (!doubled && !line.has_newline) out += "\\ No newline at end of file\n";
    }
  }
  if (doubled) out.pop_back();  // joined, not ended
  if (dialect == Dialect::kStripped && random.one_in(2)) out.pop_back();
  if (doubled && !diff.rows.empty() && !shows_doubling(diff)) {
    diff.shows_newlines = false;
    for (Row& row : diff.rows) row.flags &= static_cast<u8>(~row_flag::kNoNewline);
  }
  return diff;
}

std::string escape_in_many_ways(std::string_view text, Random& random) {
  const bool is_plain = random.one_in(2);
  std::string out;
  for (const char c : text) {
    const u8 byte = static_cast<u8>(c);
    if (is_plain || byte >= 0x80 || !random.one_in(12)) {
      out += escape({&c, 1});
      continue;
    }
    static constexpr char kHex[] = "0123456789abcdef", kUpper[] = "0123456789ABCDEF";
    const char* const digits = random.one_in(2) ? kHex : kUpper;
    if (c == '/')
      out += "\\/";
    else
      out += {'\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 15]};
  }
  return out;
}

std::string side_of_rows(const std::vector<Row>& rows, RowKind own) {
  std::string text;
  for (const Row& row : rows) {
    if (row.kind != own && row.kind != RowKind::kContext) continue;
    text += row.text;
    if (!(row.flags & row_flag::kNoNewline)) text += '\n';
  }
  return text;
}

}  // namespace hunkwise::test

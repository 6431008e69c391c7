#include "random_diff.h"

#include <algorithm>

namespace hunkwise::test {
namespace {

struct Range {
  u32 start, count;
  std::string text() const {
    return std::to_string(count == 0 ? start - 1 : start) + (count == 1 ? "" : "," + std::to_string(count));
  }
};

// [first, last) of the script's lines that each hunk shows.
std::vector<std::pair<std::size_t, std::size_t>> hunks_of(const EditScript& script, std::size_t context) {
  std::vector<std::pair<std::size_t, std::size_t>> hunks;
  for (std::size_t i = 0; i < script.lines.size(); ++i) {
    if (script.lines[i].sign == ' ') continue;
    const std::size_t first = i > context ? i - context : 0;
    const std::size_t last =
        std::min(script.lines.size(), context > script.lines.size() ? script.lines.size() : i + 1 + context);
    if (!hunks.empty() && first <= hunks.back().second) {
      hunks.back().second = last;
    } else {
      hunks.emplace_back(first, last);
    }
  }
  return hunks;
}

}  // namespace

std::string EditScript::side(char sign) const {
  std::string out;
  for (const EditLine& line : lines) {
    if (line.sign == ' ' || line.sign == sign) out += line.text + (line.has_newline ? "\n" : "");
  }
  return out;
}

EditScript random_script(std::mt19937& random, u32 most_lines) {
  // Few different lines, so that they repeat; most of them look like something else.
  static const std::string kLines[] = {"",
                                       "a",
                                       "b",
                                       "-- x",
                                       "++ y",
                                       "@@ -1 +1 @@",
                                       "\\ No newline at end of file",
                                       " ",
                                       "+",
                                       "-",
                                       "--- a/x",
                                       "\r",
                                       "c\r",
                                       "\t\"q\"\\n",
                                       "\xC3\xBC \xE2\x82\xAC",
                                       "\xF0\x9F\x98\x80",
                                       "diff --git a/a b/a",
                                       "    return x;"};
  EditScript script;
  const u32 count = 1 + static_cast<u32>(random() % most_lines);
  const u32 kinds = 2 + static_cast<u32>(random() % 17);
  const u32 changes = 1 + static_cast<u32>(random() % 5);  // of six lines
  for (u32 i = 0; i < count; ++i) {
    const char sign = random() % 6 >= changes ? ' ' : random() % 2 ? '-' : '+';
    script.lines.push_back({sign, kLines[random() % kinds]});
  }
  if (std::none_of(script.lines.begin(), script.lines.end(), [](const EditLine& line) { return line.sign != ' '; })) {
    script.lines[random() % count].sign = '+';
  }
  // A side's last line may lack its line end; a line of both sides only if it is the last of both.
  const auto last_of = [&](char sign) {
    for (std::size_t i = script.lines.size(); i-- > 0;) {
      if (script.lines[i].sign == sign || script.lines[i].sign == ' ') return static_cast<int>(i);
    }
    return -1;
  };
  const int old_last = last_of('-');
  const int new_last = last_of('+');
  for (const int last : {old_last, new_last}) {
    if (last < 0 || random() % 3 != 0) continue;
    EditLine& line = script.lines[static_cast<std::size_t>(last)];
    // A line of nothing without a line end is no line at all.
    if (!line.text.empty() && (line.sign != ' ' || old_last == new_last)) line.has_newline = false;
  }
  return script;
}

WrittenDiff write_diff(const EditScript& script, u32 context, Dialect dialect, bool with_headers) {
  WrittenDiff out;
  std::vector<std::string> pieces;  // joined with a newline in the end
  if (with_headers) {
    if (dialect != Dialect::kDoubled) pieces.insert(pieces.end(), {"diff --git a/f b/f", "index 1..2 100644"});
    pieces.insert(pieces.end(), {"--- a/f", "+++ b/f"});
  }
  u32 old_line = 1, new_line = 1;
  std::size_t done = 0;
  const auto pass = [&](std::size_t until) {
    for (; done < until; ++done) {
      old_line += script.lines[done].sign != '+';
      new_line += script.lines[done].sign != '-';
    }
  };
  for (const auto& [first, last] : hunks_of(script, context)) {
    pass(first);
    Range old_range{old_line, 0}, new_range{new_line, 0};
    for (std::size_t i = first; i < last; ++i) {
      old_range.count += script.lines[i].sign != '+';
      new_range.count += script.lines[i].sign != '-';
    }
    Row header;
    header.kind = RowKind::kHunkHeader;
    header.text =
        "@@ -" + old_range.text() + " +" + new_range.text() + " @@" + (dialect == Dialect::kDoubled ? "" : " void f()");
    pieces.push_back(header.text);
    out.rows.push_back(header);
    for (std::size_t i = first; i < last; ++i) {
      const EditLine& line = script.lines[i];
      Row row;
      row.kind = line.sign == ' ' ? RowKind::kContext : line.sign == '-' ? RowKind::kDeletion : RowKind::kAddition;
      row.text = line.text;
      if (line.sign != '+') row.old_line = old_line;
      if (line.sign != '-') row.new_line = new_line;
      if (!line.has_newline) row.flags = row_flag::kNoNewline;
      out.additions += line.sign == '+';
      out.deletions += line.sign == '-';
      out.rows.push_back(row);
      pass(i + 1);
      const bool is_stripped = dialect == Dialect::kStripped && line.sign == ' ' && line.text.empty();
      const std::string piece = is_stripped ? "" : line.sign + line.text;
      if (dialect == Dialect::kDoubled) {
        pieces.push_back(piece + (line.has_newline ? "\n" : ""));
      } else {
        pieces.push_back(piece);
        if (!line.has_newline) pieces.push_back("\\ No newline at end of file");
      }
    }
  }
  for (std::size_t i = 0; i < pieces.size(); ++i) out.text += (i == 0 ? "" : "\n") + pieces[i];
  if (dialect != Dialect::kDoubled) {
    out.text += "\n";
  } else if (out.text.find("\n\n") == std::string::npos || out.text.find("\n\n") + 2 == out.text.size()) {
    // Nothing shows the doubling: such a text is read as plain, where a missing line end would have been marked.
    for (Row& row : out.rows) row.flags = 0;
  }
  return out;
}

}  // namespace hunkwise::test

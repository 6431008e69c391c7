// What must hold for the rows of any text, whatever is in it.
#pragma once

#include <algorithm>
#include <map>
#include <string>

#include "diff_limits.h"
#include "documents.h"
#include "hunk_machine.h"
#include "random.h"

namespace hunkwise::test {

// The first line of a plain text that is neither a row's text nor one of the lines that have no row: empty ones, file
// headers before the first hunk, markers of a missing line end. Empty if no line is lost.
inline std::string lost_line(std::string_view text, const Rows& table) {
  std::map<std::size_t, const Row*> rows;  // by the start of their line
  std::size_t first_hunk = text.size();
  for (const Row& row : table.rows) {
    const bool has_sign =
        row.kind == RowKind::kContext || row.kind == RowKind::kAddition || row.kind == RowKind::kDeletion;
    // A stripped context row has no sign: its text is the empty line.
    const bool is_stripped = has_sign && row.text.empty() && (row.text_start == 0 || text[row.text_start - 1] == '\n');
    const std::size_t start = row.text_start - (has_sign && !is_stripped ? 1 : 0);
    if (!rows.emplace(start, &row).second) return "two rows at " + std::to_string(start);
    if (row.kind == RowKind::kHunkHeader) first_hunk = std::min(first_hunk, start);
  }
  std::size_t found = 0;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    const auto row = rows.find(at);
    if (row != rows.end()) {
      ++found;
      if (!line.ends_with(row->second->text) || line.size() > row->second->text.size() + 1) return printable(line);
    } else if (!line.empty() && !line.starts_with("\\ ") && !(at < first_hunk && is_file_header_line(line))) {
      return "line at " + std::to_string(at) + ": " + printable(line);
    }
    at = end + 1;
  }
  return found == rows.size() ? "" : "a row is no line";
}

// Hunks, numbers, checkpoints and counts of a table must agree with its rows.
inline std::string inconsistency(const Rows& table) {
  u32 next_old = 0, next_new = 0, additions = 0, deletions = 0;
  std::size_t hunk = 0;
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const Row& row = table.rows[i];
    if (i % limits::kCheckpointRows == 0) {
      const std::size_t at = i / limits::kCheckpointRows * 2;
      if (at + 1 >= table.checkpoints.size() || table.checkpoints[at] != next_old ||
          table.checkpoints[at + 1] != next_new) {
        return "checkpoint " + std::to_string(at / 2);
      }
    }
    if (row.kind == RowKind::kHunkHeader) {
      if (hunk == table.hunks.size() || table.hunks[hunk].row != i) return "hunk of row " + std::to_string(i);
      next_old = table.hunks[hunk].old_start;
      next_new = table.hunks[hunk].new_start;
      ++hunk;
    }
    next_old += row.old_line != 0 || row.kind == RowKind::kContext || row.kind == RowKind::kDeletion;
    next_new += row.new_line != 0 || row.kind == RowKind::kContext || row.kind == RowKind::kAddition;
    additions += row.kind == RowKind::kAddition;
    deletions += row.kind == RowKind::kDeletion;
  }
  if (hunk != table.hunks.size()) return "hunks";
  if (table.checkpoints.size() != (table.rows.size() + limits::kCheckpointRows - 1) / limits::kCheckpointRows * 2)
    return "checkpoints";
  if (table.additions != additions || table.deletions != deletions) return "counts";
  const bool has_raw_in_hunks =
      std::any_of(table.rows.begin(), table.rows.end(), [](const Row& row) { return row.kind == RowKind::kRaw; });
  if (has_raw_in_hunks && table.hunks.empty() && table.diagnostics.empty()) return "raw rows without a diagnostic";
  for (std::size_t i = 0; i < table.diagnostics.size(); ++i) {
    if (table.diagnostics[i][1] > table.rows.size()) return "diagnostic's row";
    if (i != 0 && table.diagnostics[i][1] < table.diagnostics[i - 1][1]) return "order of diagnostics";
  }
  return {};
}

// A text made of everything that diffs are made of, with counts that often do not add up.
inline std::string random_diff_text(Random& random) {
  static const std::string kLines[] = {"--- a/f",
                                       "+++ b/f",
                                       "diff --git a/f b/f",
                                       "index 1..2",
                                       "\\ No newline at end of file",
                                       "\\",
                                       "\\x",
                                       "@@ -1 +1",
                                       "@@",
                                       "@@@ -1 -1 +1 @@@",
                                       "@@ -2147483648 +1 @@",
                                       "Binary files a and b differ",
                                       "[Error generating diff: x]",
                                       "GIT binary patch",
                                       "prose",
                                       "",
                                       "",
                                       "",
                                       " ",
                                       "+",
                                       "-",
                                       " a",
                                       " a",
                                       "-b",
                                       "-b",
                                       "+c",
                                       "+c",
                                       "--- x",
                                       "+++ y",
                                       "+@@ -1 +1 @@",
                                       " \xe2\x80\xae",
                                       "+\xf0\x9f\x98\x80",
                                       "-\"q\\n\"\t\r",
                                       std::string("+nul\0", 5),
                                       "\xe2\x80\x8bprose",
                                       "+" + std::string(80, 'w'),
                                       "\xff\xfe",
                                       " \xc3\xa9\xe2\x82\xac",
                                       "- " + std::string(60, '\\')};
  std::string text;
  const bool doubled = random.one_in(3);
  const u32 lines = random.below(random.one_in(8) ? 200 : 25);
  for (u32 i = 0; i < lines; ++i) {
    std::string line = random.pick(kLines);
    if (random.one_in(7)) {
      line = "@@ -" + std::to_string(random.below(40)) + "," + std::to_string(random.below(6)) + " +" +
             std::to_string(random.below(40)) + "," + std::to_string(random.below(6)) + " @@";
    }
    text += line + "\n";
    if (doubled && !line.starts_with("@@") && !random.one_in(10)) text += '\n';
  }
  if (random.one_in(2) && !text.empty()) text.pop_back();
  return text;
}

}  // namespace hunkwise::test

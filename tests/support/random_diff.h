// Diffs made at random from a known edit script, written in every dialect, with the rows that a reader must find.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "documents.h"

namespace hunkwise::test {

enum class Dialect {
  kGit,       // "\ No newline at end of file", section headings
  kStripped,  // the same, but the blank of empty context rows is gone
  kDoubled,   // Python's readlines() joined with newlines
};

struct EditLine {
  char sign;  // ' ', '-' or '+'
  std::string text;
  bool has_newline = true;
};

// All lines of both sides, in the order of a diff.
struct EditScript {
  std::vector<EditLine> lines;

  std::string old_text() const { return side('-'); }
  std::string new_text() const { return side('+'); }

 private:
  std::string side(char sign) const;
};

struct WrittenDiff {
  std::string text;
  std::vector<Row> rows;  // text_start is not filled
  u32 additions = 0;
  u32 deletions = 0;
};

EditScript random_script(std::mt19937& random, u32 most_lines);

// `context` as in diff -U; a large one shows everything. `with_headers`: "---" and "+++" (and git's) come first.
WrittenDiff write_diff(const EditScript& script, u32 context, Dialect dialect, bool with_headers);

}  // namespace hunkwise::test

// Random pairs of texts with a known edit script, and diffs of them as different tools write them. What every row must
// be is known from the script, never from the diff.
#pragma once

#include <string>
#include <vector>

#include "documents.h"
#include "random.h"

namespace hunkwise::test {

enum class EditKind : u8 { kKeep, kDelete, kInsert };

struct EditLine {
  EditKind kind;
  std::string text;
  bool has_newline = true;
};

using EditScript = std::vector<EditLine>;

// Lines from a small alphabet full of traps: they repeat, and look like headers, markers and escapes.
// At least one line, at least one change.
EditScript random_script(Random& random, u32 most_lines = 60);
// The old (or new) text that a script turns into the other one.
std::string side_of_script(const EditScript& script, EditKind own);

enum class Dialect {
  kGit,       // diff --git, index, markers, sometimes a section heading
  kPlain,     // --- and +++ with dates, markers
  kDoubled,   // difflib with lineterm="", lines that keep their ends, joined by newlines
  kStripped,  // plain; the blank of an empty context row is gone; half of them without the last line end
  kBare,      // no file headers
};
inline constexpr Dialect kDialects[] = {Dialect::kGit, Dialect::kPlain, Dialect::kDoubled, Dialect::kStripped,
                                        Dialect::kBare};

struct WrittenDiff {
  std::string text;
  std::vector<Row> rows;  // text_start is 0: it depends on the spelling
  std::vector<Hunk> hunks;
  u32 additions = 0, deletions = 0;
  bool shows_newlines = true;  // false: the text does not say which line has no line end
};

WrittenDiff write_diff(const EditScript& script, u32 context, Dialect dialect, Random& random);

// `text` as the body of a JSON string, each character spelled in one of the ways that JSON has.
std::string escape_in_many_ways(std::string_view text, Random& random);

// The old (or new) side as far as it is in the rows.
std::string side_of_rows(const std::vector<Row>& rows, RowKind own);

}  // namespace hunkwise::test

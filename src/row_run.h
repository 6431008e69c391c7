// Reads the rows of a hunk 64 bytes at a time: the hot loop of counting and of making rows. Whatever else the text has
// is left to the lexer, which calls again behind it.
#pragma once

#include "block_masks.h"
#include "diff_types.h"
#include "text_lexer.h"

namespace hunkwise {

// Where lines start in a block, by kind: bit i speaks of its byte i.
struct LineStarts {
  u64 deletions;
  u64 additions;
  u64 contexts;
  u64 empties;
};

enum class LastLine : u8 { kNone, kDeletion, kAddition, kContext, kEmpty };

// What a reader says of the hunk at hand before its rows are read, and what it learns afterwards.
struct RowRun {
  u32 old_left = 0;  // lines that the hunk still has
  u32 new_left = 0;
  u64 blank_rows = 0;       // ~0: an empty line is a context row
  u64 refused_empties = 0;  // ~0: an empty line has to be looked at by itself
  u64 strictly = 0;         // ~0: behind every empty line a row begins, and nowhere else (doubled newlines)
  u64 behind_empty = 0;     // 1: the first byte stands right behind an empty line

  u32 deletions = 0;
  u32 additions = 0;
  u32 contexts = 0;  // empty ones included, if they are rows
  u32 empties = 0;
  LastLine last = LastLine::kNone;

  u32 rows() const { return deletions + additions + contexts; }
};

// Reads blocks as long as all their lines are rows of the hunk at hand, with empty lines between them. How many bytes
// that took; 0: the lexer's other paths have to begin.
u32 read_rows(const LineSink& sink, LexerState& state, Spelling spelling, const u8* bytes, u32 size, u32 base);

}  // namespace hunkwise

// What the lexer sees in 64 bytes of a text, and in the beginning of a line, without knowing what came before.
#pragma once

#include "diff_types.h"
#include "text_lexer.h"

namespace hunkwise {

struct BlockScan {
  u64 line_ends = 0;  // the last byte of each newline's spelling
  u64 escapes = 0;    // backslashes that begin an escape
  u32 limit = 0;      // how far that can be told: the next byte needs the byte-wise path
  bool has_high = false;
};
BlockScan scan_block(const u8* bytes, Spelling spelling);

// How many bytes of `line` are its beginning, as far as HunkMachine::head() has to see it; 0 if that is not all here.
u32 line_head_size(const u8* line, u32 available, Spelling spelling);

}  // namespace hunkwise

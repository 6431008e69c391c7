// Turns one file's diff into rows: kind, flags and position of the text of each, hunks, diagnostics, line-number
// checkpoints. The text itself is neither copied nor unescaped.
#pragma once

#include <span>

#include "buffer.h"
#include "diff_types.h"
#include "hunk_machine.h"
#include "result_table.h"
#include "text_lexer.h"

namespace hunkwise {

// Columns as in TableKind::kRows.
struct RowColumns {
  Buffer<u32> text_starts;
  Buffer<u32> hunks;
  Buffer<u32> diagnostics;
  Buffer<u32> checkpoints;
  Buffer<u8> row_bytes;
};

// Packs a kRows table; the counts of the columns go into `header` here.
void write_rows(const RowColumns& columns, std::span<const u8> state, TableHeader header, ResultArena& out);

// A sink for TextLexer. Plain data but for the columns, which belong to the caller.
class RowSink {
 public:
  static constexpr bool kWantsHidden = true;
  static constexpr bool kTakesBlocks = false;

  struct State {
    HunkMachine machine;
    u32 row = 0;            // rows so far, the pending one included
    u32 pending_start = 0;  // the last row waits: the next line may tell that it has no line end
    u32 line_start = 0;
    u32 next_old = 0;
    u32 next_new = 0;
    u32 diagnostics = 0;
    u8 text_flags = 0;
    u8 has_pending = 0;
    u8 pending_byte = 0;
    u8 pending_followed = 0;
    u8 takes_hidden = 0;  // hidden characters belong to the pending row
    u8 awaits_head = 0;   // or to the row that the line at hand may become
    u8 early_flags = 0;
    u8 unused = 0;
  };

  RowSink(State& state, RowColumns& columns) : s_(state), columns_(columns) {}

  bool start(int first, u32 line_start, u32 text_start);
  void head(std::string_view line_head);
  void hidden() {
    if (s_.awaits_head)
      s_.early_flags = row_flag::kHiddenCharacters << kRowKindBits;
    else if (s_.takes_hidden)
      s_.pending_byte |= row_flag::kHiddenCharacters << kRowKindBits;
  }
  bool take(u64, u64, u64, u64, u32) { return false; }
  // The text is over; after the lexer's finish().
  void finish(u32 end);

 private:
  void line(LineClass line_class, u32 text_start);
  void row(RowKind kind, u32 text_start);
  void flush();
  void diagnose(u32 byte_offset);

  State& s_;
  RowColumns& columns_;
};

// One window of a text. `state` is empty for the first one, else what the call before put last into `out`.
// `text_flags` (kEscaped, kBlankIsContext, kDoubledNewlines, as the index or count_text() found them) count on the
// first window only. Text positions count from the first window's first byte.
Status parse_rows(std::span<const u8> state, std::span<const u8> window, u8 text_flags, bool is_last, ResultArena& out);

// One window of a text of unknown reading: after the last one the answer's header has the counts and the flags to
// give to parse_rows().
Status count_text(std::span<const u8> state, std::span<const u8> window, u8 text_flags, bool is_last, ResultArena& out);

}  // namespace hunkwise

// Counts one file's diff without making rows: additions, deletions, rows, bytes, and how the text is to be read.
// Two readings run side by side (empty lines are artefacts, empty lines are stripped context rows) until the hunk
// headers' counts rule one of them out.
#pragma once

#include "diff_types.h"
#include "hunk_machine.h"
#include "text_lexer.h"

namespace hunkwise {

struct TextCounts {
  u32 additions = 0;
  u32 deletions = 0;
  u32 rows = 0;
  u32 artefacts = 0;  // newlines that doubling added
  u8 flags = 0;       // text_flag: kBlankIsContext, kDoubledNewlines
  Detail detail = Detail::kText;
  u16 unused = 0;
};

// Plain data, for a LineSink.
class TextCounter {
 public:
  bool start(int first, u32 line_start, u32 text_start);
  void head(std::string_view line_head);

  // row_run.h
  bool begin_rows(bool at_line_start, RowRun& run) const;
  void end_rows(const RowRun& run);

  // The text is over (the lexer's finish() comes before). `size`: whether there was any byte at all.
  TextCounts finish(bool is_empty);

 private:
  // What the last line was, as far as doubling is concerned.
  enum class Last : u32 { kOther, kRow, kGap };
  enum class First : u32 { kUnseen, kOther, kError, kBinary };

  void follow(LineClass line_class);
  void settle();

  HunkMachine skipping_;  // empty lines are artefacts
  HunkMachine blank_;     // empty lines are context rows
  u32 skipping_alive_ = 1;
  u32 blank_alive_ = 1;
  LineClass pending_skipping_ = LineClass::kSkip;
  LineClass pending_blank_ = LineClass::kSkip;
  u8 old_ended_ = 0;  // a row of that side had no empty line behind it, so it must have been the side's last
  u8 new_ended_ = 0;
  Last last_ = Last::kOther;
  LineClass last_row_ = LineClass::kSkip;
  u8 not_doubled_ = 0;
  [[maybe_unused]] u16 unused_ = 0;
  u32 gaps_ = 0;  // empty lines right behind a row, with another line behind them
  u32 empties_ = 0;
  First first_ = First::kUnseen;
};

}  // namespace hunkwise

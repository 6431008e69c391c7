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
};

// Plain data, a sink for TextLexer.
class TextCounter {
 public:
  static constexpr bool kWantsHidden = false;
  static constexpr bool kTakesBlocks = true;

  bool start(int first, u32 line_start, u32 text_start);
  void head(std::string_view line_head);
  void hidden() {}

  // Masks of where lines start in a block, by kind. `newline_bytes`: of a newline's spelling. False: nothing done.
  bool take(u64 deletions, u64 additions, u64 contexts, u64 empties, u32 newline_bytes) {
    const u64 rows = deletions | additions | contexts;
    const u64 all = rows | empties;
    u32 gaps = 0;
    if (skipping_alive_ && !not_doubled_) {
      // Rows and empty lines in strict turn, or the lines have to be looked at one by one. The line behind an empty one
      // starts a newline's width further on; all but the first row must be such a line, and no empty one may be.
      const u64 behind_empty = empties << newline_bytes;
      const u64 first = all & (~all + 1);
      const bool begins_with_row = (rows & first) != 0;
      if ((rows & ~behind_empty & ~first) != 0 || (empties & behind_empty) != 0) return false;
      if (begins_with_row == (last_ == Last::kRow)) return false;
      // Such a row shows that nothing is doubled: follow() says so.
      if ((old_ended_ && (deletions | contexts) != 0) || (new_ended_ && (additions | contexts) != 0)) return false;
      gaps = bit_count(rows) - (begins_with_row && last_ != Last::kGap ? 1u : 0u);
    }
    const u32 deleted = bit_count(deletions);
    const u32 added = bit_count(additions);
    const u32 kept = bit_count(contexts);
    const u32 blank = bit_count(empties);
    if (skipping_alive_ && !skipping_.can_take(deleted, added, kept)) return false;
    if (blank_alive_ && !blank_.can_take(deleted, added, kept + blank)) return false;
    if (skipping_alive_) skipping_.take(deleted, added, kept);
    if (blank_alive_) blank_.take(deleted, added, kept + blank);
    empties_ += blank;
    gaps_ += gaps;
    if (all == 0) return true;
    // The last line decides how the next one is read.
    last_ = empties > rows ? Last::kGap : Last::kRow;
    if (rows != 0) {
      last_row_ = deletions > (additions | contexts) ? LineClass::kDeletion
                  : additions > contexts             ? LineClass::kAddition
                                                     : LineClass::kContext;
    }
    return true;
  }

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
  u32 gaps_ = 0;  // empty lines right behind a row, with another line behind them
  u32 empties_ = 0;
  First first_ = First::kUnseen;
};

}  // namespace hunkwise

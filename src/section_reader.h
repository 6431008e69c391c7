// Decides line by line how far the text of one file of a patch goes, and counts its rows as HunkMachine does when it is
// given that very text. Two readings of empty lines run side by side until one is ruled out, so that no line has to be
// read again: usually the second row does that.
#pragma once

#include "diff_types.h"
#include "hunk_machine.h"
#include "patch_lines.h"

namespace hunkwise {

struct SectionText {
  u32 end = 0;  // in the source
  u32 additions = 0;
  u32 deletions = 0;
  u32 rows = 0;
  u32 artefacts = 0;  // newlines that doubling added
  u8 flags = 0;       // text_flag: kBlankIsContext, kDoubledNewlines, kCombined
};

// Where a section's text stops.
struct SectionEnd {
  u32 at = 0;
  bool is_text_end = false;     // the whole patch ends here
  bool follows_newline = true;  // false: its last line has no line end
};

// An empty line in a hunk is a context row whose blank was stripped. Plain data.
class PlainReading {
 public:
  // False: the section ends before this line.
  bool take(const PatchLine& line, bool is_combined);
  bool in_hunk() const { return machine_.phase() == HunkMachine::Phase::kInHunk; }

  // Reads rows of a hunk by their first bytes as far as its counts and `size` go. Answers how many bytes that took;
  // they end where a line starts, or else, with `inside_line`, somewhere in one that need not be looked at any more.
  u32 skim(const u8* bytes, u32 size, bool& inside_line);

  SectionText finish(const SectionEnd& end);
  bool adds_up() const { return machine_.adds_up(); }

 private:
  bool take_in_hunk(int first);
  void take_gap();
  void take_raw(const PatchLine& line);

  HunkMachine machine_;
  u32 gap_start_ = 0;
  u32 gap_ = 0;         // empty lines since the last row, outside hunks: part of the section only if more follows
  u32 empty_raws_ = 0;  // rows that only exist because empty lines count at all
  u8 has_blanks_ = 0;   // an empty line stands for a context row
  u8 lost_count_ = 0;   // a hunk was left before its counts were used up: what follows may still be its text
  u8 is_combined_ = 0;
};

// Every row is followed by an empty line, except the last one of a side that ends without a newline. Plain data.
class DoubledReading {
 public:
  enum class Verdict { kTaken, kEnds, kRefuted };

  Verdict take(const PatchLine& line);
  SectionText finish(const SectionEnd& end);
  bool has_evidence() const { return gaps_ != 0; }
  bool adds_up() const { return machine_.adds_up(); }

 private:
  enum class Last : u8 { kOther, kRow, kGap };

  Verdict take_row(int first);
  Verdict take_header(const PatchLine& line);
  void leave_row();

  HunkMachine machine_;
  u32 gaps_ = 0;       // empty lines right behind a row, with another line of the section behind them
  u32 artefacts_ = 0;  // the same, with or without one
  u32 surplus_gap_ = 0;
  u32 end_ = 0;  // of the rows, if surplus_gap_
  Last last_ = Last::kOther;
  LineClass last_row_ = LineClass::kSkip;
  u8 old_ended_ = 0;
  u8 new_ended_ = 0;
};

// Plain data.
class SectionReader {
 public:
  void begin(bool is_combined) {
    *this = SectionReader();
    is_combined_ = is_combined;
    maybe_doubled_ = !is_combined;
  }
  bool take(const PatchLine& line);  // false: the section ends before this line
  bool can_skim() const { return !maybe_doubled_ && plain_.in_hunk(); }
  u32 skim(const u8* bytes, u32 size, bool& inside_line) { return plain_.skim(bytes, size, inside_line); }
  SectionText finish(const SectionEnd& end);

 private:
  PlainReading plain_;
  DoubledReading doubled_;
  u8 maybe_doubled_ = 0;
  u8 is_doubled_ = 0;
  u8 is_combined_ = 0;
};

}  // namespace hunkwise

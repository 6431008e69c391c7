// Decides what each line of one file's diff is, by the hunk headers' counts alone. One machine serves every reader
// (counting, row parsing, patch index), so that they can never disagree.
#pragma once

#include <string_view>

#include "diff_types.h"
#include "hunk_header.h"

namespace hunkwise {

enum class LineClass : u8 {
  kSkip,  // no row: a file header, an empty line that is an artefact of doubling
  kHunkHeader,
  kContext,
  kAddition,
  kDeletion,
  kRaw,
  kNoNewlineMarker,  // "\ No newline at end of file": a property of the row before it
  kNeedsHead,        // start() cannot tell: give the line's beginning to head()
};

// First units that are no characters.
inline constexpr int kEmptyLine = -1;  // the line ends where it starts
inline constexpr int kEndPiece = -2;   // the empty piece between the last line end and the end of the text

// Plain data: a copy is a snapshot, and its bytes may travel.
class HunkMachine {
 public:
  enum class Phase : u32 { kPreamble, kInHunk, kBetween, kBroken };

  // A line starts with `first` (an ASCII character, 128 and more for any other, or one of the constants above).
  // `blank_is_context`: an empty line inside a hunk is a context row whose blank was stripped.
  LineClass start(int first, bool blank_is_context);

  // The beginning of a line for which start() asked (at most limits::kLineHeadBytes, unescaped).
  LineClass head(std::string_view line_head);

  // Whether so many rows, in any order, all belong to the hunk that is being read.
  bool can_take(u32 deletion_rows, u32 addition_rows, u32 context_rows) const {
    return phase_ == Phase::kInHunk && deletion_rows + context_rows <= old_left_ &&
           addition_rows + context_rows <= new_left_;
  }

  // Takes them; only if can_take().
  void take(u32 deletion_rows, u32 addition_rows, u32 context_rows) {
    old_left_ -= deletion_rows + context_rows;
    new_left_ -= addition_rows + context_rows;
    deletions_ += deletion_rows;
    additions_ += addition_rows;
    rows_ += deletion_rows + addition_rows + context_rows;
    if (old_left_ == 0 && new_left_ == 0) phase_ = Phase::kBetween;
  }

  bool try_take(u32 deletion_rows, u32 addition_rows, u32 context_rows) {
    const bool takes = can_take(deletion_rows, addition_rows, context_rows);
    if (takes) take(deletion_rows, addition_rows, context_rows);
    return takes;
  }

  // The text is over.
  void finish() {
    if (phase_ == Phase::kInHunk) break_with(DiagnosticCode::kTruncatedHunk);
    if (hunks_ == 0 && rows_ != 0) break_with(DiagnosticCode::kNoHunk);
  }

  Phase phase() const { return phase_; }
  bool adds_up() const { return adds_up_ != 0; }  // nothing was out of place so far
  u32 additions() const { return additions_; }
  u32 deletions() const { return deletions_; }
  u32 rows() const { return rows_; }  // all kinds, hunk headers and raw rows included
  u32 hunks() const { return hunks_; }
  const HunkHeader& header() const { return header_; }  // of the last hunk

  // The reason why the last line, or finish(), broke the text; valid while has_problem().
  bool has_problem() const { return has_problem_ != 0; }
  DiagnosticCode take_problem() {
    has_problem_ = 0;
    return problem_;
  }

 private:
  LineClass row(LineClass line_class, u32 old_lines, u32 new_lines);
  LineClass raw(DiagnosticCode reason);
  void break_with(DiagnosticCode reason) {
    // Only the first of a run of broken lines is worth a sentence.
    if (phase_ != Phase::kBroken || adds_up_) {
      problem_ = reason;
      has_problem_ = 1;
    }
    phase_ = Phase::kBroken;
    adds_up_ = 0;
  }

  Phase phase_ = Phase::kPreamble;
  u32 old_left_ = 0;
  u32 new_left_ = 0;
  u32 additions_ = 0;
  u32 deletions_ = 0;
  u32 rows_ = 0;
  u32 hunks_ = 0;
  HunkHeader header_;
  DiagnosticCode problem_ = DiagnosticCode::kNoHunk;
  u32 has_problem_ = 0;
  u32 adds_up_ = 1;
};

// True for the lines that introduce a file: "--- ", "+++ ", "diff ", "index ", modes, renames, …
bool is_file_header_line(std::string_view line_head);

}  // namespace hunkwise

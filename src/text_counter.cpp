#include "text_counter.h"

namespace hunkwise {
namespace {

bool uses_old(LineClass row) { return row == LineClass::kDeletion || row == LineClass::kContext; }
bool uses_new(LineClass row) { return row == LineClass::kAddition || row == LineClass::kContext; }
bool is_content(LineClass row) { return uses_old(row) || uses_new(row); }

}  // namespace

bool TextCounter::start(int first, u32, u32) {
  pending_skipping_ = skipping_alive_ ? skipping_.start(first, false) : LineClass::kSkip;
  pending_blank_ = blank_alive_ ? blank_.start(first, true) : LineClass::kSkip;
  if (first == kEmptyLine) {
    ++empties_;
    // Doubling puts exactly one empty line behind a row, and none elsewhere.
    if (last_ != Last::kRow) not_doubled_ |= skipping_.hunks() != 0;
    last_ = Last::kGap;
  } else if (first == kEndPiece) {
    // One piece behind the last row's own line end is right; behind an empty line it is one too many.
    if (last_ == Last::kGap) not_doubled_ = 1;
  } else if (pending_skipping_ != LineClass::kNeedsHead) {
    follow(pending_skipping_);
  }
  settle();
  return pending_skipping_ == LineClass::kNeedsHead || pending_blank_ == LineClass::kNeedsHead;
}

void TextCounter::head(std::string_view line_head) {
  // Only a text without hunks can be a sentence in place of a diff.
  if (skipping_.hunks() == 0 && (first_ == First::kUnseen || first_ == First::kOther)) {
    const bool is_first = first_ == First::kUnseen;
    const bool is_binary = line_head.starts_with("Binary files ") || line_head.starts_with("GIT binary patch");
    first_ = is_binary                                                     ? First::kBinary
             : is_first && line_head.starts_with("[Error generating diff") ? First::kError
                                                                           : First::kOther;
  }
  if (pending_skipping_ == LineClass::kNeedsHead) {
    pending_skipping_ = skipping_.head(line_head);
    follow(pending_skipping_);
  }
  if (pending_blank_ == LineClass::kNeedsHead) pending_blank_ = blank_.head(line_head);
  settle();
}

// A line that is not empty: does it still fit doubling, where every row but a side's last has an empty line behind it?
void TextCounter::follow(LineClass line_class) {
  if (last_ == Last::kRow) {
    old_ended_ |= uses_old(last_row_);
    new_ended_ |= uses_new(last_row_);
  } else if (last_ == Last::kGap) {
    ++gaps_;
  }
  if ((uses_old(line_class) && old_ended_) || (uses_new(line_class) && new_ended_)) not_doubled_ = 1;
  if (line_class == LineClass::kNoNewlineMarker) not_doubled_ = 1;
  last_ = is_content(line_class) ? Last::kRow : Last::kOther;
  last_row_ = line_class;
}

// Drops the reading that does not add up, as long as the other one does. Both at once: what the text looked like.
void TextCounter::settle() {
  if (!skipping_alive_ || !blank_alive_) return;
  const bool skipping_fits = skipping_.adds_up();
  const bool blank_fits = blank_.adds_up();
  if (skipping_fits && blank_fits) return;
  const bool keep_skipping = skipping_fits || (!blank_fits && not_doubled_ == 0);
  skipping_alive_ = keep_skipping;
  blank_alive_ = !keep_skipping;
}

TextCounts TextCounter::finish(bool is_empty) {
  if (skipping_alive_) skipping_.finish();
  if (blank_alive_) blank_.finish();
  settle();
  const HunkMachine& chosen = skipping_alive_ ? skipping_ : blank_;
  TextCounts counts;
  counts.additions = chosen.additions();
  counts.deletions = chosen.deletions();
  counts.rows = chosen.rows();
  if (!skipping_alive_) {
    counts.flags = text_flag::kBlankIsContext;
  } else if (gaps_ != 0 && not_doubled_ == 0) {
    counts.flags = text_flag::kDoubledNewlines;
    counts.artefacts = empties_;
  }
  counts.detail = is_empty                                          ? Detail::kEmpty
                  : chosen.hunks() == 0 && first_ == First::kError  ? Detail::kError
                  : chosen.hunks() == 0 && first_ == First::kBinary ? Detail::kBinary
                                                                    : Detail::kText;
  return counts;
}

}  // namespace hunkwise

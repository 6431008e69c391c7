#include "section_reader.h"

#include <cstring>

#include "block_masks.h"

namespace hunkwise {
namespace {

bool uses_old(LineClass row) { return row == LineClass::kDeletion || row == LineClass::kContext; }
bool uses_new(LineClass row) { return row == LineClass::kAddition || row == LineClass::kContext; }

int first_of(const PatchLine& line) {
  return line.text.empty() ? kEmptyLine : static_cast<int>(static_cast<u8>(line.text.front()));
}

bool starts_hunk(const PatchLine& line) {
  HunkHeader ignored;
  return line.role == LineRole::kHunk && read_hunk_header(line.head(), ignored) == HunkHeaderResult::kHeader;
}

}  // namespace

// False, with nothing changed: the counts do not allow such a line.
bool PlainReading::take_in_hunk(int first) {
  HunkMachine next = machine_;
  const LineClass line_class = next.start(first, true);
  if (line_class == LineClass::kNeedsHead) return false;
  machine_ = next;
  if (first == kEmptyLine) has_blanks_ = 1;
  if (line_class == LineClass::kRaw) lost_count_ = 1;
  return true;
}

// The empty lines before this one belong to the section after all.
void PlainReading::take_gap() {
  if (machine_.phase() == HunkMachine::Phase::kBroken) {
    for (u32 i = 0; i < gap_; ++i) machine_.start(kEmptyLine, true);
    empty_raws_ += gap_;
  }
  gap_ = 0;
}

void PlainReading::take_raw(const PatchLine& line) {
  take_gap();
  if (machine_.start(first_of(line), true) == LineClass::kNeedsHead) machine_.head(line.head());
}

bool PlainReading::take(const PatchLine& line, bool is_combined) {
  const bool was_in_hunk = in_hunk();
  if (was_in_hunk && take_in_hunk(first_of(line))) return true;
  switch (line.role) {
    case LineRole::kEmpty:
      if (gap_++ == 0) gap_start_ = line.start;
      return true;
    case LineRole::kHunk:
      if ((is_combined || is_combined_) && starts_hunk(line)) return false;
      take_raw(line);
      lost_count_ = 0;
      if (machine_.hunks() == 0 && line.text.starts_with("@@@")) is_combined_ = 1;
      return true;
    case LineRole::kMailEnd:
      if (machine_.phase() == HunkMachine::Phase::kBetween) return false;
      break;
    case LineRole::kRow:
    case LineRole::kMarker:
      break;
    case LineRole::kProse:
      if (!was_in_hunk && !lost_count_) return false;
      break;
    case LineRole::kPlainSection:
    case LineRole::kGitSection:
    case LineRole::kBinarySection:
    case LineRole::kPrelude:
    case LineRole::kBoundary:
      return false;
  }
  lost_count_ |= was_in_hunk;
  take_raw(line);
  return true;
}

u32 PlainReading::skim(const u8* bytes, u32 size, bool& inside_line) {
  inside_line = false;
  bool at_start = true;
  u32 at = 0;
  while (size - at >= kBlockBytes) {
    const Block chars(bytes + at);
    const u64 line_ends = chars.equal('\n');
    u64 starts = line_ends << 1 | u64{at_start};
    const u64 deletions = starts & chars.equal('-');
    const u64 additions = starts & chars.equal('+');
    const u64 contexts = starts & chars.equal(' ');
    const u64 empties = starts & line_ends;
    const bool ends_line = (line_ends >> 63) != 0;
    if (starts == 0 || ((starts & ~(deletions | additions | contexts | empties)) == 0 &&
                        machine_.try_take(bit_count(deletions), bit_count(additions), bit_count(contexts | empties)))) {
      has_blanks_ |= empties != 0;
      at += kBlockBytes;
      at_start = ends_line;
      if (in_hunk()) continue;
      inside_line = !at_start;
      return at;
    }
    for (; starts != 0; starts &= starts - 1) {
      const u32 line = lowest_bit(starts);
      if (!in_hunk() || !take_in_hunk((empties >> line & 1) != 0 ? kEmptyLine : bytes[at + line])) return at + line;
    }
    at += kBlockBytes;
    at_start = ends_line;
    if (!in_hunk()) {
      inside_line = !at_start;
      return at;
    }
  }
  // The last bytes of the window, line by line.
  while (at < size) {
    if (at_start && (!in_hunk() || !take_in_hunk(bytes[at] == '\n' ? kEmptyLine : bytes[at]))) return at;
    const void* end = std::memchr(bytes + at, '\n', size - at);
    at_start = end != nullptr;
    if (!at_start) break;
    at = static_cast<u32>(static_cast<const u8*>(end) - bytes) + 1;
  }
  inside_line = !at_start;
  return inside_line ? size : at;
}

SectionText PlainReading::finish(const SectionEnd& end) {
  const bool ends_with_newline = gap_ != 0 || end.follows_newline;
  if (ends_with_newline) {
    // A reader of this text sees an empty piece behind its last line end. It stands for a row if blanks do so anyway,
    // or if the patch was cut there, as trimming a text does.
    HunkMachine next = machine_;
    const bool is_row = next.start(kEndPiece, true) == LineClass::kContext;
    if (is_row && (has_blanks_ || end.is_text_end)) {
      machine_ = next;
      has_blanks_ = 1;
    }
  }
  machine_.finish();
  SectionText text;
  text.end = gap_ != 0 ? gap_start_ : end.at;
  text.additions = machine_.additions();
  text.deletions = machine_.deletions();
  text.rows = machine_.rows() - (has_blanks_ ? 0 : empty_raws_);
  if (has_blanks_) text.flags |= text_flag::kBlankIsContext;
  if (is_combined_) text.flags |= text_flag::kCombined;
  return text;
}

// Another line of the section follows: a row without an empty line behind it was its side's last.
void DoubledReading::leave_row() {
  if (last_ == Last::kRow) {
    old_ended_ |= uses_old(last_row_);
    new_ended_ |= uses_new(last_row_);
  } else if (last_ == Last::kGap) {
    ++gaps_;
  }
}

DoubledReading::Verdict DoubledReading::take_row(int first) {
  HunkMachine next = machine_;
  const LineClass row = next.start(first, false);
  if (!uses_old(row) && !uses_new(row)) return Verdict::kRefuted;
  leave_row();
  if ((uses_old(row) && old_ended_) || (uses_new(row) && new_ended_)) return Verdict::kRefuted;
  machine_ = next;
  last_ = Last::kRow;
  last_row_ = row;
  return Verdict::kTaken;
}

DoubledReading::Verdict DoubledReading::take_header(const PatchLine& line) {
  if (surplus_gap_ != 0 || !starts_hunk(line)) return Verdict::kRefuted;
  leave_row();
  machine_.start('@', false);
  machine_.head(line.head());
  const HunkHeader& header = machine_.header();
  if ((old_ended_ && (new_ended_ || header.old_count != 0)) || (new_ended_ && header.new_count != 0)) {
    return Verdict::kRefuted;
  }
  last_ = Last::kOther;
  return Verdict::kTaken;
}

DoubledReading::Verdict DoubledReading::take(const PatchLine& line) {
  const bool is_in_hunk = machine_.phase() == HunkMachine::Phase::kInHunk;
  switch (line.role) {
    case LineRole::kEmpty:
      if (last_ == Last::kRow) {
        last_ = Last::kGap;
        ++artefacts_;
      } else if (is_in_hunk) {
        return Verdict::kRefuted;
      } else if (surplus_gap_++ == 0) {
        end_ = line.start;
      }
      return Verdict::kTaken;
    case LineRole::kHunk:
      return is_in_hunk ? Verdict::kRefuted : take_header(line);
    case LineRole::kMailEnd: {
      if (!is_in_hunk) return Verdict::kEnds;
      // Were it a row, an empty line would follow, or else, behind the old side's last row, an addition or nothing more
      // of this hunk. (Below stripped context, a signature cannot use up this reading's counts: new rows are missing.)
      const Verdict verdict = take_row('-');
      const bool is_row = line.next_first < 0 || line.next_first == '\n' || line.next_first == '+' ||
                          machine_.phase() == HunkMachine::Phase::kBetween;
      return is_row ? verdict : Verdict::kRefuted;
    }
    case LineRole::kRow:
      return take_row(first_of(line));
    case LineRole::kMarker:
      return Verdict::kRefuted;  // who doubles newlines does not write it
    default:
      return is_in_hunk ? Verdict::kRefuted : Verdict::kEnds;
  }
}

SectionText DoubledReading::finish(const SectionEnd& end) {
  machine_.finish();
  SectionText text;
  text.end = surplus_gap_ != 0 ? end_ : end.at;
  text.additions = machine_.additions();
  text.deletions = machine_.deletions();
  text.rows = machine_.rows();
  text.artefacts = artefacts_;
  text.flags = text_flag::kDoubledNewlines;
  return text;
}

bool SectionReader::take(const PatchLine& line) {
  if (maybe_doubled_) {
    // Another file begins, whatever the readings are: finish() chooses between them. A hunk of the doubled one would go
    // on here only with rows that are followed by no empty line, and then by a hunk header in their middle.
    if (line.role == LineRole::kGitSection) return false;
    if (line.role == LineRole::kPlainSection && !plain_.in_hunk()) return false;
    switch (doubled_.take(line)) {
      case DoubledReading::Verdict::kTaken: {
        // As long as both readings go on, neither sees a mail's end that the other does not.
        PatchLine seen = line;
        if (seen.role == LineRole::kMailEnd) seen.role = LineRole::kRow;
        plain_.take(seen, false);
        return true;
      }
      case DoubledReading::Verdict::kEnds:
        if (doubled_.has_evidence()) {
          is_doubled_ = 1;
          return false;
        }
        break;
      case DoubledReading::Verdict::kRefuted:
        break;
    }
    maybe_doubled_ = 0;
  }
  return plain_.take(line, is_combined_ != 0);
}

SectionText SectionReader::finish(const SectionEnd& end) {
  SectionText plain = plain_.finish(end);
  if (is_combined_) plain.flags |= text_flag::kCombined;
  if (!maybe_doubled_ || !doubled_.has_evidence()) return plain;
  const SectionText doubled = doubled_.finish(end);
  return is_doubled_ || doubled_.adds_up() || !plain_.adds_up() ? doubled : plain;
}

}  // namespace hunkwise

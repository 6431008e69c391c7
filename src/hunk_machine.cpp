#include "hunk_machine.h"

namespace hunkwise {

LineClass HunkMachine::row(LineClass line_class, u32 old_lines, u32 new_lines) {
  old_left_ -= old_lines;
  new_left_ -= new_lines;
  ++rows_;
  if (line_class == LineClass::kAddition) ++additions_;
  if (line_class == LineClass::kDeletion) ++deletions_;
  if (old_left_ == 0 && new_left_ == 0) phase_ = Phase::kBetween;
  return line_class;
}

LineClass HunkMachine::raw(DiagnosticCode reason) {
  break_with(reason);
  ++rows_;
  return LineClass::kRaw;
}

LineClass HunkMachine::start(int first, bool blank_is_context) {
  if (phase_ == Phase::kInHunk) {
    switch (first) {
      case ' ':
        if (old_left_ != 0 && new_left_ != 0) return row(LineClass::kContext, 1, 1);
        break;
      case '+':
        if (new_left_ != 0) return row(LineClass::kAddition, 0, 1);
        break;
      case '-':
        if (old_left_ != 0) return row(LineClass::kDeletion, 1, 0);
        break;
      case '\\':
        return LineClass::kNeedsHead;
      case kEmptyLine:
        if (!blank_is_context) return LineClass::kSkip;
        if (old_left_ != 0 && new_left_ != 0) return row(LineClass::kContext, 1, 1);
        break;
      case kEndPiece:
        // Stripped and cut at the end: the last blank row is nothing but the place after the last line end.
        if (blank_is_context && old_left_ == 1 && new_left_ == 1) return row(LineClass::kContext, 1, 1);
        return LineClass::kSkip;
      default:
        break;
    }
    // Broken by this line, but it may be the header of the next hunk.
    break_with(DiagnosticCode::kUnexpectedLine);
  }
  if (first == kEndPiece) return LineClass::kSkip;
  if (first == kEmptyLine) {
    if (phase_ != Phase::kBroken || !blank_is_context) return LineClass::kSkip;
    return raw(DiagnosticCode::kUnexpectedLine);
  }
  return LineClass::kNeedsHead;
}

LineClass HunkMachine::head(std::string_view line_head) {
  if (phase_ == Phase::kInHunk || phase_ == Phase::kBetween) {
    // In any language: "\ " and then the sentence.
    if (line_head.starts_with("\\ ")) return LineClass::kNoNewlineMarker;
    if (phase_ == Phase::kInHunk) break_with(DiagnosticCode::kUnexpectedLine);
  }
  HunkHeader found;
  switch (read_hunk_header(line_head, found)) {
    case HunkHeaderResult::kHeader:
      header_ = found;
      old_left_ = found.old_count;
      new_left_ = found.new_count;
      phase_ = old_left_ == 0 && new_left_ == 0 ? Phase::kBetween : Phase::kInHunk;
      ++hunks_;
      ++rows_;
      return LineClass::kHunkHeader;
    case HunkHeaderResult::kBad:
      return raw(DiagnosticCode::kBadHunkHeader);
    case HunkHeaderResult::kCombined:
      return raw(DiagnosticCode::kCombinedDiff);
    case HunkHeaderResult::kNone:
      break;
  }
  if (phase_ == Phase::kPreamble) {
    if (is_file_header_line(line_head)) return LineClass::kSkip;
    ++rows_;  // A sentence in place of a diff, or prose before it: shown, but no reason to distrust the hunks.
    return LineClass::kRaw;
  }
  return raw(phase_ == Phase::kBetween ? DiagnosticCode::kSurplusText : DiagnosticCode::kUnexpectedLine);
}

bool is_file_header_line(std::string_view line_head) {
  static constexpr std::string_view kStarts[] = {
      "--- ",         "+++ ",           "diff ",      "index ",   "old mode ",        "new mode ",
      "rename from ", "rename to ",     "copy from ", "copy to ", "new file mode ",   "deleted file mode ",
      "similarity ",  "dissimilarity ", "Index: ",    "=======",  "GIT binary patch", "rename old ",
      "rename new ",  "mode 0",         "mode 1",  // older git; merges
  };
  for (const std::string_view start : kStarts) {
    if (line_head.starts_with(start)) return true;
  }
  return false;
}

}  // namespace hunkwise

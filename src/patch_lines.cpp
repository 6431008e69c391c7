#include "patch_lines.h"

#include <algorithm>
#include <cstring>

#include "diff_limits.h"
#include "file_header.h"

namespace hunkwise {
namespace {

enum class Found { kLine, kLong, kUnknown };

// The extent of one line, of which at most kMaxHeaderLineBytes are looked at.
Found find_line(std::span<const u8> window, std::size_t at, bool is_last, std::string_view& text, bool& has_end) {
  const std::size_t rest = window.size() - at;
  const u8* start = window.data() + at;
  const std::size_t seen = std::min(rest, limits::kMaxHeaderLineBytes + 1);
  const void* end = seen == 0 ? nullptr : std::memchr(start, '\n', seen);
  const char* chars = reinterpret_cast<const char*>(start);
  has_end = end != nullptr;
  if (end != nullptr) {
    text = {chars, static_cast<std::size_t>(static_cast<const u8*>(end) - start)};
    return Found::kLine;
  }
  if (rest > limits::kMaxHeaderLineBytes) {
    text = {chars, limits::kMaxHeaderLineBytes};
    return Found::kLong;
  }
  text = {chars, rest};
  return is_last ? Found::kLine : Found::kUnknown;
}

std::string_view without_cr(std::string_view text) {
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

// "commit 0123abc": at least seven hexadecimal digits, as every program abbreviates at the shortest.
bool has_hash(std::string_view text) {
  if (text.size() < 7) return false;
  return text.substr(0, 7).find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// A boundary of `git format-patch --attach`: two dashes, twelve more, git's version.
bool is_mail_boundary(std::string_view text) {
  static constexpr std::string_view kDashes = "--------------";
  return text.starts_with(kDashes) && text.size() > kDashes.size() && text[kDashes.size()] != '-';
}

// True: `role` is told. False: the lines behind `at` are needed.
bool dash_role(std::span<const u8> window, std::size_t next, bool has_end, bool is_last, PatchLine& line) {
  line.role = LineRole::kRow;
  if (is_mail_boundary(line.text)) {
    line.role = LineRole::kMailEnd;
    return true;
  }
  if (line.trimmed() == "-- ") {
    line.role = LineRole::kMailEnd;
    if (next < window.size()) {
      line.next_first = window[next];
    } else if (has_end && !is_last) {
      return false;
    }
    return true;
  }
  if (!line.text.starts_with("--- ") || !has_end) return true;
  std::string_view second, third;
  const Found found = find_line(window, next, is_last, second, has_end);
  const std::size_t compared = std::min<std::size_t>(second.size(), 4);
  if (std::memcmp(second.data(), "+++ ", compared) != 0) return true;
  if (found == Found::kUnknown) return false;
  if (found == Found::kLong || !has_end || compared < 4) return true;
  next += second.size() + 1;
  static constexpr std::string_view kHunkStart = "@@ -";
  third = {reinterpret_cast<const char*>(window.data()) + next, std::min(window.size() - next, kHunkStart.size())};
  if (!kHunkStart.starts_with(third)) return true;
  if (third.size() == kHunkStart.size()) {
    line.role = LineRole::kPlainSection;
    return true;
  }
  return is_last;
}

LineRole word_role(const PatchLine& line) {
  const std::string_view text = line.text;
  const auto starts = [text](std::string_view start) { return text.starts_with(start); };
  switch (text.front()) {
    case 'd':
      if (!starts("diff ")) return LineRole::kProse;
      if (!line.is_whole) return LineRole::kBoundary;
      return starts("diff --git ") || starts("diff --cc ") || starts("diff --combined ") ? LineRole::kGitSection
                                                                                         : LineRole::kPrelude;
    case 'I':
      return starts("Index: ") && line.is_whole ? LineRole::kPrelude : LineRole::kProse;
    case '=':
      if (starts("=======")) return line.is_whole ? LineRole::kPrelude : LineRole::kBoundary;
      return starts("=== ") ? LineRole::kBoundary : LineRole::kProse;
    case 'B':
      return line.is_whole && is_binary_line(line.trimmed()) ? LineRole::kBinarySection : LineRole::kProse;
    case 'c':
      return starts("commit ") && has_hash(text.substr(7)) ? LineRole::kBoundary : LineRole::kProse;
    case 'F':
      return starts("From ") && has_hash(text.substr(5)) ? LineRole::kBoundary : LineRole::kProse;
    case 'O':
      return starts("Only in ") ? LineRole::kBoundary : LineRole::kProse;
    default:
      return LineRole::kProse;
  }
}

}  // namespace

std::string_view PatchLine::head() const { return text.substr(0, limits::kLineHeadBytes); }
std::string_view PatchLine::trimmed() const { return without_cr(text); }

bool read_patch_line(std::span<const u8> window, u32 at, u32 base, bool is_last, PatchLine& line) {
  bool has_end = false;
  const Found found = find_line(window, at, is_last, line.text, has_end);
  if (found == Found::kUnknown) return false;
  line.is_whole = found == Found::kLine;
  line.start = base + at;
  line.size = static_cast<u32>(line.text.size()) + (has_end ? 1 : 0);
  line.next_first = -1;
  if (line.text.empty()) {
    line.role = LineRole::kEmpty;
    return true;
  }
  switch (line.text.front()) {
    case ' ':
    case '+':
      line.role = LineRole::kRow;
      return true;
    case '-':
      return dash_role(window, std::size_t{at} + line.size, has_end, is_last, line);
    case '\\':
      line.role = LineRole::kMarker;
      return true;
    case '@':
      line.role = line.text.starts_with("@@") ? LineRole::kHunk : LineRole::kProse;
      return true;
    default:
      line.role = word_role(line);
      return true;
  }
}

}  // namespace hunkwise

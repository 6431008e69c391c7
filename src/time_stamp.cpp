#include "time_stamp.h"

namespace hunkwise {
namespace {

// Takes off a beginning of `rest` that looks like `pattern`, in which D is any digit and L any letter.
bool eat_like(std::string_view& rest, std::string_view pattern) {
  if (rest.size() < pattern.size()) return false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = rest[i];
    const char lower = static_cast<char>(c | 0x20);
    const bool fits = pattern[i] == 'D'   ? c >= '0' && c <= '9'
                      : pattern[i] == 'L' ? lower >= 'a' && lower <= 'z'
                                          : c == pattern[i];
    if (!fits) return false;
  }
  rest.remove_prefix(pattern.size());
  return true;
}

// Two digits, then a character or none, then two digits: hours and minutes.
i32 minutes_of(std::string_view text) {
  const auto number = [](std::string_view digits) { return (digits[0] - '0') * 10 + (digits[1] - '0'); };
  return number(text) * 60 + number(text.substr(text.size() - 2));
}

// " +0100" or " +01:00"; it may be missing. Answers the text without its blank.
std::string_view eat_zone(std::string_view& rest) {
  const std::string_view before = rest;
  for (const std::string_view pattern : {" +DDDD", " -DDDD", " +DD:DD", " -DD:DD"}) {
    if (eat_like(rest, pattern)) return before.substr(1, pattern.size() - 1);
  }
  return {};
}

bool is_blank(std::string_view rest) { return rest.find_first_not_of("\t ") == std::string_view::npos; }

Stamp read_iso(std::string_view text) {
  static constexpr std::string_view kPattern = "DDDD-DD-DD DD:DD:DD";
  std::string_view rest = text;
  if (!eat_like(rest, kPattern)) return Stamp::kNone;
  bool is_whole_minute = text.substr(17, 2) == "00";
  if (eat_like(rest, ".")) {
    while (!rest.empty() && rest.front() == '0') rest.remove_prefix(1);
    if (eat_like(rest, "D")) is_whole_minute = false;
    while (eat_like(rest, "D")) continue;
  }
  const std::string_view zone = eat_zone(rest);
  if (!is_blank(rest)) return Stamp::kNone;
  // 1970-01-01 00:00 UTC, in whatever zone it was printed.
  const bool is_first_day = text.starts_with("1970-01-01");
  const bool is_day_before = text.starts_with("1969-12-31");
  if (zone.empty() || !is_whole_minute || (!is_first_day && !is_day_before)) return Stamp::kTime;
  const i32 offset = minutes_of(zone.substr(1)) * (zone[0] == '-' ? -1 : 1);
  const i32 since_epoch = minutes_of(text.substr(11, 5)) - offset - (is_day_before ? 24 * 60 : 0);
  return since_epoch == 0 ? Stamp::kNoFile : Stamp::kTime;
}

Stamp read_ctime(std::string_view rest) {
  if (!eat_like(rest, "LLL LLL DD ") && !eat_like(rest, "LLL LLL  D ")) return Stamp::kNone;
  if (!eat_like(rest, "DD:DD:DD DDDD")) return Stamp::kNone;
  eat_zone(rest);
  return is_blank(rest) ? Stamp::kTime : Stamp::kNone;
}

Stamp read_subversion(std::string_view rest) {
  Stamp stamp = Stamp::kTime;
  if (eat_like(rest, "(nonexistent)") || eat_like(rest, "(revision 0)")) {
    stamp = Stamp::kNoFile;
  } else if (eat_like(rest, "(revision D")) {
    for (u32 more = 0; more < 9 && eat_like(rest, "D");) ++more;
    if (!eat_like(rest, ")")) return Stamp::kNone;
  } else if (!eat_like(rest, "(working copy)")) {
    return Stamp::kNone;
  }
  return is_blank(rest) ? stamp : Stamp::kNone;
}

}  // namespace

Stamp read_time_stamp(std::string_view text) {
  if (text.empty()) return Stamp::kNone;
  if (text.front() == '(') return read_subversion(text);
  return text.front() >= '0' && text.front() <= '9' ? read_iso(text) : read_ctime(text);
}

}  // namespace hunkwise

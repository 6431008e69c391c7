#include "time_stamp.h"

namespace hunkwise {
namespace {

struct StampCursor {
  std::string_view rest;

  bool eat(std::string_view expected) {
    if (!rest.starts_with(expected)) return false;
    rest.remove_prefix(expected.size());
    return true;
  }
  bool digits(u32 count, i32& value) {
    value = 0;
    if (rest.size() < count) return false;
    for (u32 i = 0; i < count; ++i) {
      if (rest[i] < '0' || rest[i] > '9') return false;
      value = value * 10 + (rest[i] - '0');
    }
    rest.remove_prefix(count);
    return true;
  }
  bool one_of(std::string_view names) {  // three letters each
    for (std::size_t i = 0; i < names.size(); i += 3) {
      if (eat(names.substr(i, 3))) return true;
    }
    return false;
  }
  bool ends() const { return rest.find_first_not_of("\t ") == std::string_view::npos; }
};

struct Clock {
  i32 minutes = 0;
  bool is_full_minute = true;  // seconds and fractions are all zero

  bool read(StampCursor& cursor) {
    i32 hour, minute, second;
    if (!cursor.digits(2, hour) || !cursor.eat(":") || !cursor.digits(2, minute) || !cursor.eat(":") ||
        !cursor.digits(2, second)) {
      return false;
    }
    minutes = hour * 60 + minute;
    is_full_minute = second == 0;
    if (cursor.eat(".")) {
      i32 digit;
      while (cursor.digits(1, digit)) is_full_minute = is_full_minute && digit == 0;
    }
    return true;
  }
};

// " +0100" or " +01:00"; it may be missing.
bool read_zone(StampCursor& cursor, bool& has_zone, i32& offset) {
  has_zone = false;
  offset = 0;
  StampCursor zone = cursor;
  if (!zone.eat(" ")) return true;
  const bool is_west = zone.eat("-");
  if (!is_west && !zone.eat("+")) return true;
  i32 hours, minutes;
  if (!zone.digits(2, hours)) return false;
  zone.eat(":");
  if (!zone.digits(2, minutes)) return false;
  offset = (hours * 60 + minutes) * (is_west ? -1 : 1);
  has_zone = true;
  cursor = zone;
  return true;
}

Stamp read_iso(StampCursor cursor) {
  i32 year, month, day, offset;
  Clock clock;
  bool has_zone;
  if (!cursor.digits(4, year) || !cursor.eat("-") || !cursor.digits(2, month) || !cursor.eat("-") ||
      !cursor.digits(2, day) || !cursor.eat(" ") || !clock.read(cursor) || !read_zone(cursor, has_zone, offset) ||
      !cursor.ends()) {
    return Stamp::kNone;
  }
  // 1970-01-01 00:00 UTC, in whatever zone it was printed.
  const bool is_first_day = year == 1970 && month == 1 && day == 1;
  const bool is_day_before = year == 1969 && month == 12 && day == 31;
  const i32 since_epoch = clock.minutes - offset - (is_day_before ? 24 * 60 : 0);
  const bool is_epoch = has_zone && (is_first_day || is_day_before) && clock.is_full_minute && since_epoch == 0;
  return is_epoch ? Stamp::kNoFile : Stamp::kTime;
}

Stamp read_ctime(StampCursor cursor) {
  i32 day, year, offset;
  Clock clock;
  bool has_zone;
  if (!cursor.one_of("MonTueWedThuFriSatSun") || !cursor.eat(" ") ||
      !cursor.one_of("JanFebMarAprMayJunJulAugSepOctNovDec") || !cursor.eat(" ")) {
    return Stamp::kNone;
  }
  if (!(cursor.eat(" ") ? cursor.digits(1, day) : cursor.digits(2, day))) return Stamp::kNone;
  if (!cursor.eat(" ") || !clock.read(cursor) || !cursor.eat(" ") || !cursor.digits(4, year) ||
      !read_zone(cursor, has_zone, offset) || !cursor.ends()) {
    return Stamp::kNone;
  }
  return Stamp::kTime;
}

Stamp read_subversion(StampCursor cursor) {
  if (cursor.eat("(nonexistent)") || cursor.eat("(revision 0)")) return cursor.ends() ? Stamp::kNoFile : Stamp::kNone;
  if (cursor.eat("(working copy)")) return cursor.ends() ? Stamp::kTime : Stamp::kNone;
  i32 digit;
  if (!cursor.eat("(revision ") || !cursor.digits(1, digit)) return Stamp::kNone;
  for (u32 more = 0; more < 9 && cursor.digits(1, digit);) ++more;
  return cursor.eat(")") && cursor.ends() ? Stamp::kTime : Stamp::kNone;
}

}  // namespace

Stamp read_time_stamp(std::string_view text) {
  if (text.empty()) return Stamp::kNone;
  const StampCursor cursor{text};
  if (text.front() == '(') return read_subversion(cursor);
  return text.front() >= '0' && text.front() <= '9' ? read_iso(cursor) : read_ctime(cursor);
}

}  // namespace hunkwise

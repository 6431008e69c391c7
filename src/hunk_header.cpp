#include "hunk_header.h"

#include "diff_limits.h"

namespace hunkwise {
namespace {

// Digits from `at` on; moves it behind them. False: none, or a number that is too large.
bool read_number(const char*& at, const char* end, u32& value) {
  const char* const first = at;
  u64 sum = 0;
  for (; at != end && *at >= '0' && *at <= '9'; ++at) {
    sum = sum * 10 + static_cast<u64>(*at - '0');
    if (sum > limits::kMaxLineNumber) return false;
  }
  value = static_cast<u32>(sum);
  return at != first;
}

// " -start,count" with the sign of the side; a missing count is 1.
bool read_range(const char*& at, const char* end, char sign, u32& start, u32& count) {
  if (end - at < 2 || at[0] != ' ' || at[1] != sign) return false;
  at += 2;
  if (!read_number(at, end, start)) return false;
  count = 1;
  if (at != end && *at == ',' && !read_number(++at, end, count)) return false;
  return u64{start} + count <= limits::kMaxLineNumber;
}

}  // namespace

HunkHeaderResult read_hunk_header(std::string_view line, HunkHeader& header) {
  const char* at = line.data();
  const char* const end = at + line.size();
  if (line.size() < 2 || at[0] != '@' || at[1] != '@') return HunkHeaderResult::kNone;
  at += 2;
  if (at != end && *at == '@') return HunkHeaderResult::kCombined;
  HunkHeader found;
  if (!read_range(at, end, '-', found.old_start, found.old_count)) return HunkHeaderResult::kBad;
  if (!read_range(at, end, '+', found.new_start, found.new_count)) return HunkHeaderResult::kBad;
  if (end - at < 3 || at[0] != ' ' || at[1] != '@' || at[2] != '@') return HunkHeaderResult::kBad;
  header = found;
  return HunkHeaderResult::kHeader;
}

}  // namespace hunkwise

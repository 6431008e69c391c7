// Property: whatever the texts and the effort, the changes lead from each text to the other, ranges are
// separated by common lines, hunks cover all of them, and a diff that calls itself exact is no longer than
// one with more effort. difflib's method finds the same however few runs it may list.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "difflib_diff.h"
#include "line_diff.h"

namespace {

using namespace hunkwise;

void require(bool holds) {
  if (!holds) std::abort();
}

u64 check(std::string_view old_text, const LineIndex& old_lines, std::string_view new_text, const LineIndex& new_lines,
          const LineDiff& diff) {
  std::string rebuilt_old;
  std::string rebuilt_new;
  u32 old_at = 0;
  u32 new_at = 0;
  u64 changed = 0;
  const auto append = [](std::string& to, std::string_view text, const LineIndex& lines, u32 first, u32 last) {
    require(first <= last && last <= lines.count());
    to += text.substr(lines.starts[first], lines.starts[last] - lines.starts[first]);
  };
  for (const ChangedRange& range : diff.changes) {
    require(range.old_count > 0 || range.new_count > 0);
    require(range.old_start > old_at || changed == 0);
    append(rebuilt_new, old_text, old_lines, old_at, range.old_start);
    append(rebuilt_old, new_text, new_lines, new_at, range.new_start);
    old_at = range.old_start + range.old_count;
    new_at = range.new_start + range.new_count;
    append(rebuilt_new, new_text, new_lines, range.new_start, new_at);
    append(rebuilt_old, old_text, old_lines, range.old_start, old_at);
    changed += u64{range.old_count} + range.new_count;
  }
  append(rebuilt_new, old_text, old_lines, old_at, old_lines.count());
  append(rebuilt_old, new_text, new_lines, new_at, new_lines.count());
  require(rebuilt_new == new_text && rebuilt_old == old_text);
  return changed;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size < 4) return 0;
  // The first bytes choose the effort, the context and where the rest is split; high values of the third
  // repeat the texts, so that inputs of a few bytes reach the searches for long texts.
  const u32 effort = u32{bytes[0]} * u32{bytes[0]} * 16;
  const u32 context = bytes[1] == 255 ? 0xFFFFFFFFu : bytes[1] % 16;
  const std::string_view rest(reinterpret_cast<const char*>(bytes) + 3, size - 3);
  const std::size_t middle = rest.size() * (bytes[2] % 120u) / 119;
  std::string old_text(rest.substr(0, middle));
  std::string new_text(rest.substr(middle));
  if (bytes[2] >= 240) {
    const std::string old_unit = old_text;
    const std::string new_unit = new_text;
    while (old_text.size() + new_text.size() < 6000 && old_text.size() + new_text.size() > 0) {
      old_text += old_unit;
      new_text += new_unit;
    }
  }
  const LineIndex old_lines = index_lines(old_text);
  const LineIndex new_lines = index_lines(new_text);
  const LineDiff diff = diff_lines(old_text, old_lines, new_text, new_lines, {effort});
  const u64 changed = check(old_text, old_lines, new_text, new_lines, diff);
  const LineDiff best = diff_lines(old_text, old_lines, new_text, new_lines);
  const u64 least = check(old_text, old_lines, new_text, new_lines, best);
  if (best.is_exact) require(diff.is_exact ? changed == least : changed >= least);

  const LineDiff by_difflib{diff_lines_by_difflib(old_text, old_lines, new_text, new_lines), true};
  check(old_text, old_lines, new_text, new_lines, by_difflib);
  require(diff_lines_by_difflib(old_text, old_lines, new_text, new_lines, {bytes[0]}) == by_difflib.changes);

  u32 next_change = 0;
  u32 old_end = 0;
  for (const HunkRange& hunk : group_hunks(diff.changes, old_lines.count(), new_lines.count(), context)) {
    require(hunk.first_change == next_change && hunk.change_count > 0);
    require(hunk.old_start >= old_end && hunk.old_count <= old_lines.count() - hunk.old_start);
    require(hunk.new_count <= new_lines.count() - hunk.new_start);
    old_end = hunk.old_start + hunk.old_count;
    next_change += hunk.change_count;
  }
  require(next_change == diff.changes.size());
  return 0;
}

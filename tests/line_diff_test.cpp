#include "line_diff.h"

#include <algorithm>
#include <catch_amalgamated.hpp>
#include <cstdlib>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "diff_limits.h"
#include "line_ids.h"

using namespace hunkwise;

namespace {

// splitmix64 (S. Vigna): the same numbers on every platform.
class Random {
 public:
  explicit Random(u64 seed) : state_(seed) {}
  u64 next() {
    u64 z = (state_ += 0x9E3779B97F4A7C15ull);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
  }
  u32 below(u32 bound) { return static_cast<u32>(next() % bound); }

 private:
  u64 state_;
};

using Lines = std::vector<std::string>;

std::string text_of(const Lines& lines, bool ends_with_newline) {
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  if (!ends_with_newline && !text.empty()) text.pop_back();
  return text;
}

struct Pair {
  std::string old_text, new_text;
  LineIndex old_lines = index_lines(old_text);
  LineIndex new_lines = index_lines(new_text);
  LineDiff diff(u32 effort = limits::kLineDiffEffort) const {
    return diff_lines(old_text, old_lines, new_text, new_lines, {effort});
  }
};

std::vector<std::string_view> raw_lines(const std::string& text, const LineIndex& lines) {
  std::vector<std::string_view> all;
  for (u32 i = 0; i < lines.count(); ++i) all.push_back(lines.raw_line(text, i));
  return all;
}

u64 changed_lines(const LineDiff& diff) {
  u64 sum = 0;
  for (const ChangedRange& range : diff.changes) sum += u64{range.old_count} + range.new_count;
  return sum;
}

// Empty when the ranges are well-formed and lead from each text to the other.
std::string fault_of(const Pair& pair, const LineDiff& diff) {
  std::string rebuilt_new;
  std::string rebuilt_old;
  u32 old_at = 0;
  u32 new_at = 0;
  const auto append = [](std::string& to, const std::string& text, const LineIndex& lines, u32 first, u32 last) {
    to.append(text, lines.starts[first], lines.starts[last] - lines.starts[first]);
  };
  for (std::size_t i = 0; i < diff.changes.size(); ++i) {
    const ChangedRange& range = diff.changes[i];
    if (range.old_start < old_at || range.new_start < new_at) return "ranges overlap";
    if (u64{range.old_start} + range.old_count > pair.old_lines.count()) return "old range out of bounds";
    if (u64{range.new_start} + range.new_count > pair.new_lines.count()) return "new range out of bounds";
    if (range.old_count == 0 && range.new_count == 0) return "empty range";
    if (range.old_start - old_at != range.new_start - new_at) return "common lines differ in number";
    if (i > 0 && range.old_start == old_at) return "ranges touch";
    append(rebuilt_new, pair.old_text, pair.old_lines, old_at, range.old_start);
    append(rebuilt_old, pair.new_text, pair.new_lines, new_at, range.new_start);
    append(rebuilt_new, pair.new_text, pair.new_lines, range.new_start, range.new_start + range.new_count);
    append(rebuilt_old, pair.old_text, pair.old_lines, range.old_start, range.old_start + range.old_count);
    old_at = range.old_start + range.old_count;
    new_at = range.new_start + range.new_count;
  }
  append(rebuilt_new, pair.old_text, pair.old_lines, old_at, pair.old_lines.count());
  append(rebuilt_old, pair.new_text, pair.new_lines, new_at, pair.new_lines.count());
  if (rebuilt_new != pair.new_text) return "the new text is not what the changes make of the old one";
  if (rebuilt_old != pair.old_text) return "the old text is not what the changes make of the new one";
  return {};
}

// Length of a shortest edit script, by the plainest form of Myers' greedy algorithm.
u64 shortest_distance(const Pair& pair) {
  const auto a = raw_lines(pair.old_text, pair.old_lines);
  const auto b = raw_lines(pair.new_text, pair.new_lines);
  const auto n = static_cast<std::ptrdiff_t>(a.size());
  const auto m = static_cast<std::ptrdiff_t>(b.size());
  std::vector<std::ptrdiff_t> reach(static_cast<std::size_t>(2 * (n + m) + 3), 0);
  const auto at = [&](std::ptrdiff_t k) -> std::ptrdiff_t& { return reach[static_cast<std::size_t>(k + n + m + 1)]; };
  for (std::ptrdiff_t d = 0; d <= n + m; ++d) {
    for (std::ptrdiff_t k = -d; k <= d; k += 2) {
      std::ptrdiff_t x = k == -d || (k != d && at(k - 1) < at(k + 1)) ? at(k + 1) : at(k - 1) + 1;
      while (x < n && x - k < m && x - k >= 0 && a[static_cast<std::size_t>(x)] == b[static_cast<std::size_t>(x - k)])
        ++x;
      at(k) = x;
      if (x >= n && x - k >= m) return static_cast<u64>(d);
    }
  }
  return static_cast<u64>(n + m);
}

// A text and an edited copy of it, or two unrelated ones; few distinct lines make hard cases.
Pair random_pair(Random& random, u32 max_lines, u32 alphabet) {
  const auto random_line = [&] {
    return std::string(1 + random.below(2), static_cast<char>('a' + random.below(alphabet)));
  };
  Lines old_lines(random.below(max_lines + 1));
  for (std::string& line : old_lines) line = random_line();
  Lines new_lines;
  if (random.below(4) == 0) {
    new_lines.resize(random.below(max_lines + 1));
    for (std::string& line : new_lines) line = random_line();
  } else {
    const u32 edits_in_ten = 1 + random.below(6);
    for (const std::string& line : old_lines) {
      if (random.below(10) >= edits_in_ten) {
        new_lines.push_back(line);
        continue;
      }
      if (random.below(2) == 0) new_lines.push_back(random_line());
      if (random.below(3) == 0) new_lines.push_back(line);
    }
  }
  return {text_of(old_lines, random.below(4) != 0), text_of(new_lines, random.below(4) != 0)};
}

bool is_long_run() { return std::getenv("HUNKWISE_LONG") != nullptr; }

std::string numbered(u32 count, std::string_view prefix) {
  std::string text;
  for (u32 i = 0; i < count; ++i) text += std::string(prefix) + std::to_string(i) + '\n';
  return text;
}

}  // namespace

TEST_CASE("a line index ends lines at LF only", "[line_index]") {
  const std::string text = "a\r\nb\rc\v\f\xE2\x80\xA8 d\n\nlast";
  const LineIndex lines = index_lines(text);
  REQUIRE(lines.count() == 4);
  CHECK(lines.line(text, 0) == "a\r");
  CHECK(lines.raw_line(text, 0) == "a\r\n");
  CHECK(lines.line(text, 1) == "b\rc\v\f\xE2\x80\xA8 d");
  CHECK(lines.line(text, 2).empty());
  CHECK(lines.line(text, 3) == "last");
  CHECK_FALSE(lines.ends_with_newline);
}

TEST_CASE("a line index of an empty text has no line, of a lone LF one empty line", "[line_index]") {
  CHECK(index_lines("").count() == 0);
  CHECK(index_lines("").starts == Buffer<u32>{0});
  const LineIndex lines = index_lines("\n");
  CHECK(lines.count() == 1);
  CHECK(lines.line("\n", 0).empty());
  CHECK(lines.ends_with_newline);
}

TEST_CASE("a line index agrees with a byte by byte split at every length and offset", "[line_index]") {
  Random random(1);
  for (u32 size = 0; size < 200; ++size) {
    std::string text(size, 'x');
    for (char& c : text) c = random.below(4) == 0 ? '\n' : static_cast<char>(random.below(256));
    Buffer<u32> expected{0};
    for (u32 i = 0; i < size; ++i) {
      if (text[i] == '\n') expected.push_back(i + 1);
    }
    if (expected.back() != size) expected.push_back(size);
    CHECK(index_lines(text).starts == expected);
  }
}

TEST_CASE("a line diff of equal texts has no changes", "[line_diff]") {
  for (const std::string text : {"", "a", "a\n", "a\nb\n\n"}) {
    const Pair pair{text, text};
    CHECK(pair.diff().changes.empty());
    CHECK(pair.diff().is_exact);
  }
}

TEST_CASE("a line diff counts lines from 0 and puts an empty side between its neighbours", "[line_diff]") {
  using Changes = Buffer<ChangedRange>;
  CHECK(Pair{"", "a\nb\n"}.diff().changes == Changes{{0, 0, 0, 2}});
  CHECK(Pair{"a\nb\n", ""}.diff().changes == Changes{{0, 2, 0, 0}});
  CHECK(Pair{"a\nb\nc\n", "a\nc\n"}.diff().changes == Changes{{1, 1, 1, 0}});
  CHECK(Pair{"a\nb\nc\n", "a\nx\ny\nc\nd\n"}.diff().changes == Changes{{1, 1, 1, 2}, {3, 0, 4, 1}});
}

TEST_CASE("a last line without LF differs from the same line with LF", "[line_diff]") {
  CHECK(Pair{"a\nb", "a\nb\n"}.diff().changes == Buffer<ChangedRange>{{1, 1, 1, 1}});
  CHECK(Pair{"a\nb", "a\nb"}.diff().changes.empty());
  CHECK(Pair{"a\nb", "b\na"}.diff().is_exact);
}

TEST_CASE("a line diff treats CRLF and LF lines as different and NUL as text", "[line_diff]") {
  CHECK(changed_lines(Pair{"a\r\nb\n", "a\nb\n"}.diff()) == 2);
  const Pair pair{std::string("a\0b\nc\n", 6), std::string("a\0x\nc\n", 6)};
  CHECK(pair.diff().changes == Buffer<ChangedRange>{{0, 1, 0, 1}});
}

TEST_CASE("random pairs are rebuilt from their changes and exact diffs are shortest", "[line_diff]") {
  const u64 pairs = is_long_run() ? 1'000'000 : 200'000;
  u64 exact = 0;
  for (u64 seed = 0; seed < pairs; ++seed) {
    Random random(seed);
    const u32 max_lines = 1 + random.below(seed % 64 == 0 ? 60 : 12);
    const Pair pair = random_pair(random, max_lines, 1 + random.below(6));
    const LineDiff diff = pair.diff();
    const std::string fault = fault_of(pair, diff);
    if (fault.empty() && diff.is_exact && changed_lines(diff) == shortest_distance(pair)) {
      ++exact;
      continue;
    }
    INFO("seed " << seed << "\nold:\n" << pair.old_text << "new:\n" << pair.new_text);
    FAIL(fault << " changed lines: " << changed_lines(diff) << ", shortest: " << shortest_distance(pair));
  }
  CHECK(exact == pairs);
}

TEST_CASE("pairs too large for one library call are rebuilt and shortest", "[line_diff]") {
  const u64 pairs = is_long_run() ? 2'000 : 60;
  for (u64 seed = 0; seed < pairs; ++seed) {
    Random random(seed);
    const Pair pair = random_pair(random, 1200, 1 + random.below(26));
    const LineDiff diff = pair.diff();
    INFO("seed " << seed);
    REQUIRE(fault_of(pair, diff).empty());
    REQUIRE(diff.is_exact);
    REQUIRE(changed_lines(diff) == shortest_distance(pair));
  }
}

TEST_CASE("a diff whose effort ran out is still right, says so, and is never shorter than possible", "[line_diff]") {
  const u64 pairs = is_long_run() ? 5'000 : 100;
  u64 inexact = 0;
  for (u64 seed = 0; seed < pairs; ++seed) {
    Random random(seed);
    const Pair pair = random_pair(random, 2500, 1 + random.below(26));
    for (const u32 effort : {0u, 1u, 1000u, 100'000u}) {
      const LineDiff diff = pair.diff(effort);
      INFO("seed " << seed << " effort " << effort);
      REQUIRE(fault_of(pair, diff).empty());
      if (!diff.is_exact) ++inexact;
      if (effort != 1000u || seed % 10 != 0) continue;
      const u64 shortest = shortest_distance(pair);
      REQUIRE((diff.is_exact ? changed_lines(diff) == shortest : changed_lines(diff) >= shortest));
    }
  }
  CHECK(inexact > pairs / 4);
}

TEST_CASE("texts of unique lines in another order are rebuilt when the effort runs out", "[line_diff]") {
  for (u64 seed = 0; seed < (is_long_run() ? 200u : 8u); ++seed) {
    Random random(seed);
    Lines lines;
    for (u32 i = 0; i < 6000; ++i) lines.push_back("line " + std::to_string(i));
    Lines shuffled = lines;
    const u32 reach = 2 + random.below(seed % 2 == 0 ? 6000 : 40);
    for (u32 i = 0; i + reach < shuffled.size(); ++i) std::swap(shuffled[i], shuffled[i + random.below(reach)]);
    const Pair pair{text_of(lines, true), text_of(shuffled, false)};
    for (const u32 effort : {0u, 1u << 20}) REQUIRE(fault_of(pair, pair.diff(effort)).empty());
  }
}

TEST_CASE("a regenerated list keeps nearly all of its brackets when the effort runs out", "[line_diff]") {
  Random random(20260101);
  const auto records = [&](const std::string& version) {
    Lines lines;
    for (u32 i = 0; i < 2000; ++i) {
      const Lines record{"  {", "    \"name\": \"" + version + std::to_string(i) + "\",",
                         "    \"kind\": \"k" + std::to_string(random.below(40)) + "\"", "  },"};
      lines.insert(lines.end(), record.begin(), record.end());
    }
    return text_of(lines, true);
  };
  const Pair pair{records("old"), records("new")};
  const LineDiff diff = pair.diff(1u << 14);
  REQUIRE(fault_of(pair, diff).empty());
  REQUIRE_FALSE(diff.is_exact);
  // Kinds that happen to occur once in a part look like anchors, and would pull the records off each other.
  CHECK(changed_lines(diff) <= shortest_distance(pair) * 102 / 100);
}

TEST_CASE("lines of one side only cost no effort, however many there are", "[line_diff]") {
  const Pair pair{numbered(5000, "old "), numbered(5000, "new ")};
  const LineDiff diff = pair.diff(0);
  CHECK(diff.is_exact);
  CHECK(diff.changes == Buffer<ChangedRange>{{0, 5000, 0, 5000}});
}

TEST_CASE("a line diff beyond the library's cap on coordinates numbers its lines right", "[line_diff]") {
  // Every second line is common but moved far away: tens of millions of coordinates in one call.
  Lines old_lines;
  Lines new_lines;
  for (u32 i = 0; i < 8000; ++i) {
    old_lines.push_back("common " + std::to_string(i));
    new_lines.push_back("common " + std::to_string((i * 7919u + 13u) % 8000u));
  }
  const Pair pair{text_of(old_lines, true), text_of(new_lines, true)};
  const LineDiff diff = pair.diff();
  CHECK(fault_of(pair, diff).empty());
  CHECK_FALSE(diff.is_exact);
}

TEST_CASE("lines made to collide in the hash table are still told apart", "[line_diff]") {
  // 1,000 lines whose slots are equal in a table of 2,048.
  Lines colliding;
  for (u32 i = 0; colliding.size() < 1000; ++i) {
    const std::string line = std::to_string(i);
    if ((hash_line(line + "\n") & 2047u) == 5) colliding.push_back(line);
  }
  Lines other = colliding;
  std::reverse(other.begin(), other.begin() + 10);
  other[500] = "another line";
  const Pair pair{text_of(colliding, true), text_of(other, true)};
  const LineDiff diff = pair.diff();
  CHECK(fault_of(pair, diff).empty());
  CHECK(changed_lines(diff) == 18 + 2);
  CHECK(diff.is_exact);
}

TEST_CASE("an added function starts at its head and not at the brace of its neighbour", "[line_diff]") {
  const std::string one = "void one() {\n  work();\n}\n";
  const std::string two = "void two() {\n  work();\n}\n";
  const std::string three = "void three() {\n  work();\n}\n";
  const Pair pair{one + "\n" + three, one + "\n" + two + "\n" + three};
  CHECK(pair.diff().changes == Buffer<ChangedRange>{{4, 0, 4, 4}});
}

TEST_CASE("an added element of a list starts at its opening brace", "[line_diff]") {
  const Pair pair{"[\n  {\n    \"a\": 1\n  },\n]\n", "[\n  {\n    \"a\": 1\n  },\n  {\n    \"b\": 1\n  },\n]\n"};
  CHECK(pair.diff().changes == Buffer<ChangedRange>{{4, 0, 4, 3}});
}

TEST_CASE("a block that can stand beside a change of the other side does so", "[line_diff]") {
  const Pair pair{"x\nold\nsame\nsame\nz\n", "x\nnew\nsame\nsame\nsame\nz\n"};
  CHECK(pair.diff().changes == Buffer<ChangedRange>{{1, 1, 1, 2}});
}

TEST_CASE("sliding never changes how many lines are added and deleted", "[line_diff]") {
  for (u64 seed = 0; seed < 2000; ++seed) {
    Random random(seed);
    Pair pair = random_pair(random, 40, 2);
    const LineDiff diff = pair.diff();
    u64 additions = 0;
    u64 deletions = 0;
    for (const ChangedRange& range : diff.changes) additions += range.new_count, deletions += range.old_count;
    INFO("seed " << seed);
    REQUIRE(u64{pair.new_lines.count()} - additions == u64{pair.old_lines.count()} - deletions);
    REQUIRE(additions + deletions == shortest_distance(pair));
  }
}

TEST_CASE("changes share a hunk when at most twice the context lies between them", "[group_hunks]") {
  const Buffer<ChangedRange> changes{{10, 1, 10, 2}, {17, 0, 18, 1}, {24, 2, 26, 0}};
  CHECK(group_hunks(changes, 40, 40, 3) == Buffer<HunkRange>{{7, 13, 7, 15, 0, 2}, {21, 8, 23, 6, 2, 1}});
  CHECK(group_hunks(changes, 40, 40, 0) ==
        Buffer<HunkRange>{{10, 1, 10, 2, 0, 1}, {17, 0, 18, 1, 1, 1}, {24, 2, 26, 0, 2, 1}});
  CHECK(group_hunks({}, 40, 40, 3).empty());
}

TEST_CASE("a hunk ends at the ends of the file, with any context", "[group_hunks]") {
  const Buffer<ChangedRange> changes{{1, 1, 1, 1}, {90, 0, 90, 1}};
  for (const u32 context : {100u, 0x7FFFFFFFu, std::numeric_limits<u32>::max()}) {
    CHECK(group_hunks(changes, 100, 101, context) == Buffer<HunkRange>{{0, 100, 0, 101, 0, 2}});
  }
}

TEST_CASE("hunks cover every change with its context and never overlap", "[group_hunks]") {
  for (u64 seed = 0; seed < 5000; ++seed) {
    Random random(seed);
    const Pair pair = random_pair(random, 60, 20);
    const LineDiff diff = pair.diff();
    const u32 context = random.below(6);
    u32 old_end = 0;
    u32 next_change = 0;
    INFO("seed " << seed);
    for (const HunkRange& hunk : group_hunks(diff.changes, pair.old_lines.count(), pair.new_lines.count(), context)) {
      REQUIRE(hunk.first_change == next_change);
      REQUIRE(hunk.change_count > 0);
      REQUIRE((hunk.old_start > old_end || next_change == 0 || context == 0));
      const ChangedRange& first = diff.changes[hunk.first_change];
      const ChangedRange& last = diff.changes[hunk.first_change + hunk.change_count - 1];
      REQUIRE(first.old_start - hunk.old_start == std::min(context, first.old_start));
      REQUIRE(first.new_start - hunk.new_start == std::min(context, first.old_start));
      const u32 old_last = last.old_start + last.old_count;
      REQUIRE(hunk.old_start + hunk.old_count == std::min(pair.old_lines.count(), old_last + context));
      REQUIRE(hunk.new_count + hunk.new_start - (last.new_start + last.new_count) ==
              hunk.old_start + hunk.old_count - old_last);
      old_end = hunk.old_start + hunk.old_count;
      next_change += hunk.change_count;
    }
    REQUIRE(next_change == diff.changes.size());
  }
}

#include "difflib_diff.h"

#include <algorithm>
#include <catch_amalgamated.hpp>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "random.h"

using namespace hunkwise;
using test::Random;

namespace {

using Lines = std::vector<std::string>;
using Changes = Buffer<ChangedRange>;

std::string text_of(const Lines& lines, bool ends_with_newline = true) {
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  if (!ends_with_newline && !text.empty()) text.pop_back();
  return text;
}

struct Pair {
  std::string old_text, new_text;
  LineIndex old_lines = index_lines(old_text);
  LineIndex new_lines = index_lines(new_text);

  Changes diff(u32 max_runs = limits::kMaxDifflibRuns) const {
    return diff_lines_by_difflib(old_text, old_lines, new_text, new_lines, {max_runs});
  }
};

// difflib's own way, as its documentation tells it: the longest block, then the same on either side of it.
class PlainDifflib {
 public:
  explicit PlainDifflib(const Pair& pair)
      : a_(lines_of(pair.old_text, pair.old_lines)), b_(lines_of(pair.new_text, pair.new_lines)) {
    for (u32 j = 0; j < b_.size(); ++j) places_[b_[j]].push_back(j);
    const auto is_popular = [&](const auto& entry) { return entry.second.size() > b_.size() / 100 + 1; };
    if (b_.size() >= 200) std::erase_if(places_, is_popular);
  }

  Changes changes() {
    Buffer<u8> old_changed(a_.size(), 1);
    Buffer<u8> new_changed(b_.size(), 1);
    std::vector<Area> waiting{{0, static_cast<u32>(a_.size()), 0, static_cast<u32>(b_.size())}};
    while (!waiting.empty()) {
      const Area area = waiting.back();
      waiting.pop_back();
      const Block block = longest_block(area);
      if (block.length == 0) continue;
      for (u32 k = 0; k < block.length; ++k) old_changed[block.i + k] = new_changed[block.j + k] = 0;
      waiting.push_back({area.a_first, block.i, area.b_first, block.j});
      waiting.push_back({block.i + block.length, area.a_last, block.j + block.length, area.b_last});
    }
    return changed_ranges(old_changed, new_changed);
  }

 private:
  struct Area {
    u32 a_first, a_last, b_first, b_last;
  };
  struct Block {
    u32 i, j, length;
  };

  static Lines lines_of(const std::string& text, const LineIndex& index) {
    Lines lines;
    for (u32 i = 0; i < index.count(); ++i) lines.emplace_back(index.raw_line(text, i));
    return lines;
  }

  Block longest_block(const Area& area) const {
    Block best{area.a_first, area.b_first, 0};
    std::map<u32, u32> lengths;  // by the new line in which a run ends
    for (u32 i = area.a_first; i < area.a_last; ++i) {
      std::map<u32, u32> next;
      const auto places = places_.find(a_[i]);
      if (places != places_.end()) {
        for (const u32 j : places->second) {
          if (j < area.b_first || j >= area.b_last) continue;
          const auto before = j == 0 ? lengths.end() : lengths.find(j - 1);
          const u32 length = 1 + (before == lengths.end() ? 0 : before->second);
          next[j] = length;
          if (length > best.length) best = {i + 1 - length, j + 1 - length, length};
        }
      }
      lengths = next;
    }
    while (best.i > area.a_first && best.j > area.b_first && a_[best.i - 1] == b_[best.j - 1]) {
      --best.i, --best.j, ++best.length;
    }
    while (best.i + best.length < area.a_last && best.j + best.length < area.b_last &&
           a_[best.i + best.length] == b_[best.j + best.length]) {
      ++best.length;
    }
    return best;
  }

  Lines a_, b_;
  std::map<std::string, std::vector<u32>> places_;
};

std::string rebuilt(const Pair& pair, const Changes& changes) {
  std::string text;
  u32 old_at = 0;
  const auto append = [&](const std::string& from, const LineIndex& lines, u32 first, u32 last) {
    text.append(from, lines.starts[first], lines.starts[last] - lines.starts[first]);
  };
  for (const ChangedRange& change : changes) {
    append(pair.old_text, pair.old_lines, old_at, change.old_start);
    append(pair.new_text, pair.new_lines, change.new_start, change.new_start + change.new_count);
    old_at = change.old_start + change.old_count;
  }
  append(pair.old_text, pair.old_lines, old_at, pair.old_lines.count());
  return text;
}

Lines edited(Random& random, const Lines& lines, u32 alphabet) {
  Lines result;
  const u32 odds = 4 + random.below(60);
  for (const std::string& line : lines) {
    const u32 what = random.below(odds);
    if (what == 0) continue;
    result.push_back(what == 1 ? std::to_string(random.below(alphabet)) : line);
    if (what == 2) result.push_back(std::to_string(random.below(alphabet)));
  }
  if (random.below(3) == 0 && !result.empty()) {
    const u32 size = static_cast<u32>(result.size());
    const u32 first = random.below(size);
    std::rotate(result.begin() + first, result.begin() + first + random.below(size - first), result.end());
  }
  return result;
}

Pair random_pair(Random& random, u32 max_lines, u32 alphabet) {
  Lines old_lines(random.below(max_lines + 1));
  for (std::string& line : old_lines) line = std::to_string(random.below(random.below(3) == 0 ? 3 : alphabet));
  const Lines new_lines = edited(random, old_lines, alphabet);
  return {text_of(old_lines, random.below(3) != 0), text_of(new_lines, random.below(3) != 0)};
}

u64 scaled(u64 count) { return std::getenv("HUNKWISE_LONG") != nullptr ? 20 * count : count; }

}  // namespace

TEST_CASE("difflib's method keeps the longest block, not the most lines", "[difflib]") {
  // a b c | x | d e f: five lines could stay, difflib keeps the block of three and what is left beside it.
  const Pair pair{"a\nb\nx\ny\nz\nc\n", "x\ny\nz\na\nb\nc\n"};
  CHECK(pair.diff() == Changes{{0, 2, 0, 0}, {5, 0, 3, 2}});
}

TEST_CASE("of blocks of one length difflib's method takes the first of the old text, then of the new", "[difflib]") {
  CHECK(Pair{"a\nb\n", "b\na\n"}.diff() == Changes{{0, 0, 0, 1}, {1, 1, 2, 0}});
  CHECK(Pair{"a\n", "x\na\ny\na\n"}.diff() == Changes{{0, 0, 0, 1}, {1, 0, 2, 2}});
}

TEST_CASE("empty texts, equal texts and a missing line end with difflib's method", "[difflib]") {
  CHECK(Pair{"", ""}.diff().empty());
  CHECK(Pair{"", "a\nb\n"}.diff() == Changes{{0, 0, 0, 2}});
  CHECK(Pair{"a\n\n", ""}.diff() == Changes{{0, 2, 0, 0}});
  CHECK(Pair{"a\nb", "a\nb"}.diff().empty());
  CHECK(Pair{"a\nb", "a\nb\n"}.diff() == Changes{{1, 1, 1, 1}});
}

TEST_CASE("from 200 new lines on a frequent line starts no block", "[difflib]") {
  // The new text repeats `}` more often than a hundredth; the old one has nothing else in common.
  for (const u32 count : {199u, 200u}) {
    Lines new_lines;
    for (u32 i = 0; i < count; ++i) new_lines.push_back(i < 4 ? "}" : std::to_string(i));
    const Pair pair{"old\n}\n", text_of(new_lines)};
    CAPTURE(count);
    if (count < 200) {
      CHECK(pair.diff() == Changes{{0, 1, 0, 0}, {2, 0, 1, count - 1}});
    } else {
      CHECK(pair.diff() == Changes{{0, 2, 0, count}});
    }
    // But it is taken along by its neighbours, and where both texts begin with it.
    CHECK(Pair{"}\nold\n", text_of(new_lines)}.diff() == Changes{{1, 1, 1, count - 1}});
    CHECK(Pair{"}\n4\n", text_of(new_lines)}.diff() == Changes{{0, 0, 0, 3}, {2, 0, 5, count - 5}});
  }
}

TEST_CASE("difflib's method finds what the plain algorithm finds, however few runs it may list", "[difflib]") {
  const u64 pairs = scaled(6000);
  u64 changed = 0;
  for (u64 seed = 0; seed < pairs; ++seed) {
    Random random(seed);
    const bool is_long = seed % 20 == 0;
    const Pair pair = random_pair(random, is_long ? 420 : 60, 2 + random.below(is_long ? 300 : 40));
    const Changes expected = PlainDifflib(pair).changes();
    INFO("seed " << seed << "\nold:\n" << pair.old_text << "new:\n" << pair.new_text);
    REQUIRE(pair.diff() == expected);
    for (const u32 max_runs : {0u, 1u, 7u, 100u}) REQUIRE(pair.diff(max_runs) == expected);
    REQUIRE(rebuilt(pair, expected) == pair.new_text);
    changed += !expected.empty();
  }
  CHECK(changed > pairs / 2);
}

TEST_CASE("texts with very many pairs of equal lines are compared in a moment by difflib's method", "[difflib]") {
  // As often as a line may be repeated: every search of the plain algorithm would visit 675,000 pairs.
  Random random(1);
  Lines old_lines;
  for (u32 i = 0; i < 9'000; ++i) old_lines.push_back(std::to_string(random.below(120)));
  Lines new_lines;
  for (u32 i = 0; i < 9'000; ++i) new_lines.push_back(std::to_string(random.below(120)));
  const Pair pair{text_of(old_lines), text_of(new_lines)};
  CHECK(rebuilt(pair, pair.diff()) == pair.new_text);
}

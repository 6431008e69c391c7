// The budget of a comparison in steps: what a search takes off its effort is counted, whatever the texts are made to
// do.
#include "support/effort.h"

#include <algorithm>
#include <catch_amalgamated.hpp>
#include <string>
#include <vector>

#include "diff_limits.h"
#include "middle_snake.h"

using namespace hunkwise;

namespace {

struct Sides {
  std::string name;
  std::vector<u32> old_ids, new_ids;
};

// The same numbers in the opposite order: every diagonal meets one of them.
Sides reversed(u32 size) {
  Sides sides{"reversed", {}, {}};
  for (u32 i = 0; i < size; ++i) sides.old_ids.push_back(i), sides.new_ids.push_back(size - 1 - i);
  return sides;
}

// Few different numbers: short runs on every diagonal.
Sides few_different(u32 size) {
  Sides sides{"few different", {1}, {2}};
  for (u32 i = 0; i < size; ++i) sides.old_ids.push_back(i * 31 % 97), sides.new_ids.push_back(i * 37 % 89);
  sides.old_ids.push_back(3), sides.new_ids.push_back(4);
  return sides;
}

// Thousands of diagonals enter the same long run in the same round: `heads` edits lead to each of them. What comes
// behind the run holds the search from the other end off until then.
Sides one_burst(u32 heads, u32 run) {
  constexpr u32 kHead = 0;
  constexpr u32 kRun = 1;
  constexpr u32 kTails = 2;
  Sides sides{"one burst", {}, {kRun}};
  for (u32 i = 0; i < heads; ++i) {
    sides.old_ids.push_back(kHead);
    for (const u32 id : {kHead, kRun, kRun}) sides.new_ids.push_back(id);
  }
  for (std::vector<u32>* side : {&sides.old_ids, &sides.new_ids}) side->insert(side->end(), run, kRun);
  const u32 tails = 3 * heads;
  for (u32 i = 0; i < tails; ++i) {
    sides.old_ids.push_back(kTails + i);
    sides.new_ids.push_back(kTails + tails - 1 - i);
  }
  return sides;
}

}  // namespace

TEST_CASE("a search for a middle keeps to its effort, step by step", "[effort]") {
  const std::vector<Sides> texts{reversed(test::repeated(40'000)), few_different(test::repeated(60'000)),
                                 one_burst(test::repeated(400), test::repeated(200'000))};
  MiddleSnake snake;
  for (const Sides& sides : texts) {
    for (const i64 effort : {i64{256}, i64{4096}, i64{limits::kIntralineEffort}, i64{1} << 20}) {
      i64 left = effort;
      const Split split = snake.find(sides.old_ids, sides.new_ids, limits::kMaxSplitRounds, left);
      INFO(sides.name << ", effort " << effort << ", left " << left << ", minimal " << split.is_minimal);
      // The promise is a fifth; what is kept is six steps.
      CHECK(-left <= effort / 5);
      CHECK(-left <= 6);
      // And all of it is used before a search is given up.
      CHECK((split.is_minimal || left <= 0));
    }
  }
}

TEST_CASE("every equal id is a step", "[effort]") {
  std::vector<u32> old_ids(1000, 0);
  std::vector<u32> new_ids(1000, 0);
  old_ids.front() = 1, old_ids.back() = 2, new_ids.front() = 3, new_ids.back() = 4;
  i64 left = 10'000;
  CHECK(MiddleSnake().find(old_ids, new_ids, limits::kMaxSplitRounds, left).is_minimal);
  CHECK(left <= 10'000 - 998);
  CHECK(left >= 10'000 - 4 * 998);
}

TEST_CASE("a search without any effort cuts something off, in a few steps", "[effort]") {
  for (const Sides& sides : {reversed(1000), few_different(1000), one_burst(10, 1000)}) {
    i64 left = 0;
    const Split split = MiddleSnake().find(sides.old_ids, sides.new_ids, limits::kMaxSplitRounds, left);
    INFO(sides.name);
    CHECK(left >= -6);
    const bool is_start = split.old_at == 0 && split.new_at == 0;
    const bool is_end = split.old_at == sides.old_ids.size() && split.new_at == sides.new_ids.size();
    CHECK_FALSE((is_start || is_end));
  }
}

TEST_CASE("every search cut short by its effort is cut at a point that a path leads to", "[effort]") {
  const Sides sides = one_burst(20, 300);
  for (i64 effort = 1; effort < 30'000; effort += 7) {
    i64 left = effort;
    const Split split = MiddleSnake().find(sides.old_ids, sides.new_ids, limits::kMaxSplitRounds, left);
    INFO("effort " << effort);
    REQUIRE(split.old_at <= sides.old_ids.size());
    REQUIRE(split.new_at <= sides.new_ids.size());
    REQUIRE(split.old_at + split.new_at > 0);
    REQUIRE(split.old_at + split.new_at < sides.old_ids.size() + sides.new_ids.size());
    REQUIRE(-left <= 6);
  }
}

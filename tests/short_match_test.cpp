#include "short_match.h"

#include <algorithm>
#include <catch_amalgamated.hpp>
#include <vector>

#include "support/random.h"

using namespace hunkwise;

namespace {

using Ids = std::vector<u32>;
using Flags = std::vector<u8>;

struct Match {
  Flags old_changed, new_changed;
};

Match match(const Ids& old_ids, const Ids& new_ids) {
  Match found{Flags(old_ids.size(), 1), Flags(new_ids.size(), 1)};
  match_short(old_ids, new_ids, found.old_changed.data(), found.new_changed.data());
  return found;
}

Ids common_of(const Ids& ids, const Flags& changed) {
  Ids common;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (changed[i] == 0) common.push_back(ids[i]);
  }
  return common;
}

// The textbook's table of all lengths (R. Wagner and M. Fischer, 1974).
std::size_t longest_common(const Ids& old_ids, const Ids& new_ids) {
  std::vector<std::vector<std::size_t>> lengths(old_ids.size() + 1, std::vector<std::size_t>(new_ids.size() + 1));
  for (std::size_t i = 0; i < old_ids.size(); ++i) {
    for (std::size_t j = 0; j < new_ids.size(); ++j) {
      lengths[i + 1][j + 1] =
          old_ids[i] == new_ids[j] ? lengths[i][j] + 1 : std::max(lengths[i][j + 1], lengths[i + 1][j]);
    }
  }
  return lengths.back().back();
}

// The place in `ids`, from the beginning, at which each id of `common` can be found first.
std::vector<std::size_t> earliest_places(const Ids& ids, const Ids& common) {
  std::vector<std::size_t> places;
  std::size_t at = 0;
  for (const u32 id : common) {
    while (ids[at] != id) ++at;
    places.push_back(at++);
  }
  return places;
}

Ids random_ids(test::Random& random, u32 size, u32 kinds, u32 step) {
  Ids ids(size);
  for (u32& id : ids) id = random.below(kinds) * step;
  return ids;
}

}  // namespace

TEST_CASE("what is common to two short sequences is one, and none is longer", "[short_match]") {
  test::Random random(7);
  for (u32 round = 0; round < 4000; ++round) {
    const u32 kinds = 1 + random.below(round % 3 == 0 ? 3 : 40);
    const u32 step = random.one_in(2) ? 1 : 128;  // many ids that share a slot, and then the next ones
    const Ids old_ids = random_ids(random, random.below(kMostShortIds + 1), kinds, step);
    const Ids new_ids = random_ids(random, random.below(kMostShortIds + 1), kinds, step);
    const Match found = match(old_ids, new_ids);
    const Ids common = common_of(old_ids, found.old_changed);
    REQUIRE(common == common_of(new_ids, found.new_changed));
    REQUIRE(common.size() == longest_common(old_ids, new_ids));
    for (const std::size_t place : earliest_places(new_ids, common)) REQUIRE(found.new_changed[place] == 0);
  }
}

TEST_CASE("sequences as long as they may be are matched to the last id", "[short_match]") {
  Ids ids(kMostShortIds);
  for (u32 i = 0; i < ids.size(); ++i) ids[i] = i * 1000;
  CHECK(common_of(ids, match(ids, ids).old_changed) == ids);

  const Ids same(kMostShortIds, 5);
  CHECK(common_of(same, match(same, same).new_changed) == same);

  Ids reversed(ids.rbegin(), ids.rend());
  CHECK(common_of(ids, match(ids, reversed).old_changed).size() == 1);

  const Ids other(kMostShortIds, 7);
  CHECK(common_of(same, match(same, other).old_changed).empty());
  CHECK(common_of({}, match({}, other).old_changed).empty());
}

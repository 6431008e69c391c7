#include "line_diff.h"

#include <catch_amalgamated.hpp>

TEST_CASE("line diff of equal sequences is empty") {
  CHECK(hunkwise::edit_distance({1, 2, 3}, {1, 2, 3}) == 0);
}

TEST_CASE("line diff counts a replaced line as a deletion and an addition") {
  CHECK(hunkwise::edit_distance({1, 2, 3}, {1, 9, 3}) == 2);
}

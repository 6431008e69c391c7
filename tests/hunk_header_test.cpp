#include "hunk_header.h"

#include <catch_amalgamated.hpp>
#include <string>
#include <tuple>

using namespace hunkwise;

namespace {

using Numbers = std::tuple<u32, u32, u32, u32>;

Numbers read(std::string_view line) {
  HunkHeader header;
  REQUIRE(read_hunk_header(line, header) == HunkHeaderResult::kHeader);
  return {header.old_start, header.old_count, header.new_start, header.new_count};
}

HunkHeaderResult judge(std::string_view line) {
  HunkHeader header{7, 7, 7, 7};
  const HunkHeaderResult result = read_hunk_header(line, header);
  if (result != HunkHeaderResult::kHeader) CHECK(header.old_start + header.new_count == 14);  // untouched
  return result;
}

}  // namespace

TEST_CASE("hunk header gives the four numbers as printed") {
  CHECK(read("@@ -1,2 +3,4 @@") == Numbers{1, 2, 3, 4});
  CHECK(read("@@ -0,0 +1,3 @@") == Numbers{0, 0, 1, 3});
  CHECK(read("@@ -10,20 +30,0 @@") == Numbers{10, 20, 30, 0});
  CHECK(read("@@ -007,010 +00,00 @@") == Numbers{7, 10, 0, 0});
}

TEST_CASE("hunk header counts one line where the count is left out") {
  CHECK(read("@@ -5 +6 @@") == Numbers{5, 1, 6, 1});
  CHECK(read("@@ -5,0 +6 @@") == Numbers{5, 0, 6, 1});
  CHECK(read("@@ -5 +6,0 @@") == Numbers{5, 1, 6, 0});
}

TEST_CASE("hunk header may be followed by anything") {
  for (const char* heading : {"", " int main() {", "x", "@@", "\r", " @@ -9 +9 @@"}) {
    CHECK(read("@@ -1,2 +3,4 @@" + std::string(heading)) == Numbers{1, 2, 3, 4});
  }
}

TEST_CASE("hunk header takes numbers up to 2^31 - 1 for the last line of a hunk and none beyond") {
  CHECK(read("@@ -2147483647,0 +2147483646,1 @@") == Numbers{2147483647, 0, 2147483646, 1});
  CHECK(read("@@ -0,2147483647 +0,0 @@") == Numbers{0, 2147483647, 0, 0});
  for (const char* line :
       {"@@ -2147483648,0 +1 @@", "@@ -2147483647 +1 @@", "@@ -1 +2147483647,1 @@", "@@ -1,2147483647 +1 @@",
        "@@ -4294967296 +1 @@", "@@ -1 +18446744073709551617 @@", "@@ -1 +1,99999999999999999999999999 @@"}) {
    INFO(line);
    CHECK(judge(line) == HunkHeaderResult::kBad);
  }
}

TEST_CASE("hunk header with anything missing or added is bad") {
  for (
      const char* line :
      {"@@",           "@@ ",         "@@ -",       "@@ -1",        "@@ -1,",       "@@ -1, +1 @@",   "@@ -1 +",
       "@@ -1 +1",     "@@ -1 +1 ",   "@@ -1 +1 @", "@@ -,1 +1 @@", "@@ - 1 +1 @@", "@@ +1 -1 @@",    "@@ -1  +1 @@",
       "@@ -1 +1  @@", "@@ -1 +1@@",  "@@-1 +1 @@", "@@ --1 +1 @@", "@@ -1 +-1 @@", "@@ -1,-1 +1 @@", "@@ -1 +1,1,1 @@",
       "@@ -a +b @@",  "@@\t-1 +1 @@"}) {
    INFO(line);
    CHECK(judge(line) == HunkHeaderResult::kBad);
  }
}

TEST_CASE("hunk header of more than two sides is told apart") {
  CHECK(judge("@@@ -1 -1 +1 @@@") == HunkHeaderResult::kCombined);
  CHECK(judge("@@@@ -1 -1 -1 +1 @@@@") == HunkHeaderResult::kCombined);
}

TEST_CASE("hunk header is nothing but a line that starts with two at signs") {
  for (const char* line : {"", "@", " @@ -1 +1 @@", "-@@ -1 +1 @@", "--- a", "@ @ -1 +1 @@"}) {
    INFO(line);
    CHECK(judge(line) == HunkHeaderResult::kNone);
  }
}

TEST_CASE("hunk header is read from every prefix without looking beyond its end") {
  const std::string line = "@@ -12,34 +56,78 @@ heading";
  for (std::size_t size = 0; size <= line.size(); ++size) {
    const std::string exact(line, 0, size);  // its own allocation: a sanitizer sees a byte too many
    const HunkHeaderResult expected = size < 2    ? HunkHeaderResult::kNone
                                      : size < 19 ? HunkHeaderResult::kBad
                                                  : HunkHeaderResult::kHeader;
    HunkHeader header;
    CHECK(read_hunk_header({exact.data(), exact.size()}, header) == expected);
  }
}

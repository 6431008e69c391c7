#include <catch_amalgamated.hpp>

#include "support/diff_writer.h"
#include "support/effort.h"
#include "support/row_checks.h"

using namespace hunkwise;
using namespace hunkwise::test;

namespace {

u8 flags_of(std::string_view text) { return count_document(text, false).flags; }
Detail detail_of(std::string_view text) { return count_document(text, false).detail; }

// Counting and reading rows must say the same about a text, however it is spelled and cut.
bool agree(const std::string& text, u32 seed) {
  Random random(seed);
  const std::string escaped = escape_in_many_ways(text, random);
  const Counts counts = count_document(text, false);
  const Rows rows = parse_document(text, counts.flags);
  Counts of_escaped = count_document(escaped, true);
  CHECK(counts.rows == rows.rows.size());
  CHECK(counts.additions == rows.additions);
  CHECK(counts.deletions == rows.deletions);
  CHECK(count_document(text, false, every(1)) == counts);
  CHECK(count_document(text, false, random_sizes(seed, 130)) == counts);
  CHECK(count_document(escaped, true, every(1)) == of_escaped);
  CHECK(count_document(escaped, true, random_sizes(seed, 130)) == of_escaped);
  return counts == of_escaped && counts.rows == rows.rows.size();
}

}  // namespace

TEST_CASE("counts of any text are those of its rows") {
  for (u32 seed = 0; seed < repeated(4000); ++seed) {
    Random random(seed);
    const std::string text = random_diff_text(random);
    INFO("seed " << seed << ": " << printable(text));
    REQUIRE(agree(text, seed));
  }
}

TEST_CASE("counts of damaged diffs are those of their rows") {
  for (u32 seed = 0; seed < repeated(2000); ++seed) {
    Random random(seed);
    std::string text = write_diff(random_script(random), random.below(5), random.pick(kDialects), random).text;
    for (u32 edits = 1 + random.below(3); edits != 0 && !text.empty(); --edits) {
      const u32 at = random.below(static_cast<u32>(text.size()));
      switch (random.below(4)) {
        case 0:
          text.erase(at, 1 + random.below(8));
          break;
        case 1:
          text.insert(at, 1, "\n -+@\\"[random.below(6)]);
          break;
        case 2:
          text.insert(at, text.substr(random.below(at + 1), random.below(40)));
          break;
        default:
          text.resize(at);
      }
    }
    INFO("seed " << seed << ": " << printable(text));
    REQUIRE(agree(text, seed));
  }
}

TEST_CASE("counting sees in every block that a side goes on behind a row without an empty line") {
  for (std::size_t size = 0; size < 130; ++size) {
    const std::string text = "@@ -1 +1,2 @@\n a\n\n+b\n@@ -9,0 +10 @@\n+" + std::string(size, 'c') + "\n";
    INFO(size);
    REQUIRE(agree(text, 1));
    CHECK(flags_of(text) == 0);
  }
}

TEST_CASE("counting tells stripped context from doubled newlines") {
  CHECK(flags_of("@@ -1,3 +1,3 @@\n a\n\n-b\n+c\n") == text_flag::kBlankIsContext);
  CHECK(flags_of("@@ -1,2 +1,2 @@\n-b\n+c\n") ==
        text_flag::kBlankIsContext);  // the last blank row is behind the last LF
  CHECK(flags_of("@@ -1,2 +1,2 @@\n a\n\n-b\n\n+c\n") == text_flag::kDoubledNewlines);
  CHECK(flags_of("@@ -1 +1,0 @@\n-a\n\n@@ -9 +8,0 @@\n-z") == text_flag::kDoubledNewlines);
  CHECK(flags_of("@@ -1,2 +1,2 @@\n a\n-b\n+c\n") == 0);
}

TEST_CASE("counting takes no text for doubled that is so only in places") {
  CHECK(flags_of("@@ -1,3 +1,3 @@\n a\n b\n\n-c\n\n+d\n") == 0);
  CHECK(flags_of("@@ -1,2 +1,2 @@\n a\n\n\n-c\n\n+d\n") == 0);
  CHECK(flags_of("@@ -1,2 +1,2 @@\n a\n\n-c\n\\ No newline at end of file\n\n+d\n") == 0);
}

TEST_CASE("counting says what stands in place of a diff") {
  CHECK(detail_of("") == Detail::kEmpty);
  CHECK(detail_of("[Error generating diff: 'utf-8' codec can't decode byte]") == Detail::kError);
  CHECK(detail_of("Binary files a/x and b/x differ\n") == Detail::kBinary);
  CHECK(detail_of("diff --git a/x b/x\nindex 1..2\nGIT binary patch\nliteral 1\n") == Detail::kBinary);
  CHECK(detail_of("@@ -1 +1 @@\n-[Error generating diff: x]\n+Binary files x differ\n") == Detail::kText);
  CHECK(detail_of("anything") == Detail::kText);
}

TEST_CASE("counting measures a text in UTF-8 without the newlines that doubling added") {
  const std::string single = "@@ -1,2 +1,2 @@\n a\n-\xc3\xa9\n+\xf0\x9f\x98\x80\n";
  const std::string doubled = "@@ -1,2 +1,2 @@\n a\n\n-\xc3\xa9\n\n+\xf0\x9f\x98\x80\n";
  CHECK(count_document(single, false).diff_bytes == single.size());
  CHECK(count_document(doubled, false).diff_bytes == single.size());
  CHECK(count_document(R"(@@ -1,2 +1,2 @@\n a\n\u000a-\u00e9\n\n+\ud83d\ude00\n)", true).diff_bytes == single.size());
}

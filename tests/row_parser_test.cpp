#include "row_parser.h"

#include <catch_amalgamated.hpp>

#include "support/diff_writer.h"
#include "support/effort.h"
#include "support/row_checks.h"

using namespace hunkwise;
using namespace hunkwise::test;

namespace {

// "h@@ -1 +1 @@|-a!|+b": kind, text, "!" for a missing line end, "*" for hidden characters.
std::string sketch(const Rows& table) {
  std::string out;
  for (const Row& row : table.rows) {
    if (!out.empty()) out += '|';
    out += "h +-r"[static_cast<int>(row.kind)];
    out += printable(row.text);
    if (row.flags & row_flag::kNoNewline) out += '!';
    if (row.flags & row_flag::kHiddenCharacters) out += '*';
  }
  return out;
}

std::string sketch(std::string_view text) { return sketch(parse_diff(text)); }

std::vector<DiagnosticCode> reasons(const Rows& table) {
  std::vector<DiagnosticCode> codes;
  for (const auto& diagnostic : table.diagnostics) codes.push_back(static_cast<DiagnosticCode>(diagnostic[0]));
  return codes;
}

using Codes = std::vector<DiagnosticCode>;

}  // namespace

TEST_CASE("rows of one change are alike in every dialect") {
  const std::string expected = "h@@ -1,3 +1,3 @@| a| |-b!|+c!";
  CHECK(sketch("diff --git a/f b/f\nindex 1..2 100644\n--- a/f\n+++ b/f\n@@ -1,3 +1,3 @@\n a\n \n-b\n\\ No newline at "
               "end of "
               "file\n+c\n\\ No newline at end of file\n") == expected);
  CHECK(sketch(
            "--- a/f\n+++ b/f\n@@ -1,3 +1,3 @@\n a\n\n-b\n\\ No newline at end of file\n+c\n\\ Kein Zeilenumbruch\n") ==
        expected);
  CHECK(sketch("--- a/f\n+++ b/f\n@@ -1,3 +1,3 @@\n a\n\n \n\n-b\n+c") == expected);
  CHECK(sketch("@@ -1,3 +1,3 @@\n a\n\n \n\n-b\n+c") == expected);
}

TEST_CASE("rows have numbers on the sides they belong to") {
  const Rows table = parse_diff("@@ -10,3 +20,3 @@ heading\n a\n-b\n+c\n d\n@@ -40,0 +50 @@\n+e\n");
  REQUIRE(table.rows.size() == 7);
  const auto numbers = [&](std::size_t row) { return std::pair(table.rows[row].old_line, table.rows[row].new_line); };
  CHECK(table.rows[0].text == "@@ -10,3 +20,3 @@ heading");
  CHECK(numbers(0) == std::pair(0u, 0u));
  CHECK(numbers(1) == std::pair(10u, 20u));
  CHECK(numbers(2) == std::pair(11u, 0u));
  CHECK(numbers(3) == std::pair(0u, 21u));
  CHECK(numbers(4) == std::pair(12u, 22u));
  CHECK(numbers(6) == std::pair(0u, 50u));
  CHECK(table.hunks == std::vector<Hunk>{{0, 10, 3, 20, 3}, {5, 40, 0, 50, 1}});
  CHECK(table.diagnostics.empty());
}

TEST_CASE("rows take for content what only looks like a header") {
  CHECK(sketch("--- a\n+++ b\n@@ -1,3 +1,3 @@\n--- x\n+++ y\n @@ -1 +1 @@\n-diff --git a b\n+\\ No newline at end of "
               "file\n") == "h@@ -1,3 +1,3 @@|--- x|+++ y| @@ -1 +1 @@|-diff --git a b|+\\ No newline at end of file");
}

TEST_CASE("rows of doubled newlines tell by the missing empty line which line has no end") {
  CHECK(sketch("@@ -1,2 +1,2 @@\n a\n\n-b\n+c\n") == "h@@ -1,2 +1,2 @@| a|-b!|+c");
  CHECK(sketch("@@ -1,2 +1,2 @@\n a\n\n-b\n\n+c") == "h@@ -1,2 +1,2 @@| a|-b|+c!");
  CHECK(sketch("@@ -1 +1,0 @@\n-a\n\n@@ -9 +8,0 @@\n-z") == "h@@ -1 +1,0 @@|-a|h@@ -9 +8,0 @@|-z!");
}

TEST_CASE("rows find the last stripped context line behind the last line end") {
  CHECK(sketch("@@ -1,3 +1,3 @@\n-a\n+b\n\n") == "h@@ -1,3 +1,3 @@|-a|+b| | ");
  CHECK(sketch("@@ -1,2 +1,2 @@\n-a\n+b\n") == "h@@ -1,2 +1,2 @@|-a|+b| ");
}

TEST_CASE("rows keep carriage returns and other line ends as text") {
  CHECK(sketch("@@ -1 +1 @@\r\n-a\r\n+b\x0b\x0c\n") == "h@@ -1 +1 @@<0d>|-a<0d>|+b<0b><0c>");
  CHECK(sketch("@@ -1 +1 @@\n-a\xe2\x80\xa8"
               "b\n+c\n") == "h@@ -1 +1 @@|-a<e2><80><a8>b*|+c");
}

TEST_CASE("rows of what does not add up are raw and say why") {
  const Rows truncated = parse_diff("@@ -1,3 +1,3 @@\n a\n-b");
  CHECK(sketch(truncated) == "h@@ -1,3 +1,3 @@| a|-b");
  CHECK(reasons(truncated) == Codes{DiagnosticCode::kTruncatedHunk});

  const Rows surplus = parse_diff("@@ -1 +1 @@\n-a\n+b\n+c\n-d\n e\nxyz\n");
  CHECK(sketch(surplus) == "h@@ -1 +1 @@|-a|+b|r+c|r-d|r e|rxyz");
  CHECK(reasons(surplus) == Codes{DiagnosticCode::kSurplusText});

  const Rows bad = parse_diff("@@ -1,x +1 @@\n-a\n@@ -5 +5 @@\n-b\n+c\n");
  CHECK(sketch(bad) == "r@@ -1,x +1 @@|r-a|h@@ -5 +5 @@|-b|+c");
  CHECK(reasons(bad) == Codes{DiagnosticCode::kBadHunkHeader});

  const Rows none = parse_diff("just\n\nsome text\n");
  CHECK(sketch(none) == "rjust|rsome text");
  CHECK(reasons(none) == Codes{DiagnosticCode::kNoHunk});

  const Rows combined = parse_diff("@@@ -1 -1 +1 @@@\n--a\n++b\n");
  CHECK(sketch(combined) == "r@@@ -1 -1 +1 @@@|r--a|r++b");
  CHECK(reasons(combined) == Codes{DiagnosticCode::kCombinedDiff});
}

TEST_CASE("rows say where in the text something was out of place") {
  const Rows table = parse_diff("@@ -1 +1 @@\n-a\n+b\nxyz\n@@ -9,2 +9,2 @@\n c\n");
  REQUIRE(table.diagnostics.size() == 2);
  CHECK(table.diagnostics[0] == std::array<u32, 3>{static_cast<u32>(DiagnosticCode::kSurplusText), 3, 18});
  CHECK(table.diagnostics[1] == std::array<u32, 3>{static_cast<u32>(DiagnosticCode::kTruncatedHunk), 6, 41});
}

TEST_CASE("rows keep a line that starts with a backslash but is no marker") {
  CHECK(sketch("@@ -1 +1 @@\n-a\n+b\n\\documentclass\n") == "h@@ -1 +1 @@|-a|+b|r\\documentclass");
  CHECK(lost_line("@@ -1 +1 @@\n-a\n\\x\n+b\n", parse_diff("@@ -1 +1 @@\n-a\n\\x\n+b\n")).empty());
}

TEST_CASE("rows flag hidden characters in any kind of line, whichever way the text is cut") {
  const std::string text =
      "before \xe2\x80\x8b\n--- a/\xe2\x80\xae\n@@ -1,2 +1,2 @@ \xe2\x80\xae\n "
      "a\n-b\xef\xbb\xbf\n+c\n\xe2\x80\x8bprose\nend\n";
  const std::string expected =
      "rbefore <e2><80><8b>*|h@@ -1,2 +1,2 @@ <e2><80><ae>*| a|-b<ef><bb><bf>*|+c|r<e2><80><8b>prose*|rend";
  CHECK(sketch(text) == expected);
  for (u32 cut = 0; cut <= text.size(); ++cut) CHECK(sketch(parse_document(text, 0, split_at(cut))) == expected);
  CHECK(sketch(parse_document(text, 0, every(1))) == expected);
  const std::string padded = text + std::string(200, 'x');  // blocks instead of bytes behind every cut
  for (u32 cut = 0; cut <= text.size(); ++cut) {
    CHECK(sketch(parse_document(padded, 0, split_at(cut))) == expected + "|r" + std::string(200, 'x'));
  }
}

TEST_CASE("rows of any text lose no line and agree with themselves, escaped or not, in one piece or many") {
  for (u32 seed = 0; seed < repeated(4000); ++seed) {
    Random random(seed);
    const std::string text = random_diff_text(random);
    INFO("seed " << seed << ": " << printable(text));
    const u8 flags = count_document(text, false).flags;
    const Rows table = parse_document(text, flags);
    REQUIRE(lost_line(text, table) == "");
    REQUIRE(inconsistency(table) == "");
    REQUIRE(parse_document(text, flags, every(1)) == table);
    REQUIRE(parse_document(text, flags, random_sizes(seed, 150)) == table);
    const std::string escaped = escape_in_many_ways(text, random);
    const Rows from_escaped = parse_document(escaped, flags | text_flag::kEscaped);
    REQUIRE(sketch(from_escaped) == sketch(table));
    REQUIRE(from_escaped.hunks == table.hunks);
    REQUIRE(parse_document(escaped, flags | text_flag::kEscaped, every(1)) == from_escaped);
    REQUIRE(parse_document(escaped, flags | text_flag::kEscaped, random_sizes(seed, 150)) == from_escaped);
  }
}

TEST_CASE("rows have a checkpoint of line numbers every 64 rows") {
  std::string text = "@@ -100,200 +300,100 @@\n";
  for (int i = 0; i < 100; ++i) text += " a\n-b\n";
  const Rows table = parse_diff(text);
  CHECK(table.rows.size() == 201);
  CHECK(table.checkpoints == std::vector<u32>{0, 0, 163, 332, 227, 364, 291, 396});
  CHECK(inconsistency(table) == "");
}

TEST_CASE("a line of 10 MB is one row") {
  const std::string line(10'000'000, 'x');
  const Rows table = parse_diff("@@ -0,0 +1 @@\n+" + line + "\n", every(1u << 20));
  REQUIRE(table.rows.size() == 2);
  CHECK(table.rows[1].text.size() == line.size());
}

TEST_CASE("a million hunks are a million headers") {
  std::string text;
  for (int i = 0; i < 1'000'000; ++i) text += "@@ -1 +0,0 @@\n-\n";
  const Counts counts = count_document(text, false, every(1u << 20));
  CHECK(counts.rows == 2'000'000);
  CHECK(counts.deletions == 1'000'000);
}

TEST_CASE("a text broken in a million places has a bounded number of diagnostics") {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "@@ -1 +0,0 @@\nx\n";
  const Rows table = parse_diff(text, every(4096));
  CHECK(table.rows.size() == 200'000);
  CHECK(table.diagnostics.size() == limits::kMaxDiagnostics);
}

TEST_CASE("state bytes of another build or call are refused") {
  ResultArena arena;
  const u8 strange[] = {1, 2, 3};
  CHECK(parse_rows(strange, {}, 0, true, arena) == Status::kInternal);
  CHECK(count_text(strange, {}, 0, true, arena) == Status::kInternal);
}

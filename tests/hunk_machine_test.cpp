#include "hunk_machine.h"

#include <catch_amalgamated.hpp>
#include <string>
#include <vector>

using namespace hunkwise;

namespace {

// One letter per line: h header, c context, a addition, d deletion, r raw, n marker, . no row.
char letter(LineClass line_class) { return ".hcadrn?"[static_cast<int>(line_class)]; }

// Feeds lines (no line ends); the text ends with a line end.
std::string classify(HunkMachine& machine, const std::vector<std::string>& lines, bool blank_is_context = false) {
  std::string letters;
  for (const std::string& line : lines) {
    LineClass line_class = machine.start(line.empty() ? kEmptyLine : static_cast<u8>(line[0]), blank_is_context);
    if (line_class == LineClass::kNeedsHead) line_class = machine.head(line);
    letters += letter(line_class);
  }
  const LineClass end = machine.start(kEndPiece, blank_is_context);
  if (end != LineClass::kSkip) letters += letter(end);
  machine.finish();
  return letters;
}

std::string classify(const std::vector<std::string>& lines, bool blank_is_context = false) {
  HunkMachine machine;
  return classify(machine, lines, blank_is_context);
}

}  // namespace

TEST_CASE("machine lets the header's counts decide what a line is") {
  HunkMachine machine;
  CHECK(classify(machine, {"--- a", "+++ b", "@@ -1,3 +1,3 @@", " x", "--- y", "+++ z", " @@ -1 +1 @@"}) == "..hcdac");
  CHECK(machine.adds_up());
  CHECK(machine.additions() == 1);
  CHECK(machine.deletions() == 1);
  CHECK(machine.rows() == 5);
}

TEST_CASE("machine takes a file header after a complete hunk for surplus text, not for content") {
  CHECK(classify({"@@ -1 +1 @@", "-a", "+b", "--- c", "+++ d"}) == "hdarr");
}

TEST_CASE("machine skips every kind of file header line before the first hunk") {
  CHECK(classify({"diff --git a/x b/x", "old mode 100644", "new mode 100755", "similarity index 90%", "rename from x",
                  "rename to y", "index 1..2", "--- a/x", "+++ b/y", "@@ -1 +1 @@", "-a", "+b"}) == ".........hda");
}

TEST_CASE("machine shows prose before the first hunk and still trusts the hunks") {
  HunkMachine machine;
  CHECK(classify(machine, {"Dear all,", "@@ -1 +1 @@", "-a", "+b"}) == "rhda");
  CHECK(machine.adds_up());
}

TEST_CASE("machine reports text without any hunk") {
  HunkMachine machine;
  CHECK(classify(machine, {"[Error generating diff: x]"}) == "r");
  CHECK(!machine.adds_up());
  REQUIRE(machine.has_problem());
  CHECK(machine.take_problem() == DiagnosticCode::kNoHunk);
  HunkMachine empty;
  CHECK(classify(empty, {}) == "");
  CHECK(empty.adds_up());
}

TEST_CASE("machine skips empty lines as artefacts or reads them as context, as it is told") {
  CHECK(classify({"@@ -1,2 +1,2 @@", " a", "", " b", ""}) == "hc.c.");
  CHECK(classify({"@@ -1,2 +1,2 @@", " a", ""}, true) == "hcc");
  CHECK(classify({"@@ -1,2 +1,2 @@", "", " b"}, true) == "hcc");
}

TEST_CASE("machine finds the last stripped context row behind the last line end") {
  CHECK(classify({"@@ -1,2 +1,2 @@", " a"}, true) == "hcc");
  CHECK(classify({"@@ -1,3 +1,3 @@", " a"}, true) == "hc");  // two are missing: cut, not stripped
  CHECK(classify({"@@ -1,2 +1,2 @@", " a"}, false) == "hc");
}

TEST_CASE("machine breaks on a line that the counts do not allow and mends with the next header") {
  HunkMachine machine;
  CHECK(classify(machine, {"@@ -1,2 +1,1 @@", "-a", "+b", "+c", "x", "@@ -9 +9 @@", "-y", "+z"}) == "hdarrhda");
  CHECK(!machine.adds_up());
  CHECK(machine.additions() == 2);
}

TEST_CASE("machine reads a header in the middle of a hunk as the next hunk") {
  HunkMachine machine;
  CHECK(classify(machine, {"@@ -1,9 +1,9 @@", " a", "@@ -20 +20 @@", "-b", "+c"}) == "hchda");
  CHECK(!machine.adds_up());
  REQUIRE(machine.has_problem());
  CHECK(machine.take_problem() == DiagnosticCode::kUnexpectedLine);
}

TEST_CASE("machine says which of its reasons broke the text") {
  const auto reason = [](const std::vector<std::string>& lines) {
    HunkMachine machine;
    classify(machine, lines);
    REQUIRE(machine.has_problem());
    return machine.take_problem();
  };
  CHECK(reason({"@@ -1,2 +1 @@", "-a"}) == DiagnosticCode::kTruncatedHunk);
  CHECK(reason({"@@ -1,2 +1 @@", "x"}) == DiagnosticCode::kUnexpectedLine);
  CHECK(reason({"@@ -1 +0,0 @@", "-a", "+b"}) == DiagnosticCode::kSurplusText);
  CHECK(reason({"@@ -1 +1"}) == DiagnosticCode::kBadHunkHeader);
  CHECK(reason({"@@@ -1 -1 +1 @@@"}) == DiagnosticCode::kCombinedDiff);
}

TEST_CASE("machine takes the marker in a hunk and right behind it, but not before the first") {
  CHECK(classify({"@@ -1 +1 @@", "-a", "\\ No newline at end of file", "+b", "\\ Kein Zeilenumbruch"}) == "hdnan");
  CHECK(classify({"\\ No newline at end of file", "@@ -1 +0,0 @@", "-a"}) == "rhd");
}

TEST_CASE("machine keeps a line that starts with a backslash but is no marker") {
  CHECK(classify({"@@ -1 +1 @@", "-a", "+b", "\\documentclass"}) == "hdar");
  CHECK(classify({"@@ -1 +1 @@", "-a", "\\documentclass", "+b"}) == "hdrr");
}

TEST_CASE("machine takes a hunk without rows for complete") {
  HunkMachine machine;
  CHECK(classify(machine, {"@@ -1,0 +1,0 @@", "@@ -1 +1 @@", "-a", "+b"}) == "hhda");
  CHECK(machine.adds_up());
}

TEST_CASE("machine takes a block of rows only where all of them fit") {
  HunkMachine machine;
  classify(machine, {});
  machine = {};
  machine.head("@@ -1,5 +1,4 @@");
  CHECK(machine.can_take(1, 0, 4));
  CHECK(machine.can_take(5, 4, 0));
  CHECK(!machine.can_take(1, 1, 4));
  CHECK(!machine.can_take(2, 0, 4));
  machine.take(1, 0, 3);
  CHECK(machine.phase() == HunkMachine::Phase::kInHunk);
  machine.take(1, 1, 0);
  CHECK(machine.phase() == HunkMachine::Phase::kBetween);
  CHECK(!machine.can_take(0, 0, 1));
  CHECK(machine.rows() == 7);
}

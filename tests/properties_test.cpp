// What must hold for any diff, tried on many thousands made at random. A failure prints the seed of its pair.
#include <catch_amalgamated.hpp>
#include <string>

#include "random_diff.h"

using namespace hunkwise;
using namespace hunkwise::test;

namespace {

#if defined(__EMSCRIPTEN__)
constexpr u32 kPairs = 1'000;  // under SAFE_HEAP each takes twenty times as long
#else
constexpr u32 kPairs = 20'000;
#endif
constexpr u32 kContexts[] = {0, 3, 10};
constexpr Dialect kDialects[] = {Dialect::kGit, Dialect::kStripped, Dialect::kDoubled};

void same_rows(const Rows& found, const WrittenDiff& wanted) {
  REQUIRE(found.status == Status::kOk);
  REQUIRE(found.diagnostics.empty());
  REQUIRE(found.rows.size() == wanted.rows.size());
  for (std::size_t i = 0; i < found.rows.size(); ++i) {
    Row row = found.rows[i];
    row.text_start = 0;
    if (row != wanted.rows[i]) {
      CAPTURE(i, row.text, wanted.rows[i].text, row.old_line, wanted.rows[i].old_line, row.new_line,
              wanted.rows[i].new_line, int{row.flags}, int{wanted.rows[i].flags});
      FAIL("a row differs");
    }
  }
  REQUIRE(found.additions == wanted.additions);
  REQUIRE(found.deletions == wanted.deletions);
}

std::string side_of(const Rows& table, RowKind other) {
  std::string text;
  for (const Row& row : table.rows) {
    if (row.kind == RowKind::kHunkHeader || row.kind == other) continue;
    text += row.text + ((row.flags & row_flag::kNoNewline) != 0 ? "" : "\n");
  }
  return text;
}

}  // namespace

TEST_CASE("rows of random diffs are right in every dialect, with every context") {
  for (u32 seed = 1; seed <= kPairs; ++seed) {
    std::mt19937 random(seed);
    const EditScript script = random_script(random, 30);
    for (const u32 context : kContexts) {
      for (const Dialect dialect : kDialects) {
        const WrittenDiff diff = write_diff(script, context, dialect, random() % 2 != 0);
        CAPTURE(seed, context, static_cast<int>(dialect), diff.text);
        same_rows(parse_diff(diff.text), diff);
      }
    }
  }
}

TEST_CASE("escaped random diffs give the same counts and rows through the index, in windows of any size") {
  for (u32 seed = 1; seed <= kPairs / 10; ++seed) {
    std::mt19937 random(seed);
    const EditScript script = random_script(random, 60);
    const Dialect dialect = kDialects[seed % 3];
    const WrittenDiff diff = write_diff(script, kContexts[seed / 3 % 3], dialect, random() % 2 != 0);
    CAPTURE(seed, diff.text);
    const std::string json =
        R"({"files":[{"file_path":"f","status":"modified","unified_diff":")" + escape(diff.text) + R"("}]})";
    const Index index = index_payload_document(json, seed % 2 ? whole() : random_sizes(seed, 90));
    REQUIRE(index.status == Status::kOk);
    const File& file = index.files.at(0);
    REQUIRE(file.additions == diff.additions);
    REQUIRE(file.deletions == diff.deletions);
    REQUIRE(file.rows == diff.rows.size());
    same_rows(parse_file(json, file, seed % 2 ? random_sizes(seed, 90) : whole()), diff);
  }
}

TEST_CASE("both sides of random files are rebuilt exactly from rows with full context") {
  for (u32 seed = 1; seed <= kPairs; ++seed) {
    std::mt19937 random(seed);
    const EditScript script = random_script(random, 12);
    for (const Dialect dialect : {Dialect::kGit, Dialect::kStripped}) {
      const WrittenDiff diff = write_diff(script, 1'000'000'000, dialect, true);
      const Rows table = parse_diff(diff.text);
      CAPTURE(seed, diff.text);
      REQUIRE(side_of(table, RowKind::kAddition) == script.old_text());
      REQUIRE(side_of(table, RowKind::kDeletion) == script.new_text());
    }
  }
}

TEST_CASE("text that is no diff loses no line, and is counted as its rows are") {
  for (u32 seed = 1; seed <= kPairs; ++seed) {
    std::mt19937 random(seed);
    // A real diff with lines dropped, doubled and swapped.
    const WrittenDiff diff = write_diff(random_script(random, 20), 3, kDialects[seed % 3], true);
    std::vector<std::string> lines;
    std::size_t at = 0;
    for (std::size_t end; (end = diff.text.find('\n', at)) != std::string::npos; at = end + 1) {
      lines.push_back(diff.text.substr(at, end - at));
    }
    lines.push_back(diff.text.substr(at));
    for (u32 i = 0; i < 3 && lines.size() > 1; ++i) {
      const std::size_t place = random() % lines.size();
      if (random() % 2)
        lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(place));
      else
        std::swap(lines[place], lines[random() % lines.size()]);
    }
    std::string text;
    for (std::size_t i = 0; i < lines.size(); ++i) text += (i == 0 ? "" : "\n") + lines[i];
    CAPTURE(seed, text);

    const Counts counts = count_document(text, false);
    const Rows table = parse_diff(text);
    REQUIRE(table.status == Status::kOk);
    REQUIRE(counts.additions == table.additions);
    REQUIRE(counts.deletions == table.deletions);
    REQUIRE(counts.rows == table.rows.size());
    REQUIRE(parse_diff(text, random_sizes(seed, 40)) == table);

    // Every line that is not empty is some row, whole or behind its sign, or a header or a marker.
    std::size_t row = 0;
    for (const std::string& line : lines) {
      if (line.empty()) continue;
      const bool is_next = [&] {
        for (std::size_t i = row; i < table.rows.size() && i < row + 1 + lines.size(); ++i) {
          const Row& candidate = table.rows[i];
          const bool has_sign = candidate.kind != RowKind::kHunkHeader && candidate.kind != RowKind::kRaw;
          if (candidate.text == (has_sign ? line.substr(1) : line)) {
            row = i + 1;
            return true;
          }
          // Blank rows look alike, whatever line they are of.
          if (!candidate.text.empty() && candidate.text != " ") return false;
        }
        return false;
      }();
      if (!is_next) {
        CAPTURE(line);
        REQUIRE((is_file_header_line(line) || line[0] == '\\'));
      }
    }
  }
}

TEST_CASE("a row without an empty line behind it ends its side for good, however the text is fed") {
  // Two hunks; the first one's addition has no empty line behind it, so this is no doubled text.
  const std::string hunk = "@@ -1,3 +1,2 @@\n a\n\n--- x\n\n-b\n\n+c\n";
  const std::string text = "diff b/f\n" + hunk + hunk + "+surplus\n" + std::string(80, '\n');
  const Counts counts = count_document(text, false);
  CHECK(counts.flags == 0);
  for (const u32 size : {1u, 7u, 70u}) CHECK(count_document(text, false, every(size)) == counts);
  CHECK(count_document(escape(text), true).flags == 0);
}

// Random pairs of texts, rendered as diffs in five forms, read back. HUNKWISE_PAIRS chooses how many.
#include <catch_amalgamated.hpp>
#include <cstdlib>

#include "support/diff_writer.h"
#include "support/effort.h"

using namespace hunkwise;
using namespace hunkwise::test;

namespace {

constexpr u32 kUsualPairs = repeated(20'000);
constexpr u32 kFullContext = 1000;

u32 pairs() {
  const char* const chosen = std::getenv("HUNKWISE_PAIRS");
  return chosen == nullptr ? kUsualPairs : static_cast<u32>(std::strtoul(chosen, nullptr, 10));
}

// What is wrong with `found`; empty if nothing is.
std::string difference(const Rows& found, const WrittenDiff& expected) {
  if (found.rows.size() != expected.rows.size()) return "rows: " + std::to_string(found.rows.size());
  for (std::size_t i = 0; i < found.rows.size(); ++i) {
    Row row = found.rows[i];
    row.text_start = 0;
    if (row != expected.rows[i]) return "row " + std::to_string(i) + ": " + printable(row.text);
  }
  if (found.hunks != expected.hunks) return "hunks";
  if (!found.diagnostics.empty()) return "diagnostics";
  if (found.additions != expected.additions || found.deletions != expected.deletions) return "counts";
  return {};
}

std::string difference(const Counts& found, const WrittenDiff& expected) {
  if (found.rows != expected.rows.size()) return "counted rows: " + std::to_string(found.rows);
  if (found.additions != expected.additions || found.deletions != expected.deletions) return "counted lines";
  return {};
}

// Reads the diff as plain and as escaped text, each in one piece and in windows.
std::string read_all_ways(const WrittenDiff& diff, Random& random, u32 seed) {
  const std::string escaped = escape_in_many_ways(diff.text, random);
  for (const bool is_escaped : {false, true}) {
    const std::string& text = is_escaped ? escaped : diff.text;
    const Counts counts = count_document(text, is_escaped);
    if (std::string wrong = difference(counts, diff); !wrong.empty()) return wrong;
    const u8 flags = static_cast<u8>(counts.flags | (is_escaped ? text_flag::kEscaped : 0));
    const Rows rows = parse_document(text, flags);
    if (std::string wrong = difference(rows, diff); !wrong.empty())
      return wrong + (is_escaped ? ", escaped" : ", plain");
    if (!random.one_in(4)) continue;
    const u32 largest = 1 + random.below(100);
    if (count_document(text, is_escaped, random_sizes(seed, largest)) != counts) return "counts in windows";
    if (parse_document(text, flags, random_sizes(seed, largest)) != rows) return "rows in windows";
  }
  return {};
}

}  // namespace

TEST_CASE("rows of random diffs in every dialect have the right kind, numbers, text and line ends") {
  u32 read = 0;
  for (u32 seed = 0; seed < pairs(); ++seed) {
    Random random(seed);
    const EditScript script = random_script(random);
    for (const u32 context : {0u, 3u, 10u}) {
      for (const Dialect dialect : kDialects) {
        const WrittenDiff diff = write_diff(script, context, dialect, random);
        const std::string wrong = read_all_ways(diff, random, seed);
        ++read;
        if (wrong.empty()) continue;
        INFO("seed " << seed << ", context " << context << ", dialect " << static_cast<int>(dialect));
        INFO(printable(diff.text));
        FAIL_CHECK(wrong);
        return;
      }
    }
  }
  CHECK(read == pairs() * 15);
}

TEST_CASE("rows with full context give both texts back") {
  for (u32 seed = 0; seed < pairs(); ++seed) {
    Random random(seed);
    const EditScript script = random_script(random);
    const Dialect dialect = random.pick(kDialects);
    const WrittenDiff diff = write_diff(script, kFullContext, dialect, random);
    const Rows rows = parse_diff(diff.text);
    std::string old_text = side_of_script(script, EditKind::kDelete),
                new_text = side_of_script(script, EditKind::kInsert);
    std::string old_found = side_of_rows(rows.rows, RowKind::kDeletion),
                new_found = side_of_rows(rows.rows, RowKind::kAddition);
    if (!diff.shows_newlines) {  // undecidable: then the plain reading holds, which knows of no missing line end
      for (std::string* text : {&old_text, &new_text}) {
        if (!text->empty() && !text->ends_with('\n')) *text += '\n';
      }
    }
    if (old_text == old_found && new_text == new_found) continue;
    INFO("seed " << seed << ", dialect " << static_cast<int>(dialect));
    INFO(printable(diff.text));
    FAIL_CHECK("a side is not what it was");
    return;
  }
}

TEST_CASE("a text that shows no doubled newline is read as it stands") {
  for (const char* text : {"@@ -1 +1 @@\n-a\n+b", "@@ -0,0 +1 @@\n+b", "@@ -0,0 +1 @@\n+b\n", "@@ -1 +0,0 @@\n-a\n"}) {
    INFO(text);
    CHECK((count_document(text, false).flags & text_flag::kDoubledNewlines) == 0);
    for (const Row& row : parse_diff(text).rows) CHECK(row.flags == 0);
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

// Every document cut at every byte, and given in two windows split at every byte.
#include <catch_amalgamated.hpp>
#include <string>

#include "diff_writer.h"

using namespace hunkwise;
using namespace hunkwise::test;

namespace {

#if defined(__EMSCRIPTEN__)
constexpr u32 kDocuments = 6;
#else
constexpr u32 kDocuments = 60;
#endif

std::string random_answer(u32 seed) {
  Random random(seed);
  std::string files;
  const u32 count = 1 + random.below(4);
  for (u32 i = 0; i < count; ++i) {
    const WrittenDiff diff = write_diff(random_script(random, 8), 3, random.pick(kDialects), random);
    const std::string text = escape_in_many_ways(diff.text, random);
    files += (i == 0 ? "" : ", ") + std::string(R"({"file_path":"dir/)") + std::to_string(i) +
             R"(\u00fc","status":"modified","collection_hash":"c","project_hash":null,"unified_diff":)" +
             (random.one_in(5) ? "null" : "\"" + text + "\"") + R"(,"extra":[1,{"a":"b\\"}]})";
  }
  return R"({"artifact_id":"skill:demo","has_changes":true,"files":[)" + files + R"(],"summary":{"added":0,"modified":1}})";
}

}  // namespace

TEST_CASE("an answer cut anywhere is never taken for a complete one") {
  for (u32 seed = 1; seed <= kDocuments; ++seed) {
    const std::string json = random_answer(seed);
    REQUIRE(index_payload_document(json).status == Status::kOk);
    for (std::size_t size = 0; size < json.size(); ++size) {
      const Index index = index_payload_document(std::string_view(json).substr(0, size));
      if (index.status != Status::kMalformed || index.error_offset != size) {
        CAPTURE(seed, size, json.substr(0, size), index.error_offset);
        FAIL("cut, and not refused at its end");
      }
    }
  }
}

TEST_CASE("an answer split anywhere gives the same index") {
  for (u32 seed = 1; seed <= kDocuments; ++seed) {
    const std::string json = random_answer(seed);
    const Index whole_index = index_payload_document(json);
    for (u32 at = 0; at <= json.size(); ++at) {
      if (!(index_payload_document(json, split_at(at)) == whole_index)) {
        CAPTURE(seed, at, json);
        FAIL("split, and different");
      }
    }
    for (const u32 size : {1u, 7u, 64u}) CHECK(index_payload_document(json, every(size)) == whole_index);
  }
}

TEST_CASE("a diff cut or split anywhere is read as far as it goes") {
  for (u32 seed = 1; seed <= kDocuments; ++seed) {
    Random random(seed);
    const WrittenDiff diff = write_diff(random_script(random, 12), 3, random.pick(kDialects), random);
    const Rows whole_table = parse_diff(diff.text);
    for (u32 at = 0; at <= diff.text.size(); ++at) {
      CAPTURE(seed, at, diff.text);
      REQUIRE(parse_diff(diff.text, split_at(at)) == whole_table);
      const std::string_view cut = std::string_view(diff.text).substr(0, at);
      const Rows table = parse_diff(cut);
      REQUIRE(table.status == Status::kOk);
      REQUIRE(table.additions <= diff.additions);
      REQUIRE(table.deletions <= diff.deletions);
      const Counts counts = count_document(cut, false);
      REQUIRE((counts.additions == table.additions && counts.deletions == table.deletions && counts.rows == table.rows.size()));
    }
  }
}

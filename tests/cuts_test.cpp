// Every document cut at every byte, and given in two windows split at every byte.
#include <catch_amalgamated.hpp>
#include <string>

#include "random_diff.h"

using namespace hunkwise;
using namespace hunkwise::test;

namespace {

constexpr Dialect kDialects[] = {Dialect::kGit, Dialect::kStripped, Dialect::kDoubled};

#if defined(__EMSCRIPTEN__)
constexpr u32 kDocuments = 6;
#else
constexpr u32 kDocuments = 60;
#endif

std::string random_answer(u32 seed) {
  std::mt19937 random(seed);
  std::string files;
  const u32 count = 1 + static_cast<u32>(random() % 4);
  for (u32 i = 0; i < count; ++i) {
    const WrittenDiff diff = write_diff(random_script(random, 8), 3, kDialects[random() % 3], random() % 2 != 0);
    std::string text = escape(diff.text);
    if (random() % 4 == 0) text.replace(0, 1, text[0] == '@' ? "\\u0040" : "\\u002d");
    files += (i == 0 ? "" : ", ") + std::string(R"({"file_path":"dir/)") + std::to_string(i) +
             R"(\u00fc","status":"modified","collection_hash":"c","project_hash":null,"unified_diff":)" +
             (random() % 5 == 0 ? "null" : "\"" + text + "\"") + R"(,"extra":[1,{"a":"b\\"}]})";
  }
  return R"({"artifact_id":"skill:demo","has_changes":true,"files":[)" + files +
         R"(],"summary":{"added":0,"modified":1}})";
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
    std::mt19937 random(seed);
    const WrittenDiff diff = write_diff(random_script(random, 12), 3, kDialects[seed % 3], true);
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
      REQUIRE((counts.additions == table.additions && counts.deletions == table.deletions &&
               counts.rows == table.rows.size()));
    }
  }
}

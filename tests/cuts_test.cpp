// Every document cut at every byte, and given in two windows split at every byte.
#include <catch_amalgamated.hpp>
#include <string>

#include "effort.h"
#include "payload_writer.h"

using namespace hunkwise;
using namespace hunkwise::test;

namespace {

constexpr u32 kDocuments = kSlowness < 10 ? 60 : 6;

}  // namespace

TEST_CASE("an answer cut anywhere is never taken for a complete one") {
  for (u32 seed = 1; seed <= kDocuments; ++seed) {
    Random random(seed);
    std::string json = random_answer(random);
    json.resize(json.rfind('}') + 1);  // behind it only white space may be missing
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
    Random random(seed);
    const std::string json = random_answer(random);
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
      REQUIRE((counts.additions == table.additions && counts.deletions == table.deletions &&
               counts.rows == table.rows.size()));
    }
  }
}

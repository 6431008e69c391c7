// What is wrong with an answer, and where, must not depend on how it came in. The judge is check_json, which reads the
// answer as a whole.
#include <catch_amalgamated.hpp>

#include "effort.h"
#include "json_check.h"
#include "payload_writer.h"

using namespace hunkwise;
using namespace hunkwise::test;

namespace {

JsonFault judge(std::string_view json) {
  const std::size_t mark = json.starts_with("\xef\xbb\xbf") ? 3 : 0;
  JsonFault fault = check_json({reinterpret_cast<const u8*>(json.data()) + mark, json.size() - mark});
  fault.offset += static_cast<u32>(mark);
  return fault;
}

std::string verdict(Status status, u32 offset) {
  return std::to_string(static_cast<u32>(status)) + " at " + std::to_string(offset);
}
std::string verdict(const Index& index) { return verdict(index.status, index.error_offset); }

// Empty, or what does not fit.
std::string disagreement(const std::string& json, const Index& index) {
  const JsonFault fault = judge(json);
  if (fault.status == Status::kOk) {
    return index.status == Status::kOk || index.status == Status::kWrongType ? "" : "refused: " + verdict(index);
  }
  if (fault.status == Status::kInvalidUtf8) return "";  // excused in a diff text, and then something else may follow
  if (index.status == Status::kWrongType && index.error_offset < fault.offset) return "";
  const bool same = index.status == fault.status && index.error_offset == fault.offset;
  return same ? "" : verdict(index) + ", not " + verdict(fault.status, fault.offset);
}

// Refused, for a reason that fits and is the same wherever the answer is cut.
void check_refused(const std::string& json) {
  const Index index = index_payload_document(json);
  INFO(json << ": " << verdict(index));
  CHECK(disagreement(json, index) == "");
  CHECK(index.status != Status::kOk);
  for (u32 at = 0; at < json.size(); ++at) CHECK(verdict(index_payload_document(json, split_at(at))) == verdict(index));
  CHECK(verdict(index_payload_document(json, every(1))) == verdict(index));
}

}  // namespace

TEST_CASE("a damaged answer is refused for the same reason at the same place, however it comes in") {
  u32 refused = 0;
  for (u32 seed = 0; seed < repeated(6000); ++seed) {
    Random random(seed);
    std::string json = random_answer(random);
    for (u32 damages = random.below(3); damages != 0; --damages) damage_answer(json, random);
    const Index index = index_payload_document(json);
    refused += index.status != Status::kOk;
    INFO("seed " << seed << ": " << printable(json));
    REQUIRE(disagreement(json, index) == "");
    for (const u32 largest : {1u, 7u, 100u}) {
      const Index pieces = index_payload_document(json, random_sizes(seed, largest));
      REQUIRE(verdict(pieces) == verdict(index));
      REQUIRE(pieces == index);
    }
  }
  CHECK(refused > repeated(2000));
}

TEST_CASE("an element that is no entry is of a wrong type only if it is an element, however the answer comes in") {
  for (const std::string element : {"5", "\"a\"", "[1]", "null", "{}", "[{}]"}) {
    for (const char* behind : {"", ",{}", ",x", " x", ":1", "\"b\"", "}", "x\":[[1]],\"y\":{}"}) {
      check_refused(R"({"files":[)" + element + behind + "]}");
    }
  }
}

TEST_CASE("what stands between two entries is refused, however the answer comes in") {
  const std::string entry = R"({"path":"a","status":"added"})";
  for (const char* between : {".5", "e5", "1", ".", "\"\"", "null", "{}", "[]", ":", "x", " 0", ",,"}) {
    for (const std::string& end : {"," + entry + "]}", std::string("]}")}) {
      const std::string json = R"({"files":[)" + entry + between + end;
      for (const u32 window : {0u, 1u, 39u, 40u}) {
        INFO(json << ", windows of " << window);
        const Index index = index_payload_document(json, every(window));
        CHECK(verdict(index) == verdict(Status::kMalformed, judge(json).offset));
      }
    }
  }
}

TEST_CASE("a wrong element behind an entry comes before what is no JSON behind both, however the answer comes in") {
  const std::string entry = R"({"path":"a","status":"added"},)";
  for (const std::string& first : {entry, entry + entry}) {
    for (const char* wrong : {"1,", "\"x\",", "[],null,", "1,2,\"x\","}) {
      for (const char* end : {"\"\"x\"", "x", "\"", ":1}}", "\"y\":{\"z\":1}}", "1"})
        check_refused(R"({"files":[)" + first + wrong + end);
    }
  }
}

TEST_CASE("a key in an array in an entry's place begins no text, however the answer comes in") {
  const std::string entry = R"({"path":"a","status":"modified","unified_diff":"@@ -1 +1 @@"},)";
  for (const std::string& first : {entry, entry + entry, std::string()}) {
    for (const char* array : {R"(["path":"g"])", R"(["unified_diff":"g"])", R"(["unified_diff":"g","h":"i"])"}) {
      check_refused(R"({"files":[)" + first + array + "]}");
    }
  }
}

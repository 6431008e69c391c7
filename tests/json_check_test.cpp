#include "json_check.h"

#include <catch_amalgamated.hpp>
#include <string>

#include "diff_limits.h"
#include "json_cursor.h"
#include "structural_index.h"

using namespace hunkwise;

namespace {

std::span<const u8> bytes_of(std::string_view json) { return {reinterpret_cast<const u8*>(json.data()), json.size()}; }

JsonFault check(const std::string& json) { return check_json(bytes_of(json)); }

// The reader that the index uses, on an exact copy.
bool reads(const std::string& json) {
  const std::vector<u8> copy(json.begin(), json.end());
  Buffer<u32> positions;
  if (!index_structure(copy, positions)) return false;
  JsonCursor cursor(copy, positions);
  return cursor.skip() && cursor.finish();
}

struct Wrong {
  std::string json;
  u32 offset;
};

}  // namespace

TEST_CASE("JSON check accepts what JSON.parse accepts") {
  for (const char* json :
       {"null", " true ", "\n[ ]\t", "{}", "0", "-0", "-0.0e-0", "1E+5", "1e999", "123456789012345678901234567890",
        "\"\"", R"("\"\\\/\b\f\n\r\t\u0000\uD800\udc00")", "[[],[{}],{\"\":[]}]", "{\"a\":1,\"a\":2}",
        "\"\x7f\xc2\x80\xf4\x8f\xbf\xbf\xef\xbf\xbe\"", "[1,\r2]"}) {
    INFO(json);
    CHECK(check(json).status == Status::kOk);
    CHECK(reads(json));
  }
}

TEST_CASE("JSON check finds the first byte that cannot be") {
  const Wrong cases[] = {{"[1,]", 3},         {"[,1]", 1},
                         {"{\"a\":1,}", 7},   {"{\"a\"}", 4},
                         {"{a:1}", 1},        {"[1 2]", 3},
                         {"01", 1},           {"-a", 1},
                         {"1.a", 2},          {"1ea", 2},
                         {"+1", 0},           {".5", 0},
                         {"tru ", 3},         {"nulL", 3},
                         {"[}", 1},           {"{]", 1},
                         {"[1}", 2},          {"{\"a\":1]", 6},
                         {"1 1", 2},          {"[]]", 2},
                         {"\"\\a\"", 2},      {"\"\\u00g0\"", 5},
                         {"\"\t\"", 1},       {"'a'", 0},
                         {"[\"a\"\"b\"]", 4}, {"\xef\xbb\xbf[]", 0},
                         {"[]\x01", 2},       {"{\"a\"::1}", 5},
                         {"Infinity", 0},     {"NaN", 0}};
  for (const Wrong& wrong : cases) {
    INFO(wrong.json);
    const JsonFault fault = check(wrong.json);
    CHECK(fault.status == Status::kMalformed);
    CHECK(fault.offset == wrong.offset);
    CHECK(!fault.is_incomplete);
    CHECK(!reads(wrong.json));
  }
}

TEST_CASE("JSON check tells a text that ends too early, wherever it ends") {
  const std::string json = R"([ {"key" : "v\u00e9\n"} , [-1.5e+3, true, null], false ])";
  REQUIRE(check(json).status == Status::kOk);
  for (std::size_t size = 0; size < json.size(); ++size) {
    const std::string cut = json.substr(0, size);
    const JsonFault fault = check(cut);
    INFO(cut);
    CHECK(fault.status == Status::kMalformed);
    CHECK(fault.is_incomplete);
    CHECK(fault.offset == size);
    CHECK(!reads(cut));
  }
}

TEST_CASE("JSON check finds the start of what is no UTF-8") {
  for (const char* bad : {"\x80", "\xc0\xaf", "\xc1\x81", "\xe0\x80\x80", "\xed\xa0\x80", "\xf0\x80\x80\x80",
                          "\xf4\x90\x80\x80", "\xf5", "\xff", "\xe2\x82", "\xc3(", "\xf0\x9f\x98\""}) {
    const std::string json = "[\"x" + std::string(bad) + "\"]";
    const JsonFault fault = check(json);
    INFO(json);
    CHECK(fault.status == Status::kInvalidUtf8);
    CHECK(fault.offset == 3);
    CHECK(!reads(json));
  }
}

TEST_CASE("JSON check refuses nesting above the ceiling and takes what is below") {
  const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  CHECK(check(nested(limits::kMaxDepth)).status == Status::kOk);
  CHECK(reads(nested(limits::kMaxDepth)));
  CHECK(check(nested(100'000)).status == Status::kTooDeep);
  CHECK(!reads(nested(100'000)));
  CHECK(check(std::string(100'000, '[')).status == Status::kTooDeep);
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
  CHECK(check(objects).status == Status::kTooDeep);
}

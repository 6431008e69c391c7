// What the index makes of an answer: its entries, its own fields, and what it refuses.
#include <catch_amalgamated.hpp>
#include <string>

#include "diff_limits.h"
#include "documents.h"

using namespace hunkwise;
using namespace hunkwise::test;

namespace {

std::string entry(std::string_view fields) {
  return R"({"file_path":"f","status":"modified",)" + std::string(fields) + "}";
}
std::string answer(std::string_view files, std::string_view more = "") {
  return R"({"files":[)" + std::string(files) + "]" + std::string(more) + "}";
}
File only_file(std::string_view json) {
  const Index index = index_payload_document(json);
  CAPTURE(json, index.error_offset);
  REQUIRE(index.status == Status::kOk);
  REQUIRE(index.files.size() == 1);
  return index.files[0];
}

struct Refused {
  std::string json;
  Status status;
  u32 offset;
};

}  // namespace

TEST_CASE("an answer gives its files and its own fields, whatever the order of its keys") {
  const std::string json =
      R"({ "summary" : {"unchanged":4,"added":1,"modified":2,"deleted":3}, "has_changes":true, "files":[)"
      R"({"unified_diff":"@@ -1 +1,2 @@\n-a\n+b\n+c\n","project_hash":"p1","status":"modified","collection_hash":"c1","file_path":"x"},)"
      R"( {"file_path":"y","status":"added","collection_hash":"c2","project_hash":null,"unified_diff":null} ],)"
      R"("project_path":"/home/u/p","artifact_id":"skill:demo","upstream_version":null})";
  const Index index = index_payload_document(json);
  REQUIRE(index.status == Status::kOk);
  REQUIRE(index.files.size() == 2);
  const File& x = index.files[0];
  CHECK((x.path == "x" && x.old_hash == "c1" && x.new_hash == "p1"));
  CHECK((x.status == FileStatus::kModified && x.side == Side::kBoth && x.detail == Detail::kText));
  CHECK((x.additions == 2 && x.deletions == 1 && x.rows == 4 && x.diff_bytes == 23));
  const File& y = index.files[1];
  CHECK((y.status == FileStatus::kAdded && y.side == Side::kOld && y.detail == Detail::kAbsent));
  CHECK((y.additions == kUnknown && y.rows == kUnknown && (y.text_flags & text_flag::kHasNewHash) == 0));
  CHECK(index.answer_string(AnswerString::kArtifactId) == "skill:demo");
  CHECK(index.answer_string(AnswerString::kProjectPath) == "/home/u/p");
  CHECK(index.answer_string(AnswerString::kUpstreamVersion) == "<none>");
  CHECK(index.answer_string(AnswerString::kCollectionName) == "<none>");
  CHECK(std::vector<u32>(index.answer.begin() + kAnswerSummary, index.answer.begin() + kAnswerSummary + 5) ==
        std::vector<u32>{1, 2, 3, 4, 1});
}

TEST_CASE("the hash that was sent says on which side a file is, without any the word does") {
  const auto side = [](const std::string& fields) { return only_file(answer("{\"path\":\"f\"," + fields + "}")).side; };
  CHECK(side(R"("status":"added","collection_hash":"c","project_hash":null)") == Side::kOld);
  CHECK(side(R"("status":"added","project_hash":"p")") == Side::kNew);
  CHECK(side(R"("status":"deleted","project_hash":"p")") == Side::kNew);
  CHECK(side(R"("status":"added")") == Side::kNew);
  CHECK(side(R"("status":"deleted")") == Side::kOld);
  CHECK(side(R"("status":"unchanged")") == Side::kBoth);
}

TEST_CASE("who changed a file is what the service says, and a word that is not known says nothing") {
  const auto origin = [](const std::string& fields) {
    const File file = only_file(answer(entry(R"("collection_hash":"c","project_hash":null,)" + fields)));
    CHECK(file.side == Side::kOld);
    return file.origin;
  };
  CHECK(origin(R"("change_origin":"local")") == ChangeOrigin::kLocal);
  CHECK(origin(R"("change_origin":"upstream")") == ChangeOrigin::kUpstream);
  CHECK(origin(R"("change_origin":"both")") == ChangeOrigin::kBoth);
  CHECK(origin(R"("change_origin":"none")") == ChangeOrigin::kUnknown);
  CHECK(origin(R"("change_origin":null)") == ChangeOrigin::kUnknown);
  CHECK(origin(R"("x":1)") == ChangeOrigin::kUnknown);
  CHECK(origin(R"("change_origin":{"by":["both"]})") == ChangeOrigin::kUnknown);
  CHECK(origin(R"("change_origin":"both","change_origin":1)") == ChangeOrigin::kUnknown);
  const Index index = index_payload_document(answer("", R"(,"summary":{"conflicts":3,"added":1})"));
  CHECK((index.answer[kAnswerConflicts] == 3 && index.answer[kAnswerSummary] == 1));
  CHECK(index_payload_document(answer("", R"(,"summary":{"added":1})")).answer[kAnswerConflicts] == kUnknown);
}

TEST_CASE("what stands in place of a diff is told apart") {
  CHECK(only_file(answer(entry(R"("unified_diff":null)"))).detail == Detail::kAbsent);
  CHECK(only_file(answer(entry(R"("x":1)"))).detail == Detail::kAbsent);
  CHECK(only_file(answer(entry(R"("unified_diff":"")"))).detail == Detail::kEmpty);
  CHECK(only_file(answer(entry(R"("unified_diff":"","x":0)"))).additions == 0);
  CHECK(only_file(answer(entry(R"("unified_diff":null,"is_binary":true)"))).detail == Detail::kBinary);
  const File error = only_file(answer(entry(R"("unified_diff":"[Error generating diff: 'utf-8' codec]")")));
  CHECK((error.detail == Detail::kError && error.additions == 0 && error.rows == 1));
  CHECK(only_file(answer(entry(R"("unified_diff":"Binary files a/f and b/f differ\n")"))).detail == Detail::kBinary);
  const File sent = only_file(answer(entry(R"("additions":7,"deletions":8,"diff_bytes":99)")));
  CHECK((sent.additions == 7 && sent.deletions == 8 && sent.diff_bytes == 99 && sent.rows == kUnknown));
  const File counted = only_file(answer(entry(R"("additions":7,"unified_diff":"@@ -1 +1 @@\n-a\n+b")")));
  CHECK(counted.additions == 1);
}

TEST_CASE("of repeated keys the last one counts, of repeated lists as well") {
  CHECK(only_file(answer(R"({"path":"a","path":"b","status":"added","status":"deleted"})")).path == "b");
  CHECK(only_file(answer(entry(R"("unified_diff":"@@ -1 +1 @@\n-a\n+b","unified_diff":null)"))).detail ==
        Detail::kAbsent);
  CHECK(only_file(answer(entry(R"("unified_diff":null,"unified_diff":"@@ -0,0 +1 @@\n+b")"))).additions == 1);
  const std::string twice =
      R"({"files":[{"path":"a","status":"added"},{"path":"b","status":"added"}],"files":[{"path":"c","status":"deleted"}]})";
  for (const u32 window : {0u, 1u, 7u}) {
    const Index index = index_payload_document(twice, every(window));
    REQUIRE(index.files.size() == 1);
    CHECK(index.files[0].path == "c");
  }
  CHECK(index_payload_document(R"({"files":[],"files":null})").status == Status::kWrongType);
}

TEST_CASE("of repeated fields of the answer the last one counts as a whole, whatever stood there before") {
  const auto summary = [](const std::string& fields) {
    const Index index = index_payload_document(answer("", "," + fields));
    REQUIRE(index.status == Status::kOk);
    return std::vector<u32>(index.answer.begin() + kAnswerSummary, index.answer.begin() + kAnswerSummary + 5);
  };
  const std::string first = R"("summary":{"added":1,"modified":2},"has_changes":true)";
  CHECK(summary(first + R"(,"summary":{"added":5})") == std::vector<u32>{5, kUnknown, kUnknown, kUnknown, 1});
  CHECK(summary(first + R"(,"summary":null,"has_changes":null)") == std::vector<u32>(5, kUnknown));
  CHECK(summary(R"("summary":{"added":1,"added":null})") == std::vector<u32>(5, kUnknown));
  const Index named = index_payload_document(
      answer("", R"(,"artifact_id":"a","artifact_id":null,"artifact_name":"x","artifact_name":"y")"));
  CHECK(named.answer_string(AnswerString::kArtifactId) == "<none>");
  CHECK(named.answer_string(AnswerString::kArtifactName) == "y");
}

TEST_CASE("a field of a wrong type does not matter if the same key comes again") {
  CHECK(only_file(answer(R"({"path":5,"path":"b","status":{},"status":"added","additions":-1,"additions":3})"))
            .additions == 3);
  CHECK(only_file(answer(entry(R"("unified_diff":[],"unified_diff":"@@ -0,0 +1 @@\n+b")"))).additions == 1);
  CHECK(index_payload_document(answer("", R"(,"summary":[],"summary":{},"has_changes":1,"has_changes":true)")).status ==
        Status::kOk);
  CHECK(index_payload_document(answer(R"({"path":"b","path":5,"status":"added"})")).status == Status::kWrongType);
}

TEST_CASE("counts at and over the limits of integers are read as the largest line number") {
  const auto additions = [](const std::string& number) {
    return only_file(answer(entry("\"additions\":" + number))).additions;
  };
  CHECK(additions("0") == 0);
  CHECK(additions("2147483647") == 2147483647);
  for (const char* large : {"2147483648", "4294967295", "4294967296", "18446744073709551615", "18446744073709551616",
                            "123456789012345678901234567890"}) {
    CHECK(additions(large) == 2147483647);
  }
  CHECK(additions("null") == kUnknown);
  for (const char* wrong : {"-1", "1.0", "1e3", "true", "\"1\"", "[1]"}) {
    CHECK(index_payload_document(answer(entry("\"additions\":" + std::string(wrong)))).status == Status::kWrongType);
  }
}

TEST_CASE("files far over one batch are all there, in order, however they come in") {
  std::string files;
  for (int i = 0; i < 3000; ++i) {
    files += (i ? "," : "") + std::string(R"({"path":"f)") + std::to_string(i) +
             R"(","status":"modified","unified_diff":"@@ -1 +1 @@\n-a\n+b"})";
  }
  const Index index = index_payload_document(answer(files));
  REQUIRE(index.files.size() == 3000);
  for (u32 i = 0; i < 3000; ++i) REQUIRE((index.files[i].path == "f" + std::to_string(i) && index.files[i].rows == 3));
  CHECK(index_payload_document(answer(files), every(1000)) == index);
}

TEST_CASE("an error answer of the service is no answer about files") {
  for (const char* json :
       {R"({"detail":"Artifact 'skill:x' not found"})", R"({"error":"e","message":"m","retry_after":10})",
        R"({"detail":[{"type":"missing","loc":["query","project_path"],"msg":"Field required","input":null}]})"}) {
    CHECK(index_payload_document(json).status == Status::kWrongType);
  }
}

TEST_CASE("names of an object's prototype are names like any other") {
  CHECK(
      only_file(answer(R"({"__proto__":{"path":"x"},"path":"__proto__","status":"added","constructor":null})")).path ==
      "__proto__");
}

TEST_CASE("keys and strings are read through their escapes") {
  const File file = only_file(
      R"({"f\u0069les":[{"\u0066ile_path":"\u00fc\ud83d\ude00\n\"","stat\u0075s":"modified","unified\u005fdiff":"@@ -1 +1 @@\n-\u0061\n\u002bb"}]})");
  CHECK(file.path == "\xC3\xBC\xF0\x9F\x98\x80\n\"");
  CHECK((file.additions == 1 && file.deletions == 1 && file.detail == Detail::kText));
  CHECK(only_file(answer(R"({"path":"\ud800x\udc00","status":"added"})")).path == "\xEF\xBF\xBDx\xEF\xBF\xBD");
}

TEST_CASE("unknown fields are skipped, however large and wherever they stand") {
  const std::string large(700'000, 'x');
  const std::string nested = R"({"a":[1,-2.5e+3,true,false,null,{"unified_diff":"+x","files":[{"path":1}]},"\ud800"]})";
  const std::string json =
      R"({"before":")" + large + R"(","more":)" + nested + R"(,"files":[{"blob":")" + large + R"(","deep":)" + nested +
      R"(,"path":"p","status":"unchanged","n":1e999,"m":123456789012345678901234567890}],"after":)" + nested + "}";
  const Index index = index_payload_document(json, every(4096));
  REQUIRE(index.status == Status::kOk);
  CHECK(index.files.at(0).path == "p");
  CHECK(index == index_payload_document(json));
}

TEST_CASE("a byte order mark and white space around the answer change nothing") {
  const std::string json = answer(R"({"path":"p","status":"added"})");
  CHECK(index_payload_document("\xEF\xBB\xBF" + json).files.size() == 1);
  CHECK(index_payload_document("\xEF\xBB\xBF" + json, every(1)).files.size() == 1);
  CHECK(index_payload_document(" \n\t\r" + json + std::string(2'000'000, ' ')).files.size() == 1);
}

TEST_CASE("invalid UTF-8 is text inside a diff and an error elsewhere") {
  CHECK(only_file(answer(entry("\"unified_diff\":\"@@ -1 +1 @@\\n-\xFF\\n+\xC3\""))).additions == 1);
  const std::string bad = answer("{\"path\":\"a\xFF\",\"status\":\"added\"}");
  for (const u32 window : {0u, 1u, 5u}) {
    const Index index = index_payload_document(bad, every(window));
    CHECK(index.status == Status::kInvalidUtf8);
    CHECK(index.error_offset == bad.find('\xFF'));
  }
  const std::string unknown = answer("", ",\"note\":\"x\xE2\x82\"");
  CHECK(index_payload_document(unknown, every(3)).status == Status::kInvalidUtf8);
  CHECK(index_payload_document(unknown).error_offset == unknown.find('\xE2'));
}

TEST_CASE("what JSON.parse refuses is refused, with the place of the first wrong byte, in any windows") {
  const std::string text = R"("unified_diff":"@@ -1 +1 @@\n-a\n+b)";
  const std::string head = answer("").substr(0, 10);
  const Refused cases[] = {
      {"", Status::kMalformed, 0},
      {" \n", Status::kMalformed, 2},
      {"<!DOCTYPE html><title>Bad Gateway</title>", Status::kMalformed, 0},
      {R"({"files":[]} x)", Status::kMalformed, 13},
      {R"({"files":[]}})", Status::kMalformed, 12},
      {R"({"files":[],})", Status::kMalformed, 12},
      {R"({"files":[{"path":"a","status":"added"},]})", Status::kMalformed, 40},
      {R"({"files":[{"path":"a","status":"added"}{}]})", Status::kMalformed, 39},
      {R"({"files":[{"path":"a","status":"added",}]})", Status::kMalformed, 39},
      {R"({"files":[{"path":"a" "status":"added"}]})", Status::kMalformed, 22},
      {R"({"files":[{"path":tru,"status":"added"}]})", Status::kMalformed, 21},
      {R"({"files":[{"path":"a","status":"added","n":01}]})", Status::kMalformed, 44},
      {R"({"x":+1,"files":[]})", Status::kMalformed, 5},
      {R"({"x":"\q","files":[]})", Status::kMalformed, 7},
      {R"({'files':[]})", Status::kMalformed, 1},
      {R"({"files":[})", Status::kMalformed, 10},
      {"{\"x\":\"a\nb\",\"files\":[]}", Status::kMalformed, 7},
      {"\xFF\xFE{", Status::kMalformed, 0},
      {"\xEF\xBB{}", Status::kMalformed, 0},
  };
  for (const Refused& wanted : cases) {
    for (const u32 window : {0u, 1u, 2u, 7u}) {
      const Index index = index_payload_document(wanted.json, every(window));
      CAPTURE(wanted.json, window);
      CHECK(index.status == wanted.status);
      CHECK(index.error_offset == wanted.offset);
    }
  }
  for (const std::string_view wrong : {"\\x", "\\u12g4", "\t", "\x01"}) {
    const std::string json = answer(entry(text + std::string(wrong) + "\""));
    const Index index = index_payload_document(json);
    CAPTURE(json);
    CHECK(index.status == Status::kMalformed);
    CHECK(index == index_payload_document(json, every(1)));
  }
}

TEST_CASE("JSON of another shape is of the wrong type") {
  for (const std::string_view json : {"[]",
                                      "null",
                                      "42",
                                      "\"files\"",
                                      "{}",
                                      R"({"detail":"Not Found"})",
                                      R"({"files":{}})",
                                      R"({"files":[1]})",
                                      R"({"files":[[]]})",
                                      R"({"files":[{}]})",
                                      R"({"files":[{"path":"a"}]})",
                                      R"({"files":[{"path":1,"status":"added"}]})",
                                      R"({"files":[{"path":"a","status":"exploded"}]})",
                                      R"({"files":[{"path":"a","status":"added","unified_diff":[]}]})",
                                      R"({"files":[{"path":"a","status":"added","collection_hash":1}]})",
                                      R"({"files":[{"path":"a","status":"added","additions":-1}]})",
                                      R"({"files":[{"path":"a","status":"added","additions":1.5}]})",
                                      R"({"files":[],"summary":[]})",
                                      R"({"files":[],"summary":{"added":"1"}})",
                                      R"({"files":[],"has_changes":"yes"})",
                                      R"({"files":[],"artifact_id":7})"}) {
    CAPTURE(json);
    CHECK(index_payload_document(json).status == Status::kWrongType);
    CHECK(index_payload_document(json, every(1)).status == Status::kWrongType);
  }
}

TEST_CASE("nesting and entries over the ceilings are refused as that") {
  const std::string deep(100'000, '[');
  CHECK(index_payload_document(R"({"x":)" + deep).status == Status::kTooDeep);
  CHECK(index_payload_document(deep + std::string(100'000, ']'), every(4096)).status == Status::kTooDeep);
  const std::string level(limits::kMaxDepth - 1, '['), end(limits::kMaxDepth - 1, ']');
  CHECK(index_payload_document(R"({"files":[],"x":)" + level + end + "}").status == Status::kOk);
  std::string numbers = R"({"files":[],"x":[1)";
  while (numbers.size() < limits::kMaxSkeletonBytes + 1000) numbers += ",1234567";
  CHECK(index_payload_document(numbers + "]}").status == Status::kTooLarge);
}

TEST_CASE("a snapshot shows the complete files and the fields in front of the list") {
  const std::string json = R"({"artifact_id":"skill:x","files":[{"path":"a","status":"added"},{"path":"b","sta)";
  std::vector<u8> state;
  ResultArena arena;
  u32 offset = 0;
  const auto bytes = std::span(reinterpret_cast<const u8*>(json.data()), json.size());
  REQUIRE(index_payload(state, bytes, PayloadStep::kWindow, arena, offset) == Status::kOk);
  TableHeader header;
  std::memcpy(&header, arena.bytes().data(), sizeof header);
  CHECK(header.items == 1);
  const auto table = arena.bytes();
  const std::size_t padded = (header.state_bytes + 3) & ~std::size_t{3};
  state.assign(table.end() - static_cast<std::ptrdiff_t>(padded), table.end());
  state.resize(header.state_bytes);
  REQUIRE(index_payload(state, {}, PayloadStep::kSnapshot, arena, offset) == Status::kOk);
  std::memcpy(&header, arena.bytes().data(), sizeof header);
  CHECK((header.items == 0 && (header.flags & table_flag::kHasAnswer) != 0 && header.pool_bytes == 7));
}

TEST_CASE("state bytes that are not ours are refused") {
  ResultArena arena;
  u32 offset = 0;
  const std::vector<u8> wrong(500, 0xAB);
  const std::vector<u8> window(100, '{');
  for (const std::size_t size : {1u, 63u, 64u, 500u}) {
    CHECK(index_payload(std::span(wrong).first(size), window, PayloadStep::kWindow, arena, offset) ==
          Status::kInternal);
    CHECK(parse_rows(std::span(wrong).first(size), window, 0, false, arena) == Status::kInternal);
    CHECK(count_text(std::span(wrong).first(size), window, 0, false, arena) == Status::kInternal);
  }
}

#include "payload_index.h"

#include <catch_amalgamated.hpp>
#include <string>

TEST_CASE("payload index counts the files behind a long escaped text") {
  std::string json = R"({"diff":")";
  for (int i = 0; i < 500; ++i) json += R"(-a \"{[\\\n+b\u00e9)";
  json += R"(","files":[{"path":"a"},{"path":"b"}]})";
  CHECK(hunkwise::count_files(json) == 2);
}

TEST_CASE("payload index refuses every cut of a document") {
  const std::string json = R"({"files":[1,2,{"x":"\\\""}]})";
  for (std::size_t length = 0; length < json.size(); ++length) {
    INFO("cut at byte " << length);
    CHECK(hunkwise::count_files(json.substr(0, length)) == -1);
  }
}

TEST_CASE("payload index refuses invalid UTF-8") {
  CHECK(hunkwise::count_files("{\"files\":[\"\xff\"]}") == -1);
}

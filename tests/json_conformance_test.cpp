// The public JSON test suite (nst/JSONTestSuite, test_parsing), read from HUNKWISE_CORPORA/json: each document as the
// whole answer, and as an unknown field of an answer and of a file entry.
#include <catch_amalgamated.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "documents.h"

using namespace hunkwise;
using namespace hunkwise::test;
namespace fs = std::filesystem;

namespace {

std::string contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// Where the suite leaves it open: as JSON.parse decides on the decoded text, but that invalid UTF-8 is an error. A byte
// order mark is skipped at the start of an answer only.
const std::map<std::string, Status>& open_questions() {
  static const std::map<std::string, Status> kDecided = {
      {"i_number_double_huge_neg_exp.json", Status::kOk},
      {"i_number_huge_exp.json", Status::kOk},
      {"i_number_neg_int_huge_exp.json", Status::kOk},
      {"i_number_pos_double_huge_exp.json", Status::kOk},
      {"i_number_real_neg_overflow.json", Status::kOk},
      {"i_number_real_pos_overflow.json", Status::kOk},
      {"i_number_real_underflow.json", Status::kOk},
      {"i_number_too_big_neg_int.json", Status::kOk},
      {"i_number_too_big_pos_int.json", Status::kOk},
      {"i_number_very_big_negative_int.json", Status::kOk},
      {"i_object_key_lone_2nd_surrogate.json", Status::kOk},
      {"i_string_1st_surrogate_but_2nd_missing.json", Status::kOk},
      {"i_string_1st_valid_surrogate_2nd_invalid.json", Status::kOk},
      {"i_string_UTF-16LE_with_BOM.json", Status::kMalformed},
      {"i_string_UTF-8_invalid_sequence.json", Status::kInvalidUtf8},
      {"i_string_UTF8_surrogate_U+D800.json", Status::kInvalidUtf8},
      {"i_string_incomplete_surrogate_and_escape_valid.json", Status::kOk},
      {"i_string_incomplete_surrogate_pair.json", Status::kOk},
      {"i_string_incomplete_surrogates_escape_valid.json", Status::kOk},
      {"i_string_invalid_lonely_surrogate.json", Status::kOk},
      {"i_string_invalid_surrogate.json", Status::kOk},
      {"i_string_invalid_utf-8.json", Status::kInvalidUtf8},
      {"i_string_inverted_surrogates_U+1D11E.json", Status::kOk},
      {"i_string_iso_latin_1.json", Status::kInvalidUtf8},
      {"i_string_lone_second_surrogate.json", Status::kOk},
      {"i_string_lone_utf8_continuation_byte.json", Status::kInvalidUtf8},
      {"i_string_not_in_unicode_range.json", Status::kInvalidUtf8},
      {"i_string_overlong_sequence_2_bytes.json", Status::kInvalidUtf8},
      {"i_string_overlong_sequence_6_bytes.json", Status::kInvalidUtf8},
      {"i_string_overlong_sequence_6_bytes_null.json", Status::kInvalidUtf8},
      {"i_string_truncated-utf-8.json", Status::kInvalidUtf8},
      {"i_string_utf16BE_no_BOM.json", Status::kMalformed},
      {"i_string_utf16LE_no_BOM.json", Status::kMalformed},
      {"i_structure_500_nested_arrays.json", Status::kOk},
      {"i_structure_UTF-8_BOM_empty_object.json", Status::kMalformed},
  };
  return kDecided;
}

bool is_refusal(Status status) {
  return status == Status::kMalformed || status == Status::kInvalidUtf8 || status == Status::kTooDeep;
}

}  // namespace

TEST_CASE("the JSON test suite is accepted and refused as it should be, in every place of an answer") {
  const char* folder = std::getenv("HUNKWISE_CORPORA");
  if (folder == nullptr) SKIP("HUNKWISE_CORPORA names no folder of public corpora");
  u32 documents = 0;
  for (const fs::directory_entry& item : fs::directory_iterator(fs::path(folder) / "json")) {
    const std::string name = item.path().filename().string();
    if (item.path().extension() != ".json") continue;
    const std::string json = contents(item.path());
    ++documents;
    for (const u32 window : {0u, 1u, 7u}) {
      const Status in_answer = index_payload_document(R"({"extra":)" + json + R"(,"files":[]})", every(window)).status;
      const Status in_entry =
          index_payload_document(R"({"files":[{"path":"p","status":"added","extra":)" + json + "}]}", every(window))
              .status;
      const Status alone = index_payload_document(json, every(window)).status;
      CAPTURE(name, window);
      CHECK(in_answer == in_entry);
      if (name.starts_with("y_")) {
        CHECK(in_answer == Status::kOk);
        CHECK(alone == Status::kWrongType);
      } else if (name.starts_with("n_")) {
        CHECK(is_refusal(in_answer));
        CHECK(is_refusal(alone));
      } else {
        REQUIRE(open_questions().contains(name));
        CHECK(in_answer == open_questions().at(name));
      }
    }
  }
  WARN(documents << " documents");
  CHECK(documents > 0);
}

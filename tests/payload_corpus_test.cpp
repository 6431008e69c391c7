// Recorded answers of the service against the rows that are true for them. The folder is named by HUNKWISE_PAYLOADS.
#include <catch_amalgamated.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "documents.h"
#include "json_cursor.h"
#include "sha256.h"
#include "structural_index.h"

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

// What an expected.json or rows.json says of one file.
struct Expected {
  std::string status, side, detail, sha256;
  u32 additions = 0, deletions = 0, rows = kUnknown;
  bool has_truth = false;
};

void read_truth(JsonCursor& cursor, Expected& file) {
  std::string_view key, text;
  bool is_count = false;
  file.has_truth = true;
  cursor.begin_object();
  while (cursor.next_key(key)) {
    if (key == "additions")
      cursor.number(file.additions, is_count);
    else if (key == "deletions")
      cursor.number(file.deletions, is_count);
    else if (key == "row_count")
      cursor.number(file.rows, is_count);
    else if (key == "rows_sha256" && cursor.string(text))
      file.sha256 = text;
    else
      cursor.skip();
  }
}

std::map<std::string, Expected> read_files(JsonCursor& cursor) {
  std::map<std::string, Expected> files;
  std::string_view key, text;
  cursor.begin_array();
  while (cursor.next_element()) {
    Expected file;
    std::string path;
    cursor.begin_object();
    while (cursor.next_key(key)) {
      const std::string name(key);
      if (name == "true" && cursor.peek() == '{')
        read_truth(cursor, file);
      else if (cursor.peek() != '"')
        cursor.skip();
      else if (cursor.string(text)) {
        if (name == "file_path") path = text;
        if (name == "status") file.status = text;
        if (name == "side") file.side = text;
        if (name == "detail") file.detail = text;
      }
    }
    files[path] = file;
  }
  return files;
}

std::map<std::string, Expected> read_expected(const std::string& json) {
  Buffer<u32> positions;
  const auto bytes = std::span(reinterpret_cast<const u8*>(json.data()), json.size());
  REQUIRE(index_structure(bytes, positions));
  JsonCursor cursor(bytes, positions);
  if (cursor.peek() == '[') return read_files(cursor);
  std::map<std::string, Expected> files;
  std::string_view key;
  cursor.begin_object();
  while (cursor.next_key(key)) {
    if (key == "files")
      files = read_files(cursor);
    else
      cursor.skip();
  }
  REQUIRE_FALSE(cursor.has_failed());
  return files;
}

std::string digest(const Rows& table) {
  std::string text;
  const auto number = [](u32 line) { return line == 0 ? std::string() : std::to_string(line); };
  for (const Row& row : table.rows) {
    text += "hcad?"[static_cast<int>(row.kind)];
    text += "\x1f" + number(row.old_line) + "\x1f" + number(row.new_line) + "\x1f" + row.text + "\x1e";
  }
  return sha256(text);
}

constexpr std::string_view kStatuses[] = {"added", "modified", "deleted", "unchanged"};
constexpr std::string_view kSides[] = {"both", "from", "to"};
constexpr std::string_view kDetails[] = {"text", "absent", "empty", "binary", "error"};

// How many files were compared down to their rows.
u32 compare(const std::string& name, const std::string& json, const std::map<std::string, Expected>& expected) {
  const Index index = index_payload_document(json);
  CAPTURE(name);
  REQUIRE(index.status == Status::kOk);
  REQUIRE(index.files.size() == expected.size());
  for (u32 seed = 1; seed <= 3; ++seed) REQUIRE(index_payload_document(json, random_sizes(seed, 5000)) == index);
  for (const u32 size : {1u, 7u, 4096u}) REQUIRE(index_payload_document(json, every(size)) == index);
  u32 compared = 0;
  for (const File& file : index.files) {
    CAPTURE(file.path);
    const Expected& wanted = expected.at(file.path);
    if (!wanted.status.empty()) REQUIRE(kStatuses[static_cast<int>(file.status)] == wanted.status);
    if (!wanted.side.empty()) REQUIRE(kSides[static_cast<int>(file.side)] == wanted.side);
    if (file.detail == Detail::kAbsent) continue;  // summary and lazy forms, and binary files
    if (!wanted.detail.empty()) REQUIRE(kDetails[static_cast<int>(file.detail)] == wanted.detail);
    if (!wanted.has_truth) continue;
    REQUIRE(file.additions == wanted.additions);
    REQUIRE(file.deletions == wanted.deletions);
    if (wanted.rows != kUnknown) REQUIRE(file.rows == wanted.rows);
    const Rows table = parse_file(json, file);
    REQUIRE(table.rows.size() == file.rows);
    REQUIRE(parse_file(json, file, every(file.text_length > 100'000 ? 4096 : 7)) == table);
    if (wanted.sha256.empty()) continue;
    REQUIRE(digest(table) == wanted.sha256);
    ++compared;
  }
  return compared;
}

}  // namespace

TEST_CASE("recorded answers give their true files, counts and rows, in windows of any size") {
  const char* folder = std::getenv("HUNKWISE_PAYLOADS");
  if (folder == nullptr) SKIP("HUNKWISE_PAYLOADS names no folder of recorded answers");
  u32 answers = 0, compared = 0;
  for (const fs::directory_entry& item : fs::directory_iterator(folder)) {
    const std::string file_name = item.path().filename().string();
    const std::string name = file_name.substr(0, file_name.find('.'));
    const bool is_form = file_name.ends_with(".payload.json");
    const fs::path truth = item.path().parent_path() / (name + (is_form ? ".rows.json" : ".expected.json"));
    if (file_name.ends_with("expected.json") || file_name.ends_with("rows.json") || !fs::exists(truth)) continue;
    compared += compare(file_name, contents(item.path()), read_expected(contents(truth)));
    ++answers;
  }
  WARN(answers << " answers, " << compared << " tables compared row by row");
  CHECK(answers > 0);
  CHECK(compared > 0);
}

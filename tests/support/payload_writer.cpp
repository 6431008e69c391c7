#include "payload_writer.h"

#include <algorithm>
#include <vector>

namespace hunkwise::test {
namespace {

std::string quoted(std::string_view text, Random& random) { return '"' + escape_in_many_ways(text, random) + '"'; }

std::string spaces(Random& random) {
  static const std::string kSpaces[] = {" ", "\n", "\t\r\n ", "    "};
  return random.one_in(12) ? random.pick(kSpaces) : "";
}

std::string random_extra(Random& random) {
  static const std::string kValues[] = {"null",
                                        "true",
                                        "-1.5e+3",
                                        "123456789012345678901234567890",
                                        "1e999",
                                        "[]",
                                        "{}",
                                        "[[[1]],{\"a\":[null]}]",
                                        R"({"files":[{"path":1}],"unified_diff":"+x"})",
                                        R"("\ud800 \"{[,:\\")",
                                        "\"\xc3\xa9\xf0\x9f\x98\x80\"",
                                        "0",
                                        "\"\""};
  return random.pick(kValues);
}

// Members in any order (that of repeated keys stays), with commas and spaces.
std::string object_of(std::vector<std::string> members, Random& random) {
  for (std::size_t i = members.size(); i > 1; --i) {
    if (random.one_in(2)) std::swap(members[i - 1], members[random.below(static_cast<u32>(i))]);
  }
  std::string json = "{" + spaces(random);
  for (std::size_t i = 0; i < members.size(); ++i)
    json += (i == 0 ? "" : "," + spaces(random)) + members[i] + spaces(random);
  return json + "}";
}

std::string member(std::string_view key, const std::string& value, Random& random) {
  return quoted(key, random) + spaces(random) + ":" + spaces(random) + value;
}

std::string random_file(u32 number, Random& random) {
  static const std::string kStatuses[] = {"\"added\"",     "\"modified\"", "\"deleted\"",
                                          "\"unchanged\"", "\"modified\"", "\"modified\""};
  std::vector<std::string> members;
  const auto add = [&](std::string_view key, const std::string& value) {
    members.push_back(member(key, value, random));
  };
  add(random.one_in(6) ? "path" : "file_path", quoted("dir/" + std::to_string(number) + "\xc3\xbc.txt", random));
  add("status", random.pick(kStatuses));
  if (!random.one_in(5)) add("collection_hash", random.one_in(4) ? "null" : "\"0123456789abcdef\"");
  if (!random.one_in(5)) add("project_hash", random.one_in(4) ? "null" : "\"fedcba9876543210\"");
  const u32 texts = random.one_in(10) ? 2 : random.one_in(5) ? 0 : 1;
  for (u32 i = 0; i < texts; ++i) {
    const WrittenDiff diff = write_diff(random_script(random, 8), 3, random.pick(kDialects), random);
    add("unified_diff", random.one_in(5) ? "null" : random.one_in(8) ? "\"\"" : quoted(diff.text, random));
  }
  if (random.one_in(4)) add("change_origin", random_extra(random));
  if (random.one_in(8)) add("additions", std::to_string(random.below(10)));
  return object_of(members, random);
}

}  // namespace

std::string random_answer(Random& random) {
  std::string files;
  const u32 count = random.below(5);
  for (u32 i = 0; i < count; ++i)
    files += (i == 0 ? "" : "," + spaces(random)) + random_file(i, random) + spaces(random);
  std::vector<std::string> members;
  const auto add = [&](std::string_view key, const std::string& value) {
    members.push_back(member(key, value, random));
  };
  add("files", "[" + spaces(random) + files + "]");
  add("artifact_id", quoted("skill:demo", random));
  if (random.one_in(2))
    add("project_path", quoted("/home/u/p", random));
  else
    add("upstream_version", "null");
  add("has_changes", random.one_in(2) ? "true" : "false");
  add("summary", R"({"added":0,"modified":1,"deleted":2,"unchanged":3})");
  if (random.one_in(3)) add("extra", random_extra(random));
  if (random.one_in(10)) add("files", "[" + random_file(9, random) + "]");
  return (random.one_in(10) ? "\xef\xbb\xbf" : "") + spaces(random) + object_of(members, random) + spaces(random);
}

void damage_answer(std::string& json, Random& random) {
  static const std::string kPieces[] = {"\"",
                                        "\\",
                                        "{",
                                        "}",
                                        "[",
                                        "]",
                                        ",",
                                        ":",
                                        " ",
                                        "1",
                                        "x",
                                        "null",
                                        "\x01",
                                        "\xff",
                                        "\xc3",
                                        "\\u12",
                                        "\n",
                                        "\"files\":[",
                                        "\"status\":5",
                                        "01",
                                        "-",
                                        "tru",
                                        ",,",
                                        "\\ud800"};
  if (json.empty()) return;
  const u32 at = random.below(static_cast<u32>(json.size()));
  switch (random.below(4)) {
    case 0:
      json.erase(at, 1 + random.below(random.one_in(3) ? 30 : 2));
      break;
    case 1:
      json.insert(at, json.substr(random.below(static_cast<u32>(json.size())), random.below(20)));
      break;
    case 2:
      json.insert(at, random.pick(kPieces));
      break;
    default:
      json.replace(at, 1, random.pick(kPieces));
  }
}

}  // namespace hunkwise::test

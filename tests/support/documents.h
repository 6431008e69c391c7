// Feeds whole documents through the core's windowed calls, as JavaScript does, and reads the tables that come back.
// Written against result_table.h alone, so that a wrong column shows.
#pragma once

#include <cstring>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "diff_types.h"
#include "index_columns.h"
#include "patch_index.h"
#include "payload_index.h"
#include "result_table.h"
#include "row_parser.h"

namespace hunkwise::test {

// Sizes of successive windows. 0 means: all the rest.
using Windows = std::function<u32()>;

inline Windows whole() {
  return [] { return 0u; };
}
inline Windows every(u32 size) {
  return [size] { return size; };
}
// One cut at `at`.
inline Windows split_at(u32 at) {
  return [at, calls = 0]() mutable { return calls++ == 0 ? at : 0u; };
}
inline Windows random_sizes(u32 seed, u32 largest) {
  return [seed, largest]() mutable {
    seed = seed * 1664525u + 1013904223u;
    return 1 + (seed >> 8) % largest;
  };
}

struct File {
  std::string path, old_path, old_hash, new_hash;
  u32 text_start = 0, text_length = 0, additions = 0, deletions = 0, rows = 0, diff_bytes = 0;
  FileStatus status{};
  Side side{};
  ChangeOrigin origin{};
  Detail detail{};
  u8 text_flags = 0;
  bool operator==(const File&) const = default;
};

struct Index {
  Status status = Status::kOk;
  u32 error_offset = 0;
  std::vector<File> files;
  std::vector<u32> answer;
  std::string pool;
  bool operator==(const Index&) const = default;

  std::string answer_string(AnswerString field) const {
    const u32 at = 2 * static_cast<u32>(field);
    return answer.empty() || answer[at + 1] == kUnknown ? "<none>" : pool.substr(answer[at], answer[at + 1]);
  }
};

struct Row {
  RowKind kind{};
  u8 flags = 0;
  u32 old_line = 0, new_line = 0;
  u32 text_start = 0;
  std::string text;
  bool operator==(const Row&) const = default;
};

struct Hunk {
  u32 row, old_start, old_count, new_start, new_count;
  bool operator==(const Hunk&) const = default;
};

struct Rows {
  Status status = Status::kOk;
  std::vector<Row> rows;
  std::vector<Hunk> hunks;
  std::vector<std::array<u32, 3>> diagnostics;  // code, row, byte offset
  std::vector<u32> checkpoints;
  u32 additions = 0, deletions = 0;
  bool operator==(const Rows&) const = default;
};

struct Counts {
  Status status = Status::kOk;
  u32 additions = 0, deletions = 0, rows = 0, diff_bytes = 0;
  u8 flags = 0;
  Detail detail{};
  bool operator==(const Counts&) const = default;
};

// Exact-size heap copies, so that a sanitizer sees every access beyond a window.
Index index_payload_document(std::string_view json, Windows windows = whole());
Index index_patch_document(std::string_view patch, Windows windows = whole());
Counts count_document(std::string_view text, bool escaped, Windows windows = whole());
Rows parse_document(std::string_view text, u8 text_flags, Windows windows = whole());
// counts, then rows, as parseDiff() does
Rows parse_diff(std::string_view text, Windows windows = whole());
// a file of an index
Rows parse_file(std::string_view source, const File& file, Windows windows = whole());

// A JSON string's body as UTF-8, read by other code than the core's.
std::string unescape(std::string_view body);
// `text` as the body of a JSON string; non-ASCII stays.
std::string escape(std::string_view text);
// ASCII only, for messages.
std::string printable(std::string_view text);

}  // namespace hunkwise::test

// Reads the tables of windowed calls; for the support files only.
#pragma once

#include <algorithm>
#include <memory>
#include <span>

#include "documents.h"

namespace hunkwise::test {

// Columns of one answer, read one behind the other.
class Reader {
 public:
  explicit Reader(std::span<const u8> bytes) : bytes_(bytes) {
    std::memcpy(&header, bytes.data(), sizeof header);
    at_ = sizeof header;
  }
  std::vector<u32> numbers(u32 count) {
    std::vector<u32> values(count);
    if (count) std::memcpy(values.data(), bytes_.data() + at_, count * 4);
    at_ += count * 4;
    return values;
  }
  std::vector<u8> bytes(u32 count) {
    std::vector<u8> values(bytes_.begin() + static_cast<std::ptrdiff_t>(at_),
                           bytes_.begin() + static_cast<std::ptrdiff_t>(at_ + count));
    at_ += (count + 3) & ~3u;
    return values;
  }
  TableHeader header;

 private:
  std::span<const u8> bytes_;
  std::size_t at_;
};

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

struct IndexParts {
  std::vector<u32> columns[10];
  std::vector<u8> bytes[4];
  std::string pool;
  std::vector<u32> answer;

  std::vector<u8> add(std::span<const u8> table) {
    Reader reader(table);
    if (reader.header.flags & table_flag::kRestart) *this = {};
    const u32 files = reader.header.items;
    for (auto& column : columns) append(column, reader.numbers(files));
    if (reader.header.flags & table_flag::kHasAnswer) answer = reader.numbers(kAnswerNumbers);
    const std::vector<u8> pool_part = reader.bytes(reader.header.pool_bytes);
    pool.append(pool_part.begin(), pool_part.end());
    for (auto& column : bytes) append(column, reader.bytes(files));
    return reader.bytes(reader.header.state_bytes);
  }

  Index finish() const {
    Index index;
    u32 at = 0;
    const auto next = [&](u32 end) {
      std::string text = pool.substr(at, end - at);
      at = end;
      return text;
    };
    for (std::size_t i = 0; i < bytes[0].size(); ++i) {
      File file;
      file.path = next(columns[0][i]);
      file.old_path = next(columns[1][i]);
      file.old_hash = next(columns[2][i]);
      file.new_hash = next(columns[3][i]);
      file.text_start = columns[4][i];
      file.text_length = columns[5][i];
      file.additions = columns[6][i];
      file.deletions = columns[7][i];
      file.rows = columns[8][i];
      file.diff_bytes = columns[9][i];
      file.status = static_cast<FileStatus>(bytes[0][i]);
      file.side = static_cast<Side>(bytes[1][i] & ((1u << kSideBits) - 1));
      file.origin = static_cast<ChangeOrigin>(bytes[1][i] >> kSideBits);
      file.detail = static_cast<Detail>(bytes[2][i]);
      file.text_flags = bytes[3][i];
      index.files.push_back(std::move(file));
    }
    index.answer = answer;
    index.pool = pool;
    return index;
  }
};

// Calls `step(state, window, is_last)` until the source is used up; a step answers how many bytes it used. A step that
// uses nothing is given more.
template <class Step>
Status run(std::string_view source, Windows windows, Step step) {
  std::size_t at = 0;
  u32 again = 0;
  for (;;) {
    const u32 wanted = windows();
    std::size_t size = wanted == 0 ? source.size() - at : std::min<std::size_t>(wanted + again, source.size() - at);
    const bool is_last = at + size == source.size();
    const auto copy = std::make_unique<u8[]>(size);
    if (size) std::memcpy(copy.get(), source.data() + at, size);
    u32 consumed = 0;
    const Status status = step(std::span<const u8>(copy.get(), size), is_last, consumed);
    if (status != Status::kOk) return status;
    at += consumed;
    again = consumed == 0 ? again + static_cast<u32>(size) + 1 : 0;
    if (is_last && at == source.size()) return Status::kOk;
  }
}

inline u32 consumed_of(const ResultArena& arena) { return Reader(arena.bytes()).header.consumed; }

}  // namespace hunkwise::test

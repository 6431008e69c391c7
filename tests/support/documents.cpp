#include "documents.h"

#include <memory>
#include <span>

namespace hunkwise::test {
namespace {

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
      file.side = static_cast<Side>(bytes[1][i]);
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

u32 consumed_of(const ResultArena& arena) { return Reader(arena.bytes()).header.consumed; }

}  // namespace

Index index_payload_document(std::string_view json, Windows windows) {
  IndexParts parts;
  std::vector<u8> state;
  ResultArena arena;
  u32 error_offset = 0;
  const Status status = run(json, windows, [&](std::span<const u8> window, bool is_last, u32& consumed) {
    const Status result = index_payload(state, window, is_last ? PayloadStep::kLast : PayloadStep::kWindow, arena, error_offset);
    if (result == Status::kOk) {
      consumed = consumed_of(arena);
      state = parts.add(arena.bytes());
    }
    return result;
  });
  if (status == Status::kOk) return parts.finish();
  Index failed;
  failed.status = status;
  failed.error_offset = error_offset;
  return failed;
}

Counts count_document(std::string_view text, bool escaped, Windows windows) {
  std::vector<u8> state;
  ResultArena arena;
  Counts counts;
  counts.status = run(text, windows, [&](std::span<const u8> window, bool is_last, u32& consumed) {
    const Status result = count_text(state, window, escaped ? text_flag::kEscaped : u8{0}, is_last, arena);
    if (result != Status::kOk) return result;
    Reader reader(arena.bytes());
    consumed = reader.header.consumed;
    state = reader.bytes(reader.header.state_bytes);
    counts.additions = reader.header.additions;
    counts.deletions = reader.header.deletions;
    counts.rows = reader.header.items;
    counts.diff_bytes = reader.header.pool_bytes;
    counts.flags = static_cast<u8>(reader.header.detail & 0xFF);
    counts.detail = static_cast<Detail>(reader.header.detail >> 8);
    return result;
  });
  return counts;
}

Rows parse_document(std::string_view text, u8 text_flags, Windows windows) {
  std::vector<u8> state, row_bytes;
  std::vector<u32> starts, hunks, diagnostics;
  ResultArena arena;
  Rows table;
  table.status = run(text, windows, [&](std::span<const u8> window, bool is_last, u32& consumed) {
    const Status result = parse_rows(state, window, text_flags, is_last, arena);
    if (result != Status::kOk) return result;
    Reader reader(arena.bytes());
    consumed = reader.header.consumed;
    append(starts, reader.numbers(reader.header.items));
    append(hunks, reader.numbers(reader.header.hunks * 5));
    append(diagnostics, reader.numbers(reader.header.diagnostics * 3));
    append(table.checkpoints, reader.numbers(reader.header.checkpoints * 2));
    append(row_bytes, reader.bytes(reader.header.items));
    state = reader.bytes(reader.header.state_bytes);
    table.additions = reader.header.additions;
    table.deletions = reader.header.deletions;
    return result;
  });
  for (std::size_t i = 0; i < hunks.size(); i += 5) {
    table.hunks.push_back({hunks[i], hunks[i + 1], hunks[i + 2], hunks[i + 3], hunks[i + 4]});
  }
  for (std::size_t i = 0; i < diagnostics.size(); i += 3) {
    table.diagnostics.push_back({diagnostics[i], diagnostics[i + 1], diagnostics[i + 2]});
  }
  const bool escaped = (text_flags & text_flag::kEscaped) != 0;
  std::size_t hunk = 0;
  u32 old_line = 0, new_line = 0;
  for (std::size_t i = 0; i < row_bytes.size(); ++i) {
    Row row;
    row.kind = static_cast<RowKind>(row_bytes[i] & 7);
    row.flags = row_bytes[i] >> kRowKindBits;
    row.text_start = starts[i];
    std::size_t end = starts[i];
    if (escaped) {
      while (end < text.size() && !text.substr(end).starts_with("\\n") && !text.substr(end).starts_with("\\u000a") &&
             !text.substr(end).starts_with("\\u000A")) {
        end += text[end] == '\\' ? 2 : 1;
      }
      row.text = unescape(text.substr(starts[i], end - starts[i]));
    } else {
      row.text = std::string(text.substr(end, std::min(text.find('\n', end), text.size()) - end));
    }
    if (row.kind == RowKind::kHunkHeader) {
      old_line = table.hunks.at(hunk).old_start;
      new_line = table.hunks.at(hunk).new_start;
      ++hunk;
    }
    if (row.kind == RowKind::kContext || row.kind == RowKind::kDeletion) row.old_line = old_line++;
    if (row.kind == RowKind::kContext || row.kind == RowKind::kAddition) row.new_line = new_line++;
    table.rows.push_back(std::move(row));
  }
  return table;
}

Rows parse_diff(std::string_view text, Windows windows) {
  return parse_document(text, count_document(text, false, windows).flags, windows);
}

Rows parse_file(std::string_view source, const File& file, Windows windows) {
  return parse_document(source.substr(file.text_start, file.text_length), file.text_flags, windows);
}

std::string unescape(std::string_view body) {
  std::string out;
  const auto put = [&](u32 code) {
    if (code < 0x80) out += static_cast<char>(code);
    else if (code < 0x800) out += {static_cast<char>(0xC0 | code >> 6), static_cast<char>(0x80 | (code & 63))};
    else if (code < 0x10000) out += {static_cast<char>(0xE0 | code >> 12), static_cast<char>(0x80 | (code >> 6 & 63)), static_cast<char>(0x80 | (code & 63))};
    else out += {static_cast<char>(0xF0 | code >> 18), static_cast<char>(0x80 | (code >> 12 & 63)), static_cast<char>(0x80 | (code >> 6 & 63)), static_cast<char>(0x80 | (code & 63))};
  };
  for (std::size_t i = 0; i < body.size();) {
    if (body[i] != '\\') {
      out += body[i++];
      continue;
    }
    if (i + 1 >= body.size()) break;
    const char letter = body[i + 1];
    if (letter != 'u') {
      static constexpr std::string_view kLetters = "\"\\/bfnrt", kValues = "\"\\/\b\f\n\r\t";
      const std::size_t at = kLetters.find(letter);
      if (at != std::string_view::npos) out += kValues[at];
      i += 2;
      continue;
    }
    const auto hex = [&](std::size_t from) { return static_cast<u32>(std::stoul(std::string(body.substr(from, 4)), nullptr, 16)); };
    u32 code = hex(i + 2);
    i += 6;
    if (code >= 0xD800 && code < 0xDC00 && body.substr(i).starts_with("\\u") && i + 6 <= body.size()) {
      const u32 low = hex(i + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        i += 6;
      }
    }
    put(code >= 0xD800 && code < 0xE000 ? 0xFFFD : code);
  }
  return out;
}

std::string escape(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (static_cast<u8>(c) < 0x20) {
          static constexpr char kHex[] = "0123456789abcdef";
          out += "\\u00";
          out += kHex[static_cast<u8>(c) >> 4];
          out += kHex[static_cast<u8>(c) & 15];
        } else {
          out += c;
        }
    }
  }
  return out;
}

std::string printable(std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  for (const char c : text) {
    const u8 byte = static_cast<u8>(c);
    if (c == '\n') out += "\\n";
    else if (byte >= 0x20 && byte < 0x7F) out += c;
    else out += {'<', kHex[byte >> 4], kHex[byte & 15], '>'};
  }
  return out;
}

}  // namespace hunkwise::test

#include "documents.h"

#include "table_reader.h"

namespace hunkwise::test {
Index index_payload_document(std::string_view json, Windows windows) {
  IndexParts parts;
  std::vector<u8> state;
  ResultArena arena;
  u32 error_offset = 0;
  const Status status = run(json, windows, [&](std::span<const u8> window, bool is_last, u32& consumed) {
    const Status result =
        index_payload(state, window, is_last ? PayloadStep::kLast : PayloadStep::kWindow, arena, error_offset);
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
    if (code < 0x80)
      out += static_cast<char>(code);
    else if (code < 0x800)
      out += {static_cast<char>(0xC0 | code >> 6), static_cast<char>(0x80 | (code & 63))};
    else if (code < 0x10000)
      out += {static_cast<char>(0xE0 | code >> 12), static_cast<char>(0x80 | (code >> 6 & 63)),
              static_cast<char>(0x80 | (code & 63))};
    else
      out += {static_cast<char>(0xF0 | code >> 18), static_cast<char>(0x80 | (code >> 12 & 63)),
              static_cast<char>(0x80 | (code >> 6 & 63)), static_cast<char>(0x80 | (code & 63))};
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
    const auto hex = [&](std::size_t from) {
      return static_cast<u32>(std::stoul(std::string(body.substr(from, 4)), nullptr, 16));
    };
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
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
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
    if (c == '\n')
      out += "\\n";
    else if (byte >= 0x20 && byte < 0x7F)
      out += c;
    else
      out += {'<', kHex[byte >> 4], kHex[byte & 15], '>'};
  }
  return out;
}

}  // namespace hunkwise::test

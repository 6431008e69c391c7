#include "text_lexer.h"

#include <algorithm>

#include "block_masks.h"
#include "hidden_trail.h"
#include "json_escape.h"
#include "row_run.h"
#include "text_blocks.h"

namespace hunkwise {

void TextLexer::finish(u32 end) {
  if (s_.phase == LexerState::kAtLineStart) start(kEndPiece, end, end);
  if (s_.phase == LexerState::kInHead) head({s_.head, s_.head_size});
}

LexerStop TextLexer::feed(const u8* bytes, u32 size, u32 base, u32& consumed) {
  const bool validates = spelling_ == Spelling::kInString;
  u32 i = 0;
  while (i < size) {
    // Blocks look for the first bytes of hidden characters: one that has begun is finished byte by byte.
    const bool inside_character = sink_.hidden != nullptr && (bytes[i] & 0xC0) == 0x80;
    if (size - i >= kBlockBytes && s_.escape == 0 && s_.phase != LexerState::kInHead && !inside_character) {
      if (sink_.begin_rows != nullptr) i += read_rows(sink_, s_, spelling_, bytes + i, size - i, base + i);
      const u32 taken = size - i >= kBlockBytes ? block(bytes + i, size - i, base + i) : 0;
      i += taken;
      if (taken != 0) continue;
      if (i == size) break;
    }
    const u8 byte = bytes[i];
    if (validates) {
      if (byte == '"' && s_.escape == 0) {
        consumed = i;
        return LexerStop::kQuote;
      }
    }
    if (!byte_step(byte, base + i)) {
      consumed = i;
      return LexerStop::kBadByte;
    }
    ++i;
  }
  consumed = size;
  return LexerStop::kInputEnd;
}

// Reads at most 64 bytes, fewer where something in them needs the byte-wise path. 0: begin with that path.
u32 TextLexer::block(const u8* bytes, u32 available, u32 base) {
  const bool plain = spelling_ == Spelling::kPlain;
  const BlockScan scan = scan_block(bytes, spelling_);
  u32 limit = scan.limit;
  u64 hidden_leads = 0;
  if (sink_.hidden != nullptr) {
    if (scan.has_high) {
      hidden_leads = hidden_lead_bytes(bytes);
      if (hidden_leads >> 61 && available < kBlockBytes + 3) {
        limit = std::min(limit, 61 + lowest_bit(hidden_leads >> 61));  // its tail may be in the next piece
      }
    }
  }
  if (limit == 0) return 0;

  const u64 inside = bits_below(limit);
  const u64 all_starts = scan.line_ends << 1 | u64{s_.phase == LexerState::kAtLineStart};
  u64 starts = all_starts & inside;
  const u64 empties = starts & (plain ? scan.line_ends : scan.line_ends >> 1);

  if (starts != 0) {
    for (u64 rest = starts; rest != 0; rest &= rest - 1) {
      const u32 at = lowest_bit(rest);
      if (sink_.hidden != nullptr) {
        for (; (hidden_leads & bits_below(at)) != 0; hidden_leads &= hidden_leads - 1) {
          if (hidden_at(bytes, lowest_bit(hidden_leads), s_.trail)) sink_.hidden(sink_.reader);
        }
      }
      int first = kEmptyLine;
      u32 text = 0;
      if ((empties >> at & 1) == 0) {
        first = bytes[at];
        text = 1;
        if (!plain && first == '\\') {
          first = simple_escape(bytes[at + 1]);
          text = 2;
        }
      }
      if (!start(first, base + at, base + at + text)) continue;
      const u32 head_size = line_head_size(bytes + at, available - at, spelling_);
      if (head_size == 0) {
        // The line's beginning has to be collected byte by byte, from its first byte on.
        s_.phase = LexerState::kInHead;
        s_.head_size = 0;
        limit = at;
        break;
      }
      head({reinterpret_cast<const char*>(bytes) + at, head_size});
    }
  }
  if (!plain) s_.excess += bit_count(scan.escapes & bits_below(limit));
  if (sink_.hidden != nullptr) {
    for (hidden_leads &= bits_below(limit); hidden_leads != 0; hidden_leads &= hidden_leads - 1) {
      if (hidden_at(bytes, lowest_bit(hidden_leads), s_.trail)) sink_.hidden(sink_.reader);
    }
    s_.trail = trail_after(s_.trail, bytes, limit);
  }
  if (s_.phase != LexerState::kInHead) {
    const bool at_start = limit == kBlockBytes ? (scan.line_ends >> 63) != 0 : (all_starts >> limit & 1) != 0;
    s_.phase = at_start ? LexerState::kAtLineStart : LexerState::kInLine;
  }
  s_.high_surrogate = 0;
  return limit;
}

void TextLexer::newline(u32 from) {
  if (s_.phase == LexerState::kAtLineStart) start(kEmptyLine, from, from);
  if (s_.phase == LexerState::kInHead) head({s_.head, s_.head_size});
  s_.phase = LexerState::kAtLineStart;
}

void TextLexer::plain_unit(u8 byte, u32 at) {
  unit(byte, at, at + 1);
  if (sink_.hidden != nullptr) {
    s_.trail = s_.trail << 8 | byte;
    if (byte >= 128 && trail_is_hidden(s_.trail)) sink_.hidden(sink_.reader);
  }
}

void TextLexer::unit(u32 code, u32 from, u32 to) {
  if (code == '\n') return newline(from);
  if (s_.phase == LexerState::kAtLineStart) {
    s_.head_size = 0;
    s_.phase = start(static_cast<int>(code), from, to) ? LexerState::kInHead : LexerState::kInLine;
  }
  if (s_.phase == LexerState::kInHead) {
    s_.head[s_.head_size++] = code < 256 ? static_cast<char>(code) : '\x7f';
    if (s_.head_size == limits::kLineHeadBytes) {
      s_.phase = LexerState::kInLine;
      head({s_.head, s_.head_size});
    }
  }
}

// False: a JSON string has no such byte here.
bool TextLexer::byte_step(u8 byte, u32 at) {
  const bool validates = spelling_ == Spelling::kInString;
  if (spelling_ == Spelling::kPlain) {
    plain_unit(byte, at);
    return true;
  }
  if (s_.escape == 0) {
    if (validates && byte < 0x20) return false;
    if (byte == '\\') {
      s_.escape = 1;
      s_.escape_start = at;
      return true;
    }
    s_.high_surrogate = 0;
    plain_unit(byte, at);
    return true;
  }
  if (s_.escape == 1) {
    if (byte == 'u') {
      s_.escape = 5;
      s_.code = 0;
      return true;
    }
    const u8 character = simple_escape(byte);
    if (validates && character == 0) return false;
    s_.escape = 0;
    s_.excess += 1;
    s_.high_surrogate = 0;
    if (sink_.hidden != nullptr) s_.trail = s_.trail << 8 | character;
    unit(character, s_.escape_start, at + 1);
    return true;
  }
  const int value = hexadecimal_value(byte);
  if (validates && value < 0) return false;
  s_.code = static_cast<u16>(s_.code << 4 | (value & 15));
  if (--s_.escape == 1) {
    s_.escape = 0;
    finish_hexadecimal(at);
  }
  return true;
}

// A \uXXXX is complete.
void TextLexer::finish_hexadecimal(u32 at) {
  const u32 code = s_.code;
  const bool is_high = code >= 0xD800 && code < 0xDC00;
  const bool completes = s_.high_surrogate != 0 && code >= 0xDC00 && code < 0xE000;
  // A lone surrogate becomes U+FFFD: three bytes. The second half of a pair adds one to the three of the first.
  const u32 bytes = completes ? 1 : code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
  s_.excess += 6 - bytes;
  const u32 whole = completes ? 0x10000 + ((u32{s_.high_surrogate} - 0xD800) << 10) + (code - 0xDC00) : code;
  s_.high_surrogate = is_high ? static_cast<u16>(code) : u16{0};
  unit(code, s_.escape_start, at + 1);
  if (sink_.hidden != nullptr) {
    if (!is_high) {
      s_.trail = trail_with(s_.trail, whole);
      if (trail_is_hidden(s_.trail)) sink_.hidden(sink_.reader);
    }
  }
}

}  // namespace hunkwise

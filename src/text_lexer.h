// Cuts a diff text into lines, wherever it is: as plain bytes, or as the body of a JSON string that is never
// unescaped. It may be fed in pieces of any size; between two pieces there is only the plain-data LexerState.
//
// The byte-wise path is the definition; the block path takes 64 bytes at once where it can and must not be told apart
// from it (tests feed every text both ways). One newline is one LF byte, or `\n` or `\u000a` in a JSON string. The
// bit tricks for backslash runs follow Langdale and Lemire, "Parsing gigabytes of JSON per second" (2019).
//
// A Sink has
//   bool start(int first, u32 line_start, u32 text_start)  a line begins (hunk_machine.h: first); true: it wants head()
//   void head(std::string_view)                            the line's first kLineHeadBytes, unescaped
//   void hidden()                                          a hidden character in the line (only if kWantsHidden)
//   bool take(deletions, additions, contexts, empties, newline_bytes)  masks of a block's line starts; may refuse
#pragma once

#include <string_view>

#include "block_masks.h"
#include "diff_limits.h"
#include "diff_types.h"
#include "hidden_trail.h"
#include "hunk_machine.h"

namespace hunkwise {

enum class Spelling {
  kPlain,     // LF ends a line
  kEscaped,   // a JSON string's body, known to be valid
  kInString,  // the same, but validated here, and ended by its quote
};

enum class LexerStop {
  kInputEnd,
  kQuote,    // kInString: at the closing quote, which is not consumed
  kBadByte,  // kInString: at a byte that no JSON string may have there
};

struct LexerState {
  enum Phase : u8 { kAtLineStart, kInHead, kInLine };

  u64 trail = 0;  // the last bytes, for hidden characters that come in pieces (hidden_trail.h)
  u32 escape_start = 0;
  u32 excess = 0;  // bytes by which the escaped spelling is longer than the text in UTF-8
  u16 code = 0;    // of a \uXXXX so far
  u16 high_surrogate = 0;
  u8 escape = 0;  // 1: after a backslash, 2 to 5: hexadecimal digits still to come, less one
  Phase phase = kAtLineStart;
  u8 head_size = 0;
  u8 unused = 0;
  char head[limits::kLineHeadBytes] = {};
};

// The spelling is a value, not a template argument: its branches are always right for the predictor, and one copy of
// the code is a third of the size of three.
template <class Sink>
class TextLexer {
 public:
  TextLexer(Spelling spelling, LexerState& state, Sink& sink)
      : plain_(spelling == Spelling::kPlain), validates_(spelling == Spelling::kInString), s_(state), sink_(sink) {}

  // Reads `bytes`, whose first one stands at `base` in the source. `consumed` tells where it stopped.
  LexerStop feed(const u8* bytes, u32 size, u32 base, u32& consumed);

  // The text is over.
  void finish(u32 end) {
    if (s_.phase == LexerState::kAtLineStart) sink_.start(kEndPiece, end, end);
    if (s_.phase == LexerState::kInHead) sink_.head({s_.head, s_.head_size});
  }

 private:
  u32 block(const u8* bytes, u32 available, u32 base);
  bool byte_step(u8 byte, u32 at);
  void unit(u32 code, u32 from, u32 to);
  void finish_hexadecimal(u32 at);
  bool read_head(const u8* line, u32 available);

  void plain_unit(u8 byte, u32 at) {
    unit(byte, at, at + 1);
    if constexpr (Sink::kWantsHidden) {
      s_.trail = s_.trail << 8 | byte;
      if (byte >= 128 && trail_is_hidden(s_.trail)) sink_.hidden();
    }
  }

  void newline(u32 from) {
    if (s_.phase == LexerState::kAtLineStart) sink_.start(kEmptyLine, from, from);
    if (s_.phase == LexerState::kInHead) sink_.head({s_.head, s_.head_size});
    s_.phase = LexerState::kAtLineStart;
  }

  const bool plain_;
  const bool validates_;
  LexerState& s_;
  Sink& sink_;
};

namespace lexer_detail {

// The letter after a backslash -> its character; 0 where JSON has none. 'u' is not here.
inline u8 simple_escape(u8 letter) {
  switch (letter) {
    case '"':
    case '\\':
    case '/':
      return letter;
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return 0;
  }
}

inline int hexadecimal_value(u8 digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  const u8 lower = digit | 0x20;
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// Backslashes that begin an escape: in a run, every other one.
inline u64 escape_starts(u64 backslashes) {
  if ((backslashes & (backslashes << 1)) == 0) return backslashes;
  u64 starts = 0;
  while (backslashes != 0) {
    const u64 lowest = backslashes & (~backslashes + 1);
    starts |= lowest;
    backslashes &= ~(lowest | lowest << 1);
  }
  return starts;
}

}  // namespace lexer_detail

template <class Sink>
LexerStop TextLexer<Sink>::feed(const u8* bytes, u32 size, u32 base, u32& consumed) {
  u32 i = 0;
  while (i < size) {
    // Blocks look for the first bytes of hidden characters: one that has begun is finished byte by byte.
    const bool inside_character = Sink::kWantsHidden && (bytes[i] & 0xC0) == 0x80;
    if (size - i >= kBlockBytes && s_.escape == 0 && s_.phase != LexerState::kInHead && !inside_character) {
      const u32 taken = block(bytes + i, size - i, base + i);
      i += taken;
      if (taken != 0) continue;
    }
    const u8 byte = bytes[i];
    if (validates_) {
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
template <class Sink>
u32 TextLexer<Sink>::block(const u8* bytes, u32 available, u32 base) {
  const Block chars(bytes);
  u32 limit = kBlockBytes;
  u64 line_ends = 0;  // the last byte of each newline's spelling
  u64 starts_of_escapes = 0;
  if (plain_) {
    line_ends = chars.equal('\n');
  } else {
    const u64 backslashes = chars.equal('\\');
    starts_of_escapes = lexer_detail::escape_starts(backslashes);
    const u64 escaped = starts_of_escapes << 1;
    if (starts_of_escapes >> 63) limit = 63;
    u64 plain_letters = backslashes;  // escaped, they are what they are
    if (validates_) {
      const u64 quotes = chars.equal('"');
      const u64 stops = (quotes & ~escaped) | chars.below(0x20);
      if (stops != 0) limit = std::min(limit, lowest_bit(stops));
      plain_letters |= quotes;
    }
    if (starts_of_escapes != 0) {
      line_ends = escaped & chars.equal('n');
      u64 others = escaped & ~line_ends & ~plain_letters;
      if (others != 0) others &= ~chars.equal('t');
      for (; others != 0; others &= others - 1) {
        const u32 at = lowest_bit(others);
        if (lexer_detail::simple_escape(bytes[at]) == 0) {  // \u, or not JSON
          limit = std::min(limit, at - 1);
          break;
        }
      }
    }
  }

  u64 hidden_leads = 0;
  if constexpr (Sink::kWantsHidden) {
    if (chars.high() != 0) {
      hidden_leads = hidden_lead_bytes(chars);
      if (hidden_leads >> 61 && available < kBlockBytes + 3) {
        limit = std::min(limit, 61 + lowest_bit(hidden_leads >> 61));  // its tail may be in the next piece
      }
    }
  }
  if (limit == 0) return 0;

  const u64 inside = bits_below(limit);
  const u64 all_starts = line_ends << 1 | u64{s_.phase == LexerState::kAtLineStart};
  u64 starts = all_starts & inside;
  const u64 empties = starts & (plain_ ? line_ends : line_ends >> 1);

  if (starts != 0) {
    bool done = false;
    if constexpr (Sink::kTakesBlocks) {
      const u64 deletions = starts & chars.equal('-');
      const u64 additions = starts & chars.equal('+');
      const u64 contexts = starts & chars.equal(' ');
      if ((starts & ~(deletions | additions | contexts | empties)) == 0) {
        done = sink_.take(deletions, additions, contexts, empties, plain_ ? 1 : 2);
      }
    }
    for (u64 rest = done ? 0 : starts; rest != 0; rest &= rest - 1) {
      const u32 at = lowest_bit(rest);
      if constexpr (Sink::kWantsHidden) {
        for (; (hidden_leads & bits_below(at)) != 0; hidden_leads &= hidden_leads - 1) {
          if (hidden_at(bytes, lowest_bit(hidden_leads), s_.trail)) sink_.hidden();
        }
      }
      int first = kEmptyLine;
      u32 text = 0;
      if ((empties >> at & 1) == 0) {
        first = bytes[at];
        text = 1;
        if (!plain_ && first == '\\') {
          first = lexer_detail::simple_escape(bytes[at + 1]);
          text = 2;
        }
      }
      if (sink_.start(first, base + at, base + at + text) && !read_head(bytes + at, available - at)) {
        // The line's beginning has to be collected byte by byte, from its first byte on.
        s_.phase = LexerState::kInHead;
        s_.head_size = 0;
        limit = at;
        break;
      }
    }
  }
  if (!plain_) s_.excess += bit_count(starts_of_escapes & bits_below(limit));
  if constexpr (Sink::kWantsHidden) {
    for (hidden_leads &= bits_below(limit); hidden_leads != 0; hidden_leads &= hidden_leads - 1) {
      if (hidden_at(bytes, lowest_bit(hidden_leads), s_.trail)) sink_.hidden();
    }
    s_.trail = trail_after(s_.trail, bytes, limit);
  }
  if (s_.phase != LexerState::kInHead) {
    const bool at_start = limit == kBlockBytes ? (line_ends >> 63) != 0 : (all_starts >> limit & 1) != 0;
    s_.phase = at_start ? LexerState::kAtLineStart : LexerState::kInLine;
  }
  s_.high_surrogate = 0;
  return limit;
}

// Gives the sink the beginning of the line at `line`, if it is here as a whole or decides already.
template <class Sink>
bool TextLexer<Sink>::read_head(const u8* line, u32 available) {
  if (available < limits::kLineHeadBytes) return false;
  static_assert(limits::kLineHeadBytes == kBlockBytes);
  const Block chars(line);
  const u64 ends = chars.equal(plain_ ? '\n' : '\\');
  const u32 size = ends == 0 ? static_cast<u32>(kBlockBytes) : lowest_bit(ends);
  const std::string_view line_head(reinterpret_cast<const char*>(line), size);
  if (!plain_) {
    // Ended by some other escape, the line goes on: good enough only if its numbers have been read by then.
    const bool ended = ends == 0 || (size + 1 < available && line[size + 1] == 'n');
    HunkHeader ignored;
    if (!ended && read_hunk_header(line_head, ignored) != HunkHeaderResult::kHeader) return false;
    if (validates_ && (chars.equal('"') | chars.below(0x20)) & bits_below(size)) return false;
  }
  sink_.head(line_head);
  return true;
}

template <class Sink>
void TextLexer<Sink>::unit(u32 code, u32 from, u32 to) {
  if (code == '\n') return newline(from);
  if (s_.phase == LexerState::kAtLineStart) {
    s_.head_size = 0;
    s_.phase = sink_.start(static_cast<int>(code), from, to) ? LexerState::kInHead : LexerState::kInLine;
  }
  if (s_.phase == LexerState::kInHead) {
    s_.head[s_.head_size++] = code < 256 ? static_cast<char>(code) : '\x7f';
    if (s_.head_size == limits::kLineHeadBytes) {
      s_.phase = LexerState::kInLine;
      sink_.head({s_.head, s_.head_size});
    }
  }
}

// False: a JSON string has no such byte here.
template <class Sink>
bool TextLexer<Sink>::byte_step(u8 byte, u32 at) {
  if (plain_) {
    plain_unit(byte, at);
    return true;
  }
  if (s_.escape == 0) {
    if (validates_ && byte < 0x20) return false;
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
    const u8 character = lexer_detail::simple_escape(byte);
    if (validates_ && character == 0) return false;
    s_.escape = 0;
    s_.excess += 1;
    s_.high_surrogate = 0;
    if constexpr (Sink::kWantsHidden) s_.trail = s_.trail << 8 | character;
    unit(character, s_.escape_start, at + 1);
    return true;
  }
  const int value = lexer_detail::hexadecimal_value(byte);
  if (validates_ && value < 0) return false;
  s_.code = static_cast<u16>(s_.code << 4 | (value & 15));
  if (--s_.escape == 1) {
    s_.escape = 0;
    finish_hexadecimal(at);
  }
  return true;
}

// A \uXXXX is complete.
template <class Sink>
void TextLexer<Sink>::finish_hexadecimal(u32 at) {
  const u32 code = s_.code;
  const bool is_high = code >= 0xD800 && code < 0xDC00;
  const bool completes = s_.high_surrogate != 0 && code >= 0xDC00 && code < 0xE000;
  // A lone surrogate becomes U+FFFD: three bytes. The second half of a pair adds one to the three of the first.
  const u32 bytes = completes ? 1 : code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
  s_.excess += 6 - bytes;
  const u32 whole = completes ? 0x10000 + ((u32{s_.high_surrogate} - 0xD800) << 10) + (code - 0xDC00) : code;
  s_.high_surrogate = is_high ? static_cast<u16>(code) : u16{0};
  unit(code, s_.escape_start, at + 1);
  if constexpr (Sink::kWantsHidden) {
    if (!is_high) {
      s_.trail = trail_with(s_.trail, whole);
      if (trail_is_hidden(s_.trail)) sink_.hidden();
    }
  }
}

}  // namespace hunkwise

// Cuts a diff text into lines, wherever it is: as plain bytes, or as the body of a JSON string that is never
// unescaped. It may be fed in pieces of any size; between two pieces there is only the plain-data LexerState.
//
// Three paths, which nobody can tell apart (tests feed every text all ways). The byte-wise path is the definition. The
// block path reads 64 bytes at once and still gives line by line. Both serve whatever is rare. Runs of rows inside a
// hunk, which is where the time goes, are read by row_run.h. One newline is one LF byte, or `\n` or `\u000a` in a JSON
// string. The bit tricks for backslash runs follow Langdale and Lemire, "Parsing gigabytes of JSON per second" (2019).
#pragma once

#include <string_view>

#include "diff_limits.h"
#include "diff_types.h"
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

struct LineStarts;
struct RowRun;

// Who wants the lines, as plain function pointers: one copy of the lexer serves all, and `reader` may be plain data.
struct LineSink {
  void* reader = nullptr;

  // A line begins (`first`: see hunk_machine.h); true: head() is to follow.
  bool (*start)(void* reader, int first, u32 line_start, u32 text_start) = nullptr;

  // The line's first kLineHeadBytes, unescaped.
  void (*head)(void* reader, std::string_view line_head) = nullptr;

  // There is a hidden character in the line. Null: nobody wants to know.
  void (*hidden)(void* reader) = nullptr;

  // For row_run.h: what may come; false, or null: lines come one by one.
  bool (*begin_rows)(void* reader, bool at_line_start, RowRun& run) = nullptr;

  // Rows of the block at `base`, at least one; contexts have the empty lines that are rows. Null: counts are enough.
  void (*take_rows)(void* reader, const LineStarts& rows, u32 base) = nullptr;

  // What came.
  void (*end_rows)(void* reader, const RowRun& run) = nullptr;
};

// The pointers of a Reader with such functions; only start() and head() have to be there.
template <class Reader>
LineSink line_sink(Reader& reader) {
  LineSink sink{.reader = &reader};
  sink.start = [](void* to, int first, u32 line_start, u32 text_start) {
    return static_cast<Reader*>(to)->start(first, line_start, text_start);
  };
  sink.head = [](void* to, std::string_view line_head) { static_cast<Reader*>(to)->head(line_head); };
  if constexpr (requires { &Reader::hidden; }) {
    sink.hidden = [](void* to) { static_cast<Reader*>(to)->hidden(); };
  }
  if constexpr (requires { &Reader::begin_rows; }) {
    sink.begin_rows = [](void* to, bool at_line_start, RowRun& run) {
      return static_cast<const Reader*>(to)->begin_rows(at_line_start, run);
    };
    sink.end_rows = [](void* to, const RowRun& run) { static_cast<Reader*>(to)->end_rows(run); };
  }
  if constexpr (requires { &Reader::take_rows; }) {
    sink.take_rows = [](void* to, const LineStarts& rows, u32 base) {
      static_cast<Reader*>(to)->take_rows(rows, base);
    };
  }
  return sink;
}

// The spelling is a value, not a template argument: its branches are always right for the predictor.
class TextLexer {
 public:
  TextLexer(Spelling spelling, LexerState& state, LineSink sink) : spelling_(spelling), s_(state), sink_(sink) {}

  // Reads `bytes`, whose first one stands at `base` in the source. `consumed` tells where it stopped.
  LexerStop feed(const u8* bytes, u32 size, u32 base, u32& consumed);

  // The text is over.
  void finish(u32 end);

 private:
  u32 block(const u8* bytes, u32 available, u32 base);
  bool byte_step(u8 byte, u32 at);
  void unit(u32 code, u32 from, u32 to);
  void plain_unit(u8 byte, u32 at);
  void newline(u32 from);
  void finish_hexadecimal(u32 at);

  bool start(int first, u32 line_start, u32 text_start) {
    return sink_.start(sink_.reader, first, line_start, text_start);
  }
  void head(std::string_view line_head) { sink_.head(sink_.reader, line_head); }

  const Spelling spelling_;
  LexerState& s_;
  const LineSink sink_;
};

}  // namespace hunkwise

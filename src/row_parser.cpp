#include "row_parser.h"

#include <cstring>
#include <type_traits>

#include "diff_limits.h"
#include "state_bytes.h"
#include "text_counter.h"

namespace hunkwise {

void write_rows(const RowColumns& columns, std::span<const u8> state, TableHeader header, ResultArena& out) {
  header.kind = static_cast<u32>(TableKind::kRows);
  header.items = static_cast<u32>(columns.row_bytes.size());
  header.hunks = static_cast<u32>(columns.hunks.size() / 5);
  header.diagnostics = static_cast<u32>(columns.diagnostics.size() / 3);
  header.checkpoints = static_cast<u32>(columns.checkpoints.size() / 2);
  header.state_bytes = static_cast<u32>(state.size());
  out.begin();
  out.column(columns.text_starts);
  out.column(columns.hunks);
  out.column(columns.diagnostics);
  out.column(columns.checkpoints);
  out.column(columns.row_bytes);
  out.column(state);
  out.end(header);
}

bool RowSink::start(int first, u32 line_start, u32 text_start) {
  s_.line_start = line_start;
  s_.pending_followed |= first < 0;
  const LineClass line_class = s_.machine.start(first, (s_.text_flags & text_flag::kBlankIsContext) != 0);
  s_.early_flags = 0;
  s_.awaits_head = line_class == LineClass::kNeedsHead;
  if (s_.awaits_head) return true;
  line(line_class, text_start);
  return false;
}

void RowSink::head(std::string_view line_head) {
  s_.awaits_head = 0;
  line(s_.machine.head(line_head), s_.line_start);
}

void RowSink::line(LineClass line_class, u32 text_start) {
  diagnose(s_.line_start);
  switch (line_class) {
    case LineClass::kHunkHeader: {
      row(RowKind::kHunkHeader, s_.line_start);
      const HunkHeader& header = s_.machine.header();
      columns_.hunks.append({s_.row - 1, header.old_start, header.old_count, header.new_start, header.new_count});
      s_.next_old = header.old_start;
      s_.next_new = header.new_start;
      return;
    }
    case LineClass::kContext:
      row(RowKind::kContext, text_start);
      ++s_.next_old;
      ++s_.next_new;
      return;
    case LineClass::kAddition:
      row(RowKind::kAddition, text_start);
      ++s_.next_new;
      return;
    case LineClass::kDeletion:
      row(RowKind::kDeletion, text_start);
      ++s_.next_old;
      return;
    case LineClass::kRaw:
      row(RowKind::kRaw, s_.line_start);
      return;
    case LineClass::kNoNewlineMarker:
      if (s_.has_pending) s_.pending_byte |= row_flag::kNoNewline << kRowKindBits;
      s_.takes_hidden = 0;
      return;
    case LineClass::kSkip:
    case LineClass::kNeedsHead:
      s_.takes_hidden = 0;
      return;
  }
}

void RowSink::row(RowKind kind, u32 text_start) {
  flush();
  if (s_.row % limits::kCheckpointRows == 0) {
    columns_.checkpoints.push_back(s_.next_old);
    columns_.checkpoints.push_back(s_.next_new);
  }
  s_.has_pending = 1;
  s_.pending_followed = 0;
  s_.pending_start = text_start;
  s_.pending_byte = static_cast<u8>(static_cast<u8>(kind) | s_.early_flags);
  s_.takes_hidden = 1;
  ++s_.row;
}

void RowSink::flush() {
  if (s_.has_pending) {
    const auto kind = static_cast<RowKind>(s_.pending_byte & ((1 << kRowKindBits) - 1));
    const bool is_content = kind == RowKind::kContext || kind == RowKind::kAddition || kind == RowKind::kDeletion;
    if ((s_.text_flags & text_flag::kDoubledNewlines) != 0 && is_content && !s_.pending_followed) {
      s_.pending_byte |= row_flag::kNoNewline << kRowKindBits;
    }
    columns_.text_starts.push_back(s_.pending_start);
    columns_.row_bytes.push_back(s_.pending_byte);
  }
  s_.has_pending = 0;
}

void RowSink::diagnose(u32 byte_offset) {
  if (!s_.machine.has_problem()) return;
  const DiagnosticCode code = s_.machine.take_problem();
  if (s_.diagnostics >= limits::kMaxDiagnostics) return;
  ++s_.diagnostics;
  columns_.diagnostics.append({static_cast<u32>(code), s_.row, byte_offset});
}

void RowSink::finish(u32 end) {
  s_.machine.finish();
  diagnose(end);
  flush();
}

namespace {

struct RowParserState {
  static constexpr u32 kTag = 0x53574F52;  // "ROWS"
  u32 tag = kTag;
  u32 position = 0;
  LexerState lexer;
  RowSink::State sink;
};

struct CounterState {
  static constexpr u32 kTag = 0x54554F43;  // "COUT"
  u32 tag = kTag;
  u32 position = 0;
  u32 escaped = 0;
  u32 unused = 0;
  LexerState lexer;
  TextCounter counter;
};

template <class Sink>
void feed(LexerState& lexer, Sink& sink, bool escaped, std::span<const u8> window, u32 position, bool is_last) {
  const u32 size = static_cast<u32>(window.size());
  u32 consumed = 0;
  TextLexer<Sink> reader(escaped ? Spelling::kEscaped : Spelling::kPlain, lexer, sink);
  reader.feed(window.data(), size, position, consumed);
  if (is_last) reader.finish(position + size);
}

}  // namespace

Status parse_rows(std::span<const u8> state_bytes, std::span<const u8> window, u8 text_flags, bool is_last,
                  ResultArena& out) {
  RowParserState state;
  state.sink.text_flags = text_flags;
  if (!load_state(state_bytes, state)) return Status::kInternal;
  if (u64{state.position} + window.size() > limits::kMaxSourceBytes) return Status::kTooLarge;

  RowColumns columns;
  RowSink sink(state.sink, columns);
  const bool escaped = (state.sink.text_flags & text_flag::kEscaped) != 0;
  feed(state.lexer, sink, escaped, window, state.position, is_last);
  state.position += static_cast<u32>(window.size());
  if (is_last) sink.finish(state.position);

  TableHeader header;
  header.state_bytes = sizeof state;
  header.consumed = static_cast<u32>(window.size());
  header.additions = state.sink.machine.additions();
  header.deletions = state.sink.machine.deletions();
  write_rows(columns, bytes_of(state), header, out);
  return Status::kOk;
}

Status count_text(std::span<const u8> state_bytes, std::span<const u8> window, u8 text_flags, bool is_last,
                  ResultArena& out) {
  CounterState state;
  state.escaped = text_flags & text_flag::kEscaped;
  if (!load_state(state_bytes, state)) return Status::kInternal;
  if (u64{state.position} + window.size() > limits::kMaxSourceBytes) return Status::kTooLarge;

  feed(state.lexer, state.counter, state.escaped != 0, window, state.position, is_last);
  state.position += static_cast<u32>(window.size());

  TableHeader header;
  header.kind = static_cast<u32>(TableKind::kCounts);
  header.consumed = static_cast<u32>(window.size());
  header.state_bytes = sizeof state;
  out.begin();
  out.column(bytes_of(state));
  if (is_last) {
    const TextCounts counts = state.counter.finish(state.position == 0);
    header.items = counts.rows;
    header.additions = counts.additions;
    header.deletions = counts.deletions;
    header.pool_bytes = state.position - state.lexer.excess - counts.artefacts;
    header.detail = counts.flags | static_cast<u32>(counts.detail) << 8;
  }
  out.end(header);
  return Status::kOk;
}

}  // namespace hunkwise

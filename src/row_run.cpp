#include "row_run.h"

#include "hidden_trail.h"
#include "json_escape.h"

namespace hunkwise {
namespace {

LastLine last_line(u8 first) {
  return first == '-'   ? LastLine::kDeletion
         : first == '+' ? LastLine::kAddition
         : first == ' ' ? LastLine::kContext
                        : LastLine::kEmpty;
}

}  // namespace

u32 read_rows(const LineSink& sink, LexerState& state, Spelling spelling, const u8* bytes, u32 size, u32 base) {
  const bool plain = spelling == Spelling::kPlain;
  const bool wants_hidden = sink.hidden != nullptr;
  u64 at_start = state.phase == LexerState::kAtLineStart;
  RowRun given;
  if (!sink.begin_rows(sink.reader, at_start != 0, given)) return 0;

  RowRun run = given;  // nobody has the address of this one, so it stays in registers
  const u32 newline_bytes = plain ? 1 : 2;
  const Needle newline('\n'), backslash('\\'), letter_n('n'), letter_t('t'), quote('"'), minus('-'), plus('+'),
      blank(' ');
  u32 excess = 0;
  u32 last_start = kUnknown;
  u32 i = 0;
  for (bool goes_on = true; goes_on && size - i >= kBlockBytes;) {
    const Block chars(bytes + i);
    u32 limit = kBlockBytes;
    u64 line_ends = 0;  // the last byte of each newline's spelling
    u64 escapes = 0;
    if (plain) {
      line_ends = chars.equal(newline);
    } else {
      escapes = chars.equal(backslash);
      const u64 escaped = escapes << 1;
      const u64 quotes = chars.equal(quote);
      line_ends = escaped & chars.equal(letter_n);
      // Escaped backslashes, the end of the string, what no string may have: for the block path.
      if (((escapes & escaped) | (quotes & ~escaped)) != 0 || chars.has_below(0x20)) break;
      u64 others = escaped & ~(line_ends | quotes);
      if (others != 0) others &= ~chars.equal(letter_t);  // whole files have them in every line, or in none
      while (others != 0 && simple_escape(bytes[i + lowest_bit(others)]) != 0) others &= others - 1;
      if (others != 0) break;
      limit -= static_cast<u32>(escapes >> 63);  // its letter is in the next block
    }
    if (wants_hidden && chars.has_high() && hidden_lead_bytes(bytes + i) != 0) break;

    const u64 all_starts = line_ends << 1 | at_start;
    u64 starts = all_starts & bits_below(limit);
    LineStarts lines{starts & chars.equal(minus), starts & chars.equal(plus), starts & chars.equal(blank),
                     starts & (plain ? line_ends : line_ends >> 1)};
    const u64 strange = starts & ~(lines.deletions | lines.additions | lines.contexts | lines.empties);
    if (strange != 0) {
      goes_on = false;
      limit = lowest_bit(strange);
      if (limit == 0) break;
      const u64 before = bits_below(limit);
      starts &= before;
      lines = {lines.deletions & before, lines.additions & before, lines.contexts & before, lines.empties & before};
    }

    const u64 expected = (lines.empties << newline_bytes | run.behind_empty) & bits_below(limit);
    const u64 misplaced = ((starts & ~lines.empties) ^ expected) & run.strictly;
    if ((misplaced | (lines.empties & run.refused_empties)) != 0) break;
    lines.contexts |= lines.empties & run.blank_rows;
    const u32 deletions = bit_count(lines.deletions);
    const u32 additions = bit_count(lines.additions);
    const u32 contexts = bit_count(lines.contexts);
    if (deletions + contexts > run.old_left || additions + contexts > run.new_left) break;

    if (sink.take_rows != nullptr && deletions + additions + contexts != 0)
      sink.take_rows(sink.reader, lines, base + i);
    run.old_left -= deletions + contexts;
    run.new_left -= additions + contexts;
    run.deletions += deletions;
    run.additions += additions;
    run.contexts += contexts;
    run.empties += bit_count(lines.empties);
    run.behind_empty = lines.empties << (64 - limit) >> (64 - newline_bytes) & 1;
    if (starts != 0) last_start = i + highest_bit(starts);
    excess += bit_count(escapes & bits_below(limit));
    at_start = limit == kBlockBytes ? line_ends >> 63 : all_starts >> limit & 1;
    i += limit;
  }
  if (i == 0) return 0;
  if (last_start != kUnknown) run.last = last_line(bytes[last_start]);
  given = run;
  sink.end_rows(sink.reader, given);
  state.excess += excess;
  state.phase = at_start ? LexerState::kAtLineStart : LexerState::kInLine;
  state.high_surrogate = 0;
  if (wants_hidden) state.trail = trail_after(state.trail, bytes, i);
  return i;
}

}  // namespace hunkwise

// A deleted and an added line that face each other -> the spans in which they differ, as a person would mark
// them.
#pragma once

#include <string_view>

#include "buffer.h"
#include "diff_types.h"
#include "intraline_tokens.h"
#include "line_ids.h"

namespace hunkwise {

// UTF-16 code units from the start of the line: what JavaScript's slice() takes on the line as TextDecoder
// gives it.
struct IntralineSpan {
  u32 start, end;
  bool operator==(const IntralineSpan&) const = default;
};

struct IntralineResult {
  Buffer<IntralineSpan> old_spans, new_spans;
  bool is_exact = true;  // no limit of limits.h made the spans coarser than they could be
};

// Clusters [first, last) of both lines that are not the same; what stands between two regions is.
struct IntralineRegion {
  u32 old_first, old_last, new_first, new_last;
  bool is_empty() const { return old_first == old_last && new_first == new_last; }
  bool is_replacement() const { return old_first != old_last && new_first != new_last; }
};

// What a comparison works in; kept from pair to pair, as allocating it takes longer than comparing two lines.
struct IntralineMemory {
  TokenizedLine old_line, new_line;
  Buffer<IntralineRegion> regions, other_regions;
  Buffer<u32> old_words, new_words, ids;
  Buffer<PlacedText> texts;
  Buffer<u8> old_changed, new_changed;
};

// Spans are ascending, not empty, do not touch, and cut neither a surrogate pair nor a combining sequence;
// what is outside of them is the same text on both sides. Lines that have too little in common get none on
// either side: mark the whole line, or nothing. Any bytes are allowed; at most limits::kMaxIntralineLineBytes
// are looked at. May throw std::bad_alloc, and `out` is then valid but of no meaning.
void diff_inline(std::string_view old_line, std::string_view new_line, IntralineMemory& memory, IntralineResult& out);

}  // namespace hunkwise

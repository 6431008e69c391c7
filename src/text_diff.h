// Two texts -> rows with context, in the same table that a diff text gives.
#pragma once

#include <string_view>

#include "diff_types.h"
#include "result_table.h"

namespace hunkwise {

// Writes a kRows table. Text positions count through both texts, the old one first; a hunk header has no text of its
// own (position kUnknown), its numbers stand in the hunks column. Flag kInexact: a budget ran out, the rows are right
// but more than needed. Memory about 20 bytes a line of both texts.
Status diff_texts(std::string_view old_text, std::string_view new_text, u32 context, ResultArena& out);

// The same with the changes and hunks of Python's difflib.unified_diff(n = context), whatever their number; never
// kInexact. Memory about 40 bytes a line of both texts and what difflib_diff.h says.
Status diff_texts_by_difflib(std::string_view old_text, std::string_view new_text, u32 context, ResultArena& out);

// A batch of line pairs -> spans (TableKind::kSpans). `input`: u32 pairs, then per pair u32 bytes of the old and of the
// new line, then the lines, UTF-8, one behind the other. Columns: u32 ends[2 * pairs] (how many spans there are up to
// and with this line: old and new in turn), u32 spans × (start, end) in UTF-16 units of the line, u8 inexact[pairs].
Status diff_inline_batch(std::string_view input, ResultArena& out);

}  // namespace hunkwise

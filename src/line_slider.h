// Moves blocks of changed lines to where a person would have put them, without changing what the diff says.
#pragma once

#include <string_view>

#include "buffer.h"
#include "diff_types.h"
#include "line_index.h"

namespace hunkwise {

// One side of a diff; changed[i] != 0: line i is not common. The unchanged lines of both sides pair up in
// order.
struct ChangedLines {
  std::string_view text;
  const LineIndex& lines;
  Buffer<u8>& changed;
};

// A block that is followed by a copy of its first line may as well start one line later. Of all such
// positions this takes the one beside a block of the other side (so that a deletion and an addition read as
// one replacement), else the one whose ends stand best between blank lines and indentation. The number of
// changed lines stays what it is.
void slide_changes(const ChangedLines& old_side, const ChangedLines& new_side);

}  // namespace hunkwise

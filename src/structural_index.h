// Where the tokens of a JSON text begin, found 64 bytes at a time by simdjson's kernel.
#pragma once

#include <span>

#include "buffer.h"
#include "diff_types.h"

namespace hunkwise {

// Positions of { } [ ] : , outside strings, of the quotes that open strings, and of the first bytes of all other
// scalars, ascending. False if the text cannot be JSON: invalid UTF-8, a control character in a string, an open string
// at the end. Grammar is not looked at. Memory: four bytes per position, at most four per byte of text.
bool index_structure(std::span<const u8> text, Buffer<u32>& positions);

}  // namespace hunkwise

// Which lines hold characters that a reader does not see, or that show the rest of the line in another order than a
// compiler reads it (CVE-2021-42574, https://trojansource.codes).
#pragma once

#include <string_view>

#include "diff_types.h"

namespace hunkwise {

// True of characters without a glyph and a width of their own: bidi controls and marks, zero-width spaces and joiners,
// invisible operators, fillers, variation selectors, tags, and line ends that no line index counts (U+2028, U+2029).
// Looks at one code point only; has_hidden_characters knows where writing needs some of them.
bool is_hidden_code_point(u32 code_point) noexcept;

// Whether such a character is worth a warning behind `previous` (0 at the start). Not where the text would be misspelt
// without it: a joiner after a letter of a script that joins, or inside an emoji; a variation selector after a
// character that has variants; marks of Mongolian and Hebrew. Tags always are, although three flags are written with
// them: they are what hides whole sentences.
bool is_hidden_after(u32 previous, u32 code_point) noexcept;

// Then nothing is hidden, and nobody need look at the lines one by one. About 10 GB/s.
bool is_ascii(std::string_view text) noexcept;

// Whether a text has such a character. Any bytes are allowed. Linear; about 10 GB/s while the text is ASCII.
bool is_ascii(std::string_view text) noexcept;  // nothing hidden in it, whatever it is

bool has_hidden_characters(std::string_view utf8) noexcept;

}  // namespace hunkwise

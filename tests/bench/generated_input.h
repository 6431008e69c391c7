// Documents for the benchmark, the same at every run: made of lines of source code's length and kind.
#pragma once

#include <cstdint>
#include <string>

namespace hunkwise::bench {

// A service's answer of about `bytes` bytes: texts of 10 to 2,000 rows with doubled newlines, escaped.
std::string generated_payload(std::size_t bytes);

// An answer of `files` files without texts.
std::string generated_summary(std::uint32_t files);

// git's form, about `bytes` bytes: sections of 3 to 300 rows.
std::string generated_patch(std::size_t bytes);

// One file's diff of `rows` rows, as the body of a JSON string with doubled newlines.
std::string generated_escaped_diff(std::uint32_t rows);

// Two texts of `lines` lines, of which about every `gap`-th differs.
struct TextPair {
  std::string old_text;
  std::string new_text;
};
TextPair generated_texts(std::uint32_t lines, std::uint32_t gap);

// Input of diff_inline_batch: `pairs` pairs of lines, of which the second has a word more, less or another one.
std::string generated_pairs(std::uint32_t pairs);

}  // namespace hunkwise::bench

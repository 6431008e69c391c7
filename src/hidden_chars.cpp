#include "hidden_chars.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <iterator>

#include "utf8_decoder.h"

namespace hunkwise {
namespace {

struct Range {
  u32 first, last;
};

template <std::size_t kSize>
bool is_in(const Range (&ranges)[kSize], u32 code_point) noexcept {
  const Range* const after = std::upper_bound(std::begin(ranges), std::end(ranges), code_point,
                                              [](u32 value, const Range& range) { return value < range.first; });
  return after != std::begin(ranges) && code_point <= (after - 1)->last;
}

// Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties.txt, 15.1), plus what is as invisible in
// practice, with the reason beside it. Control characters below U+0020 are left out: they are old, harmless
// and in many files.
constexpr Range kHidden[] = {
    {0x00AD, 0x00AD},    // soft hyphen: shown at a line break only, so never in a viewer of code
    {0x034F, 0x034F},    // combining grapheme joiner
    {0x061C, 0x061C},    // Arabic letter mark
    {0x115F, 0x1160},    // Hangul fillers: letters to a compiler, nothing to a reader
    {0x17B4, 0x17B5},    // Khmer inherent vowels
    {0x180B, 0x180F},    // Mongolian variation selectors and vowel separator
    {0x200B, 0x200F},    // zero-width space, joiners, left-to-right and right-to-left mark
    {0x2028, 0x202E},    // line and paragraph separator (JavaScript ends a comment there), bidi embeddings and
                         // overrides
    {0x2060, 0x206F},    // word joiner, invisible operators, bidi isolates, deprecated format characters
    {0x3164, 0x3164},    // Hangul filler
    {0xFE00, 0xFE0F},    // variation selectors
    {0xFEFF, 0xFEFF},    // byte order mark
    {0xFFA0, 0xFFA0},    // halfwidth Hangul filler
    {0xFFF0, 0xFFFB},    // unassigned ignorables and interlinear annotation
    {0x1BCA0, 0x1BCA3},  // shorthand format controls
    {0x1D173, 0x1D17A},  // musical format controls
    {0xE0000, 0xE0FFF},  // tags and more variation selectors
};

// Scripts whose spelling uses joiners: Arabic and its relatives, the scripts of India and South-East Asia,
// Mongolian.
constexpr Range kJoiningScripts[] = {
    {0x0600, 0x061B},   {0x061D, 0x07FF},   {0x0840, 0x085F},   {0x0860, 0x0DFF},   {0x0F00, 0x109F},
    {0x1700, 0x17B3},   {0x17B6, 0x180A},   {0x1810, 0x18AF},   {0x1900, 0x1AAF},   {0x1B00, 0x1C4F},
    {0x1CD0, 0x1CFF},   {0xA800, 0xA8FF},   {0xA930, 0xA9DF},   {0xAA00, 0xAA7F},   {0xAAE0, 0xAAFF},
    {0xABC0, 0xABFF},   {0xFB50, 0xFDFF},   {0xFE70, 0xFEFC},   {0x10A00, 0x10A5F}, {0x10AC0, 0x10AFF},
    {0x10B80, 0x10BAF}, {0x10D00, 0x10D3F}, {0x10F30, 0x10FDF}, {0x11000, 0x11FFF}, {0x1E900, 0x1E95F},
    {0x1EE00, 0x1EEFF},
};

// Where emoji stand (emoji-data.txt, rounded to blocks), without the ASCII ones.
constexpr Range kEmoji[] = {
    {0x00A9, 0x00A9}, {0x00AE, 0x00AE}, {0x203C, 0x203C}, {0x2049, 0x2049},   {0x2122, 0x2122}, {0x2139, 0x2139},
    {0x2190, 0x21FF}, {0x2300, 0x23FF}, {0x2460, 0x24FF}, {0x25A0, 0x27BF},   {0x2900, 0x297F}, {0x2B00, 0x2BFF},
    {0x3030, 0x3030}, {0x303D, 0x303D}, {0x3297, 0x3299}, {0x1F000, 0x1FAFF},
};

// Characters besides emoji whose variants are registered (StandardizedVariants.txt, IVD): ideographs,
// mathematics, fullwidth punctuation, Myanmar, Phags-pa, hieroglyphs.
constexpr Range kHasVariants[] = {
    {0x1000, 0x109F}, {0x2018, 0x201F},   {0x2205, 0x22FF},   {0x2A00, 0x2AFF},   {0x3000, 0x303F},
    {0x3400, 0x4DBF}, {0x4E00, 0x9FFF},   {0xA840, 0xA877},   {0xAA60, 0xAA7A},   {0xF900, 0xFAFF},
    {0xFF00, 0xFF60}, {0x10AC0, 0x10AFF}, {0x13000, 0x1345F}, {0x1D400, 0x1D7FF}, {0x20000, 0x3FFFF},
};

constexpr u32 kZeroWidthNonJoiner = 0x200C;
constexpr u32 kZeroWidthJoiner = 0x200D;

bool is_mongolian(u32 cp) { return cp >= 0x1807 && cp <= 0x18AA && !(cp >= 0x180B && cp <= 0x180F); }
bool is_mongolian_selector(u32 cp) { return cp >= 0x180B && cp <= 0x180F; }
bool is_variation_selector(u32 cp) { return (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0xE0100 && cp <= 0xE01EF); }
bool is_keycap_base(u32 cp) { return (cp >= '0' && cp <= '9') || cp == '#' || cp == '*'; }
bool is_hebrew_mark(u32 cp) { return cp >= 0x0591 && cp <= 0x05C7; }

// Whether writing needs the character there; at most one in a row, so that nothing can be encoded in a chain
// of them.
bool is_orthography(u32 previous, u32 code_point) {
  if (code_point == kZeroWidthJoiner || code_point == kZeroWidthNonJoiner) {
    if (is_in(kJoiningScripts, previous) || is_mongolian_selector(previous)) return true;
    return code_point == kZeroWidthJoiner && (is_in(kEmoji, previous) || is_variation_selector(previous));
  }
  if (is_variation_selector(code_point)) {
    return is_keycap_base(previous) || is_in(kEmoji, previous) || is_in(kHasVariants, previous);
  }
  if (is_mongolian_selector(code_point)) return is_mongolian(previous);
  return code_point == 0x034F && is_hebrew_mark(previous);  // keeps Biblical points in their order
}

std::size_t skip_ascii(std::string_view text, std::size_t at) {
  constexpr u64 kHighBits = 0x8080808080808080ull;
  u64 words[2];
  for (; at + sizeof words <= text.size(); at += sizeof words) {
    std::memcpy(words, text.data() + at, sizeof words);
    if (((words[0] | words[1]) & kHighBits) != 0) break;
  }
  while (at < text.size() && static_cast<u8>(text[at]) < 0x80) ++at;
  return at;
}

}  // namespace

bool is_hidden_code_point(u32 code_point) noexcept { return code_point >= 0xAD && is_in(kHidden, code_point); }

bool is_hidden_after(u32 previous, u32 code_point) noexcept {
  return is_hidden_code_point(code_point) && !is_orthography(previous, code_point);
}

bool is_ascii(std::string_view text) noexcept { return skip_ascii(text, 0) == text.size(); }

bool has_hidden_characters(std::string_view text) noexcept {
  u32 previous = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    at = skip_ascii(text, at);
    if (at == text.size()) return false;
    if (at != start) previous = static_cast<u8>(text[at - 1]);
    const DecodedCodePoint now = decode_code_point(text, at);
    if (is_hidden_after(previous, now.value)) return true;
    at += now.bytes;
    previous = now.value;
  }
  return false;
}

}  // namespace hunkwise

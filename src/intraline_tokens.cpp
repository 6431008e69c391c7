#include "intraline_tokens.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>

#include "hidden_chars.h"
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

// Grapheme_Extend and SpacingMark (GraphemeBreakProperty.txt), rounded inside the blocks of Indic scripts: a
// mark too many only makes a span a little wider.
constexpr Range kExtending[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x05BF, 0x05BF},   {0x05C1, 0x05C2},   {0x05C4, 0x05C5},
    {0x05C7, 0x05C7}, {0x0610, 0x061A}, {0x064B, 0x065F}, {0x0670, 0x0670},   {0x06D6, 0x06DC},   {0x06DF, 0x06E4},
    {0x06E7, 0x06E8}, {0x06EA, 0x06ED}, {0x0711, 0x0711}, {0x0730, 0x074A},   {0x07A6, 0x07B0},   {0x07EB, 0x07F3},
    {0x0816, 0x0819}, {0x081B, 0x082D}, {0x0859, 0x085B}, {0x0898, 0x089F},   {0x08CA, 0x0903},   {0x093A, 0x093C},
    {0x093E, 0x094F}, {0x0951, 0x0957}, {0x0962, 0x0963}, {0x0981, 0x0983},   {0x09BC, 0x09BC},   {0x09BE, 0x09CD},
    {0x09D7, 0x09D7}, {0x09E2, 0x09E3}, {0x0A01, 0x0A03}, {0x0A3C, 0x0A51},   {0x0A70, 0x0A71},   {0x0A75, 0x0A75},
    {0x0A81, 0x0A83}, {0x0ABC, 0x0ABC}, {0x0ABE, 0x0ACD}, {0x0B01, 0x0B03},   {0x0B3C, 0x0B3C},   {0x0B3E, 0x0B57},
    {0x0B82, 0x0B82}, {0x0BBE, 0x0BCD}, {0x0BD7, 0x0BD7}, {0x0C00, 0x0C04},   {0x0C3C, 0x0C3C},   {0x0C3E, 0x0C56},
    {0x0C81, 0x0C83}, {0x0CBC, 0x0CBC}, {0x0CBE, 0x0CD6}, {0x0D00, 0x0D03},   {0x0D3B, 0x0D3C},   {0x0D3E, 0x0D4D},
    {0x0D57, 0x0D57}, {0x0D81, 0x0D83}, {0x0DCA, 0x0DDF}, {0x0DF2, 0x0DF3},   {0x0E31, 0x0E31},   {0x0E33, 0x0E3A},
    {0x0E47, 0x0E4E}, {0x0EB1, 0x0EB1}, {0x0EB3, 0x0EBC}, {0x0EC8, 0x0ECE},   {0x0F18, 0x0F19},   {0x0F35, 0x0F35},
    {0x0F37, 0x0F37}, {0x0F39, 0x0F39}, {0x0F3E, 0x0F3F}, {0x0F71, 0x0F84},   {0x0F86, 0x0F87},   {0x0F8D, 0x0FBC},
    {0x102B, 0x103E}, {0x1056, 0x1059}, {0x135D, 0x135F}, {0x1161, 0x11FF},   {0x1712, 0x1715},   {0x17B4, 0x17D3},
    {0x17DD, 0x17DD}, {0x180B, 0x180F}, {0x1920, 0x193B}, {0x1A17, 0x1A1B},   {0x1A55, 0x1A7F},   {0x1AB0, 0x1B04},
    {0x1B34, 0x1B44}, {0x1CD0, 0x1CE8}, {0x1DC0, 0x1DFF}, {0x200C, 0x200D},   {0x20D0, 0x20F0},   {0x302A, 0x302F},
    {0x3099, 0x309A}, {0xA66F, 0xA67D}, {0xA823, 0xA827}, {0xA880, 0xA881},   {0xA8B4, 0xA8C5},   {0xA8E0, 0xA8F1},
    {0xA947, 0xA953}, {0xA980, 0xA983}, {0xA9B3, 0xA9C0}, {0xAA29, 0xAA36},   {0xABE3, 0xABEA},   {0xFB1E, 0xFB1E},
    {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFF9E, 0xFF9F}, {0x1F3FB, 0x1F3FF}, {0xE0020, 0xE007F}, {0xE0100, 0xE01EF},
};

constexpr Range kSpaces[] = {{0x1680, 0x1680}, {0x2000, 0x200A}, {0x2028, 0x2029},
                             {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}};

// Punctuation, symbols, emoji, ideographs and kana, by blocks.
constexpr Range kSigns[] = {
    {0x0080, 0x00A9}, {0x00AB, 0x00B4}, {0x00B6, 0x00B9}, {0x00BB, 0x00BF},   {0x00D7, 0x00D7},   {0x00F7, 0x00F7},
    {0x055A, 0x055F}, {0x0589, 0x058F}, {0x05BE, 0x05BE}, {0x05F3, 0x05F4},   {0x0600, 0x060F},   {0x061B, 0x061F},
    {0x066A, 0x066D}, {0x0964, 0x0965}, {0x0E3F, 0x0E3F}, {0x2010, 0x2BFF},   {0x2E00, 0x2FFF},   {0x3001, 0x30FF},
    {0x3190, 0x9FFF}, {0xF900, 0xFAFF}, {0xFE10, 0xFE1F}, {0xFE30, 0xFE6F},   {0xFF01, 0xFF0F},   {0xFF1A, 0xFF20},
    {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65}, {0xFFE0, 0xFFFF}, {0x1F000, 0x1FBFF}, {0x20000, 0x3FFFF},
};

constexpr TokenKind kind_of_ascii(u32 cp) noexcept {
  if ((cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') || cp == '_' || cp == '$') return TokenKind::kWord;
  if (cp >= '0' && cp <= '9') return TokenKind::kNumber;
  return cp == ' ' || (cp >= '\t' && cp <= '\r') ? TokenKind::kSpace : TokenKind::kSign;
}

constexpr auto kAsciiKinds = [] {
  std::array<TokenKind, 0x80> kinds{};
  for (u32 cp = 0; cp < kinds.size(); ++cp) kinds[cp] = kind_of_ascii(cp);
  return kinds;
}();

TokenKind kind_of(u32 cp) noexcept {
  if (cp < 0x80) return kAsciiKinds[cp];
  if (cp == 0x00A0 || is_in(kSpaces, cp)) return TokenKind::kSpace;
  // A hidden character is a sign, so that it never disappears inside the mark of a word.
  return is_in(kSigns, cp) || is_hidden_code_point(cp) ? TokenKind::kSign : TokenKind::kWord;
}

constexpr u32 kZeroWidthJoiner = 0x200D;

// Words and numbers are one token, and so is a run of spaces; a sign stands by itself.
bool goes_on(TokenKind left, TokenKind right) {
  if (left == TokenKind::kSign || right == TokenKind::kSign) return false;
  return (left == TokenKind::kSpace) == (right == TokenKind::kSpace);
}

bool is_regional_indicator(u32 cp) { return cp >= 0x1F1E6 && cp <= 0x1F1FF; }
bool is_pictograph(u32 cp) { return (cp >= 0x2190 && cp <= 0x2BFF) || (cp >= 0x1F000 && cp <= 0x1FAFF); }

}  // namespace

bool is_word_byte(char c) {
  const u32 cp = static_cast<u8>(c);
  return cp >= 0x80 || kAsciiKinds[cp] == TokenKind::kWord || kAsciiKinds[cp] == TokenKind::kNumber;
}

void tokenize_line(std::string_view text, u32 first_unit, TokenizedLine& line) {
  line.text = text;
  line.tokens.clear();
  line.clusters.resize_for_overwrite(text.size() + 1);
  Cluster* const clusters = line.clusters.data();
  u32 count = 0;
  u32 unit = first_unit;
  TokenKind last_kind = TokenKind::kSign;
  const auto add_cluster = [&](std::size_t at, TokenKind kind) {
    if (!goes_on(last_kind, kind)) line.tokens.push_back({count, kind});
    clusters[count++] = {static_cast<u32>(at), unit, kind};
    last_kind = kind;
  };
  u32 previous = 0;
  bool pairs_with_next = false;  // an unpaired half of a flag
  for (std::size_t at = 0; at < text.size();) {
    const DecodedCodePoint now = decode_code_point(text, at);
    bool joins = false;
    if (now.value >= 0x80 && at > 0) {
      joins = is_in(kExtending, now.value) || (previous == kZeroWidthJoiner && is_pictograph(now.value)) ||
              (pairs_with_next && is_regional_indicator(now.value));
    }
    pairs_with_next = is_regional_indicator(now.value) && !joins;
    if (!joins) add_cluster(at, kind_of(now.value));
    previous = now.value;
    at += now.bytes;
    unit += utf16_units(now.value);
  }
  line.tokens.push_back({count, TokenKind::kSign});
  clusters[count++] = {static_cast<u32>(text.size()), unit, TokenKind::kSign};
  line.clusters.resize_for_overwrite(count);
}

}  // namespace hunkwise

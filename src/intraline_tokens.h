// Cuts a line into what a person sees as one character, and those into words, numbers, spaces and signs.
#pragma once

#include <string_view>

#include "buffer.h"
#include "diff_types.h"

namespace hunkwise {

enum class TokenKind : u8 {
  kSpace,   // a run
  kWord,    // letters, digits, '_' and '$', not starting with a digit
  kNumber,  // the same, starting with a digit: 12, 0xFF, 10px
  kSign,    // one character: punctuation, symbol, emoji, or an ideograph or kana (such text has no spaces)
};

// A base character with the marks, selectors and joined parts that follow it; about Unicode's grapheme
// cluster (UAX 29).
struct Cluster {
  u32 byte;  // where it starts
  u32 unit;  // the same in UTF-16 code units
  TokenKind kind;
};

struct Token {
  u32 first_cluster;
  TokenKind kind;
};

// Both lists end with a sentinel at the end of the line.
struct TokenizedLine {
  std::string_view text;
  Buffer<Cluster> clusters;
  Buffer<Token> tokens;

  u32 cluster_count() const { return static_cast<u32>(clusters.size() - 1); }
  u32 token_count() const { return static_cast<u32>(tokens.size() - 1); }
  std::string_view cluster_text(u32 i) const {
    return text.substr(clusters[i].byte, clusters[i + 1].byte - clusters[i].byte);
  }
  std::string_view token_text(u32 i) const {
    const u32 start = clusters[tokens[i].first_cluster].byte;
    return text.substr(start, clusters[tokens[i + 1].first_cluster].byte - start);
  }
};

// A letter, digit, _ or $, or a part of a character that is not ASCII: two of them beside each other may be one token.
bool is_word_byte(char c);

// Any bytes are allowed. Positions count from `first_unit`, for a text that is a part of a line. `line` keeps its
// memory.
void tokenize_line(std::string_view text, u32 first_unit, TokenizedLine& line);

}  // namespace hunkwise

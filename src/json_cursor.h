// Reads a JSON text token by token along its structural index. Strict: what JSON.parse refuses, it refuses, also in
// values that are skipped. Nothing is built; strings are views of the text unless an escape has to be resolved.
//
// The first wrong token makes every later call answer false; has_failed() tells that from a regular end.
#pragma once

#include <bitset>
#include <span>
#include <string_view>

#include "buffer.h"
#include "diff_limits.h"
#include "diff_types.h"

namespace hunkwise {

class JsonCursor {
 public:
  // Both must outlive the cursor and the strings it gives. See structural_index.h.
  JsonCursor(std::span<const u8> text, std::span<const u32> positions) : text_(text), positions_(positions) {}

  // First byte of the next token: '"' for a string, 'n' for null …; 0 at the end.
  u8 peek() const { return next_ < positions_.size() ? text_[positions_[next_]] : u8{0}; }
  u32 offset() const { return next_ < positions_.size() ? positions_[next_] : static_cast<u32>(text_.size()); }

  bool begin_object() { return eat('{', true); }
  // Moves to the next key of an object: false behind its last value, which is consumed, too.
  bool next_key(std::string_view& key);
  bool begin_array() { return eat('[', true); }
  // Moves to the next element of an array.
  bool next_element();

  bool string(std::string_view& text);
  bool boolean(bool& value);
  bool null() { return literal("null"); }
  // Of the number only what a count needs: false in `is_count` for negative numbers and fractions; values over the
  // largest line number become that.
  bool number(u32& count, bool& is_count);
  // Any value, however deep (limits::kMaxDepth); no recursion.
  bool skip();
  // Nothing may follow.
  bool finish() { return next_ == positions_.size() || fail(); }

  bool has_failed() const { return has_failed_; }

 private:
  bool eat(u8 expected, bool opens = false);
  bool literal(std::string_view word);
  bool ends_at(u32 at) const;
  bool scalar();
  bool fail() {
    has_failed_ = true;
    next_ = positions_.size();
    return false;
  }

  std::span<const u8> text_;
  std::span<const u32> positions_;
  std::size_t next_ = 0;
  bool is_first_ = false;  // right behind an opening bracket
  bool has_failed_ = false;
  Buffer<u8> unescaped_;
  u32 unescaped_size_ = 0;
};

}  // namespace hunkwise

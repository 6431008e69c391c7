#include "json_check.h"

#include <bitset>
#include <charconv>
#include <cstring>
#include <string_view>

#include "diff_limits.h"
#include "text_lexer.h"
#include "utf8_check.h"

namespace hunkwise {
namespace {

class JsonChecker {
 public:
  explicit JsonChecker(std::span<u8> text) : text_(text) {}

  JsonFault run() {
    if (!document()) return fault_;
    return {};
  }

 private:
  bool document() {
    u32 depth = 0;
    bool wants_value = true;
    for (;;) {
      skip_space();
      if (wants_value) {
        if (at_end()) return incomplete();
        const u8 c = text_[at_];
        if (c == '{' || c == '[') {
          if (depth == limits::kMaxDepth + 2) return fail(Status::kTooDeep);  // the caller may wrap twice
          is_object_[depth++] = c == '{';
          ++at_;
          skip_space();
          if (at_end()) return incomplete();
          if (text_[at_] == (c == '{' ? '}' : ']')) {
            ++at_;
            --depth;
            wants_value = false;
          } else if (c == '{' && !key()) {
            return false;
          }
        } else {
          if (!scalar(c)) return false;
          wants_value = false;
        }
      }
      if (wants_value) continue;
      // A value is complete.
      skip_space();
      if (depth == 0) return at_end() || fail(Status::kMalformed);
      if (at_end()) return incomplete();
      const u8 c = text_[at_];
      if (c == ',') {
        ++at_;
        skip_space();
        if (is_object_[depth - 1] && !key()) return false;
        wants_value = true;
      } else if (c == (is_object_[depth - 1] ? '}' : ']')) {
        ++at_;
        --depth;
      } else {
        return fail(Status::kMalformed);
      }
    }
  }

  bool key() {
    if (at_end()) return incomplete();
    if (text_[at_] != '"') return fail(Status::kMalformed);
    if (!string()) return false;
    skip_space();
    if (at_end()) return incomplete();
    if (text_[at_] != ':') return fail(Status::kMalformed);
    ++at_;
    return true;
  }

  bool scalar(u8 first) {
    switch (first) {
      case '"': return string();
      case 't': return literal("true");
      case 'f': return literal("false");
      case 'n': return literal("null");
      default: return number();
    }
  }

  bool literal(std::string_view word) {
    for (const char c : word) {
      if (at_end()) return incomplete();
      if (text_[at_] != static_cast<u8>(c)) return fail(Status::kMalformed);
      ++at_;
    }
    return true;
  }

  bool digits() {
    if (at_end()) return incomplete();
    if (!is_digit(text_[at_])) return fail(Status::kMalformed);
    while (!at_end() && is_digit(text_[at_])) ++at_;
    return true;
  }

  bool number() {
    const u32 start = at_;
    if (text_[at_] == '-') ++at_;
    if (!at_end() && text_[at_] == '0') {
      ++at_;
    } else if (!digits()) {
      return false;
    }
    bool is_integer = true;
    if (!at_end() && text_[at_] == '.') {
      is_integer = false;
      ++at_;
      if (!digits()) return false;
    }
    if (!at_end() && (text_[at_] | 0x20) == 'e') {
      is_integer = false;
      ++at_;
      if (!at_end() && (text_[at_] == '+' || text_[at_] == '-')) ++at_;
      if (!digits()) return false;
    }
    // 15 digits always fit; everything longer, and every exponent that could overflow, is nothing we read.
    const u32 size = at_ - start;
    if (size > 15 || (!is_integer && has_large_exponent(start))) blank(start, size);
    return true;
  }

  bool has_large_exponent(u32 start) const {
    for (u32 i = start; i < at_; ++i) {
      if ((text_[i] | 0x20) == 'e') return at_ - i > 4;
    }
    return false;
  }

  // "0" and spaces in place of a number: of the same length, valid wherever the number was.
  void blank(u32 start, u32 size) {
    std::memset(text_.data() + start, ' ', size);
    text_[start] = '0';
  }

  bool string() {
    Utf8Check utf8;
    u32 sequence_start = 0;
    u32 high_at = 0;  // position of a high surrogate's escape that may still be completed
    bool has_high = false;
    ++at_;
    for (;;) {
      if (at_end()) return incomplete();
      const u8 c = text_[at_];
      if (utf8.missing == 0) sequence_start = at_;
      if (!utf8.accept(c)) {
        at_ = sequence_start;
        return fail(Status::kInvalidUtf8);
      }
      if (utf8.missing != 0 || c >= 0x80) {
        ++at_;
        if (has_high) replace(high_at, has_high);
        continue;
      }
      if (c < 0x20) return fail(Status::kMalformed);
      if (c == '"' || c != '\\') {
        if (has_high) replace(high_at, has_high);
        ++at_;
        if (c == '"') return true;
        continue;
      }
      const u32 escape = at_++;
      if (at_end()) return incomplete();
      if (text_[at_] != 'u') {
        if (lexer_detail::simple_escape(text_[at_]) == 0) return fail(Status::kMalformed);
        ++at_;
        if (has_high) replace(high_at, has_high);
        continue;
      }
      ++at_;
      u32 code = 0;
      for (int i = 0; i < 4; ++i, ++at_) {
        if (at_end()) return incomplete();
        const int value = lexer_detail::hexadecimal_value(text_[at_]);
        if (value < 0) return fail(Status::kMalformed);
        code = code << 4 | static_cast<u32>(value);
      }
      if (code >= 0xDC00 && code < 0xE000) {
        if (!has_high) replace(escape, has_high);
        has_high = false;
      } else {
        if (has_high) replace(high_at, has_high);
        has_high = code >= 0xD800 && code < 0xDC00;
        high_at = escape;
      }
    }
  }

  void replace(u32 escape, bool& has_high) {
    std::memcpy(text_.data() + escape, "\\ufffd", 6);
    has_high = false;
  }

  static bool is_digit(u8 c) { return c >= '0' && c <= '9'; }
  bool at_end() const { return at_ >= text_.size(); }
  void skip_space() {
    while (!at_end() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t')) ++at_;
  }
  bool fail(Status status) {
    fault_ = {status, at_, false};
    return false;
  }
  bool incomplete() {
    fault_ = {Status::kMalformed, static_cast<u32>(text_.size()), true};
    return false;
  }

  std::span<u8> text_;
  u32 at_ = 0;
  std::bitset<limits::kMaxDepth + 2> is_object_;
  JsonFault fault_;
};

}  // namespace

JsonFault check_json(std::span<u8> text) { return JsonChecker(text).run(); }

}  // namespace hunkwise

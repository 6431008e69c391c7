#include "json_check.h"

#include <bitset>
#include <string_view>

#include "diff_limits.h"
#include "json_escape.h"
#include "utf8_check.h"

namespace hunkwise {
namespace {

class JsonChecker {
 public:
  explicit JsonChecker(std::span<const u8> text) : text_(text) {}

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
          const u8 closing = c == '{' ? '}' : ']';
          ++at_;
          skip_space();
          if (at_end()) return incomplete();
          if (text_[at_] == closing) {
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
      const u8 closing = is_object_[depth - 1] ? '}' : ']';
      if (c == ',') {
        ++at_;
        skip_space();
        if (is_object_[depth - 1] && !key()) return false;
        wants_value = true;
      } else if (c == closing) {
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
      case '"':
        return string();
      case 't':
        return literal("true");
      case 'f':
        return literal("false");
      case 'n':
        return literal("null");
      default:
        return number();
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
    if (text_[at_] == '-') ++at_;
    if (!at_end() && text_[at_] == '0') {
      ++at_;
    } else if (!digits()) {
      return false;
    }
    if (!at_end() && text_[at_] == '.') {
      ++at_;
      if (!digits()) return false;
    }
    if (!at_end() && (text_[at_] | 0x20) == 'e') {
      ++at_;
      if (!at_end() && (text_[at_] == '+' || text_[at_] == '-')) ++at_;
      if (!digits()) return false;
    }
    return true;
  }

  bool string() {
    Utf8Check utf8;
    u32 sequence_start = 0;
    ++at_;
    for (;;) {
      if (at_end()) return incomplete();
      const u8 c = text_[at_];
      if (utf8.missing == 0) sequence_start = at_;
      if (!utf8.accept(c)) {
        at_ = sequence_start;
        return fail(Status::kInvalidUtf8);
      }
      if (c < 0x20) return fail(Status::kMalformed);
      ++at_;
      if (c == '"') return true;
      if (c == '\\' && !escape()) return false;
    }
  }

  bool escape() {
    if (at_end()) return incomplete();
    const u8 letter = text_[at_];
    if (letter != 'u') {
      if (simple_escape(letter) == 0) return fail(Status::kMalformed);
      ++at_;
      return true;
    }
    ++at_;
    for (int i = 0; i < 4; ++i, ++at_) {
      if (at_end()) return incomplete();
      if (hexadecimal_value(text_[at_]) < 0) return fail(Status::kMalformed);
    }
    return true;
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

  std::span<const u8> text_;
  u32 at_ = 0;
  std::bitset<limits::kMaxDepth + 2> is_object_;
  JsonFault fault_;
};

}  // namespace

JsonFault check_json(std::span<const u8> text) { return JsonChecker(text).run(); }

}  // namespace hunkwise

// Text that owns its bytes. std::string without the short form: that puts two cases into every use, and its library
// code came to several kilobytes.
#pragma once

#include <string_view>

#include "buffer.h"

namespace hunkwise {

class OwnedText {
 public:
  OwnedText() = default;
  explicit OwnedText(std::string_view text) { *this = text; }
  // `text` must not be a part of this one.
  OwnedText& operator=(std::string_view text) {
    bytes_.clear();
    bytes_.append(text.data(), text.size());
    return *this;
  }
  OwnedText& operator+=(char added) {
    bytes_.push_back(added);
    return *this;
  }
  void clear() { bytes_.clear(); }

  std::string_view view() const { return {bytes_.data(), bytes_.size()}; }
  operator std::string_view() const { return view(); }
  std::size_t size() const { return bytes_.size(); }
  bool empty() const { return bytes_.empty(); }

  friend bool operator==(const OwnedText& a, const OwnedText& b) { return a.view() == b.view(); }
  friend bool operator==(const OwnedText& a, std::string_view b) { return a.view() == b; }

 private:
  Buffer<char> bytes_;
};

}  // namespace hunkwise

// The two pieces of memory that cross the boundary: what a call reads and what it leaves behind.
#pragma once

#include <cstdlib>
#include <span>

#include "diff_types.h"
#include "result_table.h"

namespace hunkwise {

class InputArena {
 public:
  InputArena() = default;
  InputArena(const InputArena&) = delete;
  InputArena& operator=(const InputArena&) = delete;
  ~InputArena() { std::free(bytes_); }

  // Memory for `size` bytes; what was there before is gone. Null if there is none.
  u8* reserve(u32 size) {
    if (size <= capacity_ && bytes_ != nullptr) return bytes_;
    std::free(bytes_);  // not realloc: nothing of the old bytes is worth copying
    bytes_ = static_cast<u8*>(std::malloc(size == 0 ? 1 : size));
    capacity_ = bytes_ == nullptr ? 0 : size;
    return bytes_;
  }

  // Empty if more is asked for than was reserved.
  std::span<const u8> bytes(u32 from, u32 size) const {
    if (bytes_ == nullptr || from > capacity_ || size > capacity_ - from) return {};
    return {bytes_ + from, size};
  }

 private:
  u8* bytes_ = nullptr;
  u32 capacity_ = 0;
};

}  // namespace hunkwise

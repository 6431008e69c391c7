#include "buffer.h"

#include <algorithm>
#include <new>

namespace hunkwise {

constexpr std::size_t kLargest = static_cast<std::size_t>(-1) / 2;

BufferMemory::~BufferMemory() { ::operator delete(data_); }

void BufferMemory::grow(std::size_t capacity, std::size_t width) {
  // What cannot be had is asked for all the same: operator new knows what to do then.
  const u64 bytes = u64{capacity} * width;
  void* const wider = ::operator new(bytes > kLargest ? kLargest : static_cast<std::size_t>(bytes));
  if (size_ != 0) std::memcpy(wider, data_, size_ * width);
  ::operator delete(data_);
  data_ = wider;
  capacity_ = capacity;
}

void BufferMemory::grow_by_half(std::size_t size, std::size_t width) {
  if (size > capacity_) grow(std::max({size, capacity_ + capacity_ / 2, 64 / width}), width);
}

void BufferMemory::append(const void* from, std::size_t count, std::size_t width) {
  if (count == 0) return;
  grow_by_half(size_ + count, width);
  std::memcpy(static_cast<u8*>(data_) + size_ * width, from, count * width);
  size_ += count;
}

void BufferMemory::drop_front(std::size_t count, std::size_t width) {
  size_ -= count;
  if (size_ != 0) std::memmove(data_, static_cast<u8*>(data_) + count * width, size_ * width);
}

void BufferMemory::copy(const BufferMemory& other, std::size_t width) {
  size_ = 0;
  append(other.data_, other.size_, width);
}

}  // namespace hunkwise

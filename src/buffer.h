// A growable array of plain data: std::vector with one growing function for all element types instead of half a dozen
// per type, which was a tenth of the module.
#pragma once

#include <cstddef>
#include <cstring>
#include <initializer_list>
#include <span>
#include <type_traits>
#include <utility>

#include "diff_types.h"

namespace hunkwise {

// Everything that need not know the element type. Sizes are in elements, `width` is the bytes of one.
class BufferMemory {
 protected:
  BufferMemory() = default;
  BufferMemory(BufferMemory&& other) noexcept { swap(other); }
  BufferMemory(const BufferMemory&) = delete;
  BufferMemory& operator=(const BufferMemory&) = delete;
  ~BufferMemory();

  void swap(BufferMemory& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
  }
  void grow(std::size_t capacity, std::size_t width);      // to at least so much
  void grow_by_half(std::size_t size, std::size_t width);  // so that appending is linear
  void append(const void* from, std::size_t count, std::size_t width);
  void drop_front(std::size_t count, std::size_t width);
  void copy(const BufferMemory& other, std::size_t width);

  void* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

template <class T>
class Buffer : private BufferMemory {
 public:
  using value_type = T;
  using iterator = T*;
  using const_iterator = const T*;

  Buffer() = default;
  explicit Buffer(std::size_t size, T value = {}) { assign(size, value); }
  Buffer(const T* first, const T* last) { append(first, static_cast<std::size_t>(last - first)); }
  Buffer(std::initializer_list<T> values) { append(values); }
  Buffer(const Buffer& other) : BufferMemory() { copy(other, sizeof(T)); }
  Buffer(Buffer&& other) noexcept : BufferMemory(std::move(other)) {}
  Buffer& operator=(const Buffer& other) {
    if (this != &other) copy(other, sizeof(T));
    return *this;
  }
  Buffer& operator=(Buffer&& other) noexcept {
    swap(other);
    return *this;
  }

  T* data() { return static_cast<T*>(data_); }
  const T* data() const { return static_cast<const T*>(data_); }
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T* begin() { return data(); }
  T* end() { return data() + size_; }
  const T* begin() const { return data(); }
  const T* end() const { return data() + size_; }
  T& operator[](std::size_t i) { return data()[i]; }
  const T& operator[](std::size_t i) const { return data()[i]; }
  T& front() { return *data(); }
  const T& front() const { return *data(); }
  T& back() { return end()[-1]; }
  const T& back() const { return end()[-1]; }

  void push_back(const T& added) {
    const T value = added;  // it may be an element of this buffer
    if (size_ == capacity_) grow_by_half(size_ + 1, sizeof(T));
    data()[size_++] = value;
  }
  // Room for so much more; like push_back, with some to spare.
  void grow_for(std::size_t more) { grow_by_half(size_ + more, sizeof(T)); }
  void pop_back() { --size_; }
  void append(const T* from, std::size_t count) { BufferMemory::append(from, count, sizeof(T)); }
  void append(std::initializer_list<T> values) { append(values.begin(), values.size()); }
  void drop_front(std::size_t count) { BufferMemory::drop_front(count, sizeof(T)); }
  void reserve(std::size_t capacity) {
    if (capacity > capacity_) grow(capacity, sizeof(T));
  }
  // New elements are as memory happens to be.
  void resize_for_overwrite(std::size_t size) {
    reserve(size);
    size_ = size;
  }
  void resize(std::size_t size) {
    std::size_t at = size_;
    resize_for_overwrite(size);
    for (; at < size; ++at) data()[at] = T{};
  }
  void assign(std::size_t size, T value) {
    resize_for_overwrite(size);
    for (T& element : *this) element = value;
  }
  void clear() { size_ = 0; }
  void swap(Buffer& other) noexcept { BufferMemory::swap(other); }

  friend bool operator==(const Buffer& a, const Buffer& b) {
    if (a.size_ != b.size_) return false;
    for (std::size_t i = 0; i < a.size_; ++i) {
      if (!(a[i] == b[i])) return false;
    }
    return true;
  }
};

}  // namespace hunkwise

// Small seeded random numbers, the same on every platform (the standard's distributions are not).
#pragma once

#include <iterator>

#include "diff_types.h"

namespace hunkwise::test {

// splitmix64: any seed is a good one.
class Random {
 public:
  explicit Random(u64 seed) : state_(seed) {}

  u32 below(u32 bound) { return static_cast<u32>((next() >> 32) * bound >> 32); }
  bool one_in(u32 bound) { return below(bound) == 0; }
  template <class Values>
  const auto& pick(const Values& values) {
    return values[below(static_cast<u32>(std::size(values)))];
  }

 private:
  u64 next() {
    u64 z = state_ += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
  }

  u64 state_;
};

}  // namespace hunkwise::test

// What the native benchmark times and counts: the core's functions on generated documents.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "diff_types.h"

namespace hunkwise::bench {

struct Sizes {
  std::size_t payload_bytes, patch_bytes;
  u32 summary_files, rows, lines, pairs;
};
inline constexpr Sizes kLarge{50'000'000, 20'000'000, 10'000, 100'000, 100'000, 10'000};
// Some ten million instructions each.
inline constexpr Sizes kSmall{2'000'000, 2'000'000, 2'000, 20'000, 10'000, 2'000};

struct Work {
  std::string title;
  std::size_t bytes;
  std::function<u32()> run;  // returns how many items the result has; ends the program if the core refuses
};

struct WorkMaker {
  const char* id;
  std::function<Work(const Sizes&)> make;
};

const std::vector<WorkMaker>& work_makers();

// Runs it; a function of its own by whose name a tool knows where to count.
u32 counted_run(const Work& work);

}  // namespace hunkwise::bench

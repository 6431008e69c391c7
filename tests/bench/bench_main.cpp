// The core's functions on generated documents, without JavaScript around them.
//   diff_bench [ROUNDS]     times each: sizes, medians and ends, speed, compiler; 9 rounds if nothing is said
//   diff_bench --once ID    runs one of them once, on a small document, for a tool that counts instructions
//   diff_bench --list       the ids, and the compiler
#if defined(__EMSCRIPTEN__)
#include <emscripten/version.h>
#endif

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "bench_works.h"

namespace hunkwise::bench {
namespace {

void time_work(const Work& work, int rounds) {
  std::vector<double> milliseconds;
  u32 items = work.run();  // warm
  for (int round = 0; round < rounds; ++round) {
    const auto start = std::chrono::steady_clock::now();
    items = work.run();
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    milliseconds.push_back(took.count());
  }
  std::sort(milliseconds.begin(), milliseconds.end());
  const double median = milliseconds[milliseconds.size() / 2];
  std::printf("%-38s %11zu bytes %8u items %9.2f ms (%.2f-%.2f, %d rounds) %7.2f GB/s\n", work.title.c_str(),
              work.bytes, items, median, milliseconds.front(), milliseconds.back(), rounds,
              static_cast<double>(work.bytes) / median / 1e6);
}

int run_once(std::string_view id) {
  for (const WorkMaker& maker : work_makers()) {
    if (maker.id != id) continue;
    const Work work = maker.make(kSmall);
    std::printf("%u\n", counted_run(work));
    return 0;
  }
  return 1;
}

}  // namespace
}  // namespace hunkwise::bench

int main(int argc, char** argv) {
  using namespace hunkwise::bench;
  const std::string_view first = argc > 1 ? argv[1] : "";
  if (first == "--once") return argc > 2 ? run_once(argv[2]) : 1;
  if (first == "--list") {
    for (const WorkMaker& maker : work_makers()) std::printf("%s\n", maker.id);
    std::printf("compiler %s\n", __VERSION__);
    return 0;
  }
#if defined(__EMSCRIPTEN__)
  std::printf("em++ %d.%d.%d, ", __EMSCRIPTEN_major__, __EMSCRIPTEN_minor__, __EMSCRIPTEN_tiny__);
#endif
  std::printf("%s; flags as in CMakePresets.json and wasm/emscripten_flags.cmake\n", __VERSION__);
  const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 9;
  for (const WorkMaker& maker : work_makers()) time_work(maker.make(kLarge), rounds);
}

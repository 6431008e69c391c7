// Placeholder until the real benchmarks.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "payload_index.h"

int main() {
  std::string json = R"({"files":[)";
  for (int i = 0; i < 10'000; ++i)
    json += R"({"path":"src/file.cpp","status":"modified","additions":12,"deletions":3},)";
  json += "0]}";
  std::vector<double> milliseconds;
  for (int run = 0; run < 15; ++run) {
    const auto start = std::chrono::steady_clock::now();
    if (hunkwise::count_files(json) != 10'001) return 1;
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    milliseconds.push_back(took.count());
  }
  std::sort(milliseconds.begin(), milliseconds.end());
  std::printf("count_files: %zu bytes, median %.2f ms (%.2f to %.2f, 15 runs)\n", json.size(),
              milliseconds[7], milliseconds.front(), milliseconds.back());
}

// The core's functions on generated documents, without JavaScript around them. Argument: rounds (default 9).
// Prints sizes, medians and ends, speed, compiler.
#if defined(__EMSCRIPTEN__)
#include <emscripten/version.h>
#endif

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "generated_input.h"
#include "patch_index.h"
#include "payload_index.h"
#include "row_parser.h"
#include "text_diff.h"

namespace hunkwise::bench {
namespace {

constexpr std::size_t kWindowBytes = 256 * 1024;  // as js/core/limits.ts has it

std::span<const u8> bytes_of(std::string_view text) { return {reinterpret_cast<const u8*>(text.data()), text.size()}; }

// Feeds a document window by window, the state carried over as bytes. Returns the items of all parts.
using Window = std::function<Status(std::span<const u8> state, std::span<const u8> window, bool is_last)>;

u32 feed(std::string_view document, ResultArena& arena, const Window& read) {
  std::vector<u8> state;
  u32 items = 0;
  for (std::size_t at = 0; at < document.size();) {
    const std::string_view window = document.substr(at, kWindowBytes);
    if (read(state, bytes_of(window), at + window.size() == document.size()) != Status::kOk) std::exit(1);
    TableHeader header;
    std::memcpy(&header, arena.bytes().data(), sizeof header);
    const std::size_t padded = (header.state_bytes + 3) & ~std::size_t{3};
    const std::span<const u8> saved = arena.bytes().last(padded).first(header.state_bytes);
    state.assign(saved.begin(), saved.end());
    items += header.items;
    at += header.consumed;
    if (header.consumed == 0) std::exit(1);
  }
  return items;
}

void report(const char* title, std::size_t bytes, int rounds, const std::function<u32()>& work) {
  std::vector<double> milliseconds;
  u32 items = work();  // warm
  for (int round = 0; round < rounds; ++round) {
    const auto start = std::chrono::steady_clock::now();
    items = work();
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
    milliseconds.push_back(took.count());
  }
  std::sort(milliseconds.begin(), milliseconds.end());
  const double median = milliseconds[milliseconds.size() / 2];
  std::printf("%-38s %11zu bytes %8u items %9.2f ms (%.2f-%.2f, %d rounds) %7.2f GB/s\n", title, bytes, items, median,
              milliseconds.front(), milliseconds.back(), rounds, static_cast<double>(bytes) / median / 1e6);
}

void run(int rounds) {
  ResultArena arena;
  u32 error_offset = 0;
  const auto index = [&](std::string_view document) {
    return feed(document, arena, [&](auto state, auto window, bool is_last) {
      return index_payload(state, window, is_last ? PayloadStep::kLast : PayloadStep::kWindow, arena, error_offset);
    });
  };

  const std::string payload = generated_payload(50'000'000);
  report("index_payload, answer with texts", payload.size(), rounds, [&] { return index(payload); });
  const std::string summary = generated_summary(10'000);
  report("index_payload, summary", summary.size(), rounds, [&] { return index(summary); });

  const std::string patch = generated_patch(20'000'000);
  report("index_patch", patch.size(), rounds, [&] {
    return feed(patch, arena,
                [&](auto state, auto window, bool is_last) { return index_patch(state, window, is_last, arena); });
  });

  const std::string text = generated_escaped_diff(100'000);
  report("parse_rows, 100,000 rows", text.size(), rounds, [&] {
    return feed(text, arena, [&](auto state, auto window, bool is_last) {
      return parse_rows(state, window, text_flag::kEscaped | text_flag::kDoubledNewlines, is_last, arena);
    });
  });

  for (const u32 gap : {500u, 20u}) {
    const TextPair texts = generated_texts(100'000, gap);
    char title[64];
    std::snprintf(title, sizeof title, "diff_texts, 100,000 lines, 1 in %u", gap);
    report(title, texts.old_text.size() + texts.new_text.size(), rounds, [&] {
      if (diff_texts(texts.old_text, texts.new_text, 3, arena) != Status::kOk) std::exit(1);
      TableHeader header;
      std::memcpy(&header, arena.bytes().data(), sizeof header);
      return header.items;
    });
  }
}

}  // namespace
}  // namespace hunkwise::bench

int main(int argc, char** argv) {
#if defined(__EMSCRIPTEN__)
  std::printf("em++ %d.%d.%d, ", __EMSCRIPTEN_major__, __EMSCRIPTEN_minor__, __EMSCRIPTEN_tiny__);
#endif
  std::printf("%s; flags as in CMakePresets.json and wasm/emscripten_flags.cmake\n", __VERSION__);
  hunkwise::bench::run(argc > 1 ? std::max(1, std::atoi(argv[1])) : 9);
}

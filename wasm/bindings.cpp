// Placeholder until the real boundary: numbers in, a status out.
#include <emscripten/bind.h>

#include <new>
#include <vector>

#include "line_diff.h"
#include "payload_index.h"

namespace {

std::vector<char> input;

// Returns the arena's address, 0 when there is no memory for it.
std::uint32_t input_reserve(std::uint32_t bytes) try {
  input.resize(bytes);
  return static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(input.data()));
} catch (const std::bad_alloc&) {
  return 0;
}

std::int32_t count_files() { return hunkwise::count_files({input.data(), input.size()}); }

std::int32_t edit_distance(std::uint32_t old_length, std::uint32_t new_length) try {
  return static_cast<std::int32_t>(hunkwise::edit_distance(std::vector<std::uint32_t>(old_length, 1),
                                                           std::vector<std::uint32_t>(new_length, 1)));
} catch (const std::bad_alloc&) {
  return -2;
}

void trap() { __builtin_trap(); }

}  // namespace

EMSCRIPTEN_BINDINGS(hunkwise) {
  emscripten::function("inputReserve", &input_reserve);
  emscripten::function("countFiles", &count_files);
  emscripten::function("editDistance", &edit_distance);
  emscripten::function("trap", &trap);
}

// The state between two windows as a value: bytes that a call gives back and takes again. Only this build's own bytes
// are taken; whoever edits them gets wrong rows, but never an access outside the window (every length is checked where
// it is used).
#pragma once

#include <cstring>
#include <span>
#include <type_traits>

#include "diff_types.h"

namespace hunkwise {

template <class State>
std::span<const u8> bytes_of(const State& state) {
  static_assert(std::has_unique_object_representations_v<State>);  // no padding: the same input, the same bytes
  return {reinterpret_cast<const u8*>(&state), sizeof state};
}

// No bytes: the first window, `state` stays as it is. False: not the bytes of such a state.
template <class State>
bool load_state(std::span<const u8> bytes, State& state) {
  static_assert(std::has_unique_object_representations_v<State>);  // no padding: the same input, the same bytes
  if (bytes.empty()) return true;
  if (bytes.size() != sizeof state) return false;
  std::memcpy(static_cast<void*>(&state), bytes.data(), sizeof state);
  return state.tag == State::kTag;
}

}  // namespace hunkwise

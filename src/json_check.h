// A strict JSON reader for the case that simdjson refuses a text: it finds the first offending byte (simdjson's DOM
// does not say), and mends what JSON.parse accepts but simdjson does not.
#pragma once

#include <span>

#include "diff_types.h"

namespace hunkwise {

struct JsonFault {
  Status status = Status::kOk;  // kOk, kMalformed, kInvalidUtf8 or kTooDeep
  u32 offset = 0;
  bool is_incomplete = false;  // nothing wrong but that the text ends too early
};

// Reads `text` as one JSON value between white space. In place, and without changing any length, lone surrogates
// become \ufffd and numbers that no 64-bit integer or double holds become 0. Linear; no recursion.
JsonFault check_json(std::span<u8> text);

}  // namespace hunkwise

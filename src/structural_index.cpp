// The only user of simdjson (npm: @nozbe/simdjson, pinned). Its kernel classes are used directly, without the parsers
// built on them: those come with virtual tables that would bring 40 KB of number and tree building into the module.
// The loop is the one of Langdale and Lemire, "Parsing gigabytes of JSON per second" (VLDB Journal 28, 2019), §3.
#include "structural_index.h"

// A namespace of our own, so that a program may link another simdjson beside this one.
#define simdjson hunkwise_simdjson
#include "simdjson.cpp"  // NOLINT(bugprone-suspicious-include): one file is how simdjson is published
#undef simdjson

namespace hunkwise {

bool index_structure(std::span<const u8> text, Buffer<u32>& positions) {
  namespace kernel = hunkwise_simdjson::westmere;
  using Bytes = kernel::simd::simd8x64<u8>;
  constexpr std::size_t kStep = 64;

  positions.resize_for_overwrite(text.size() + kStep);  // the indexer writes whole groups, beyond what it counts
  kernel::stage1::json_scanner scanner;
  kernel::utf8_validation::utf8_checker utf8;
  kernel::stage1::bit_indexer indexer(positions.data());
  u64 controls = 0;
  const auto read = [&](const u8* block, std::size_t at) {
    const Bytes bytes(block);
    const auto found = scanner.next(bytes);
    utf8.check_next_input(bytes);
    controls |= found.non_quote_inside_string(bytes.lteq(0x1F));
    indexer.write(static_cast<u32>(at), found.structural_start());
  };

  std::size_t at = 0;
  for (; text.size() - at >= kStep; at += kStep) read(text.data() + at, at);
  if (at < text.size()) {
    u8 last[kStep];
    std::memset(last, ' ', kStep);
    std::memcpy(last, text.data() + at, text.size() - at);
    read(last, at);
  }
  utf8.check_eof();
  positions.resize_for_overwrite(static_cast<std::size_t>(indexer.tail - positions.data()));
  return controls == 0 && scanner.finish() == hunkwise_simdjson::SUCCESS && utf8.errors() == hunkwise_simdjson::SUCCESS;
}

}  // namespace hunkwise

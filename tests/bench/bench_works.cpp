#include "bench_works.h"

#include <cstdlib>
#include <cstring>
#include <span>
#include <string_view>
#include <utility>

#include "generated_input.h"
#include "patch_index.h"
#include "payload_index.h"
#include "row_parser.h"
#include "text_diff.h"

namespace hunkwise::bench {
namespace {

constexpr std::size_t kWindowBytes = 256 * 1024;  // as js/core/limits.ts has it

std::span<const u8> bytes_of(std::string_view text) { return {reinterpret_cast<const u8*>(text.data()), text.size()}; }

TableHeader header_of(const ResultArena& arena) {
  TableHeader header;
  std::memcpy(&header, arena.bytes().data(), sizeof header);
  return header;
}

void check(Status status) {
  if (status != Status::kOk) std::exit(1);
}

using Window =
    std::function<Status(std::span<const u8> state, std::span<const u8> window, bool is_last, ResultArena& arena)>;

// Feeds a document window by window, the state carried over as bytes. Returns the items of all parts.
u32 feed(std::string_view document, const Window& read) {
  ResultArena arena;
  std::vector<u8> state;
  u32 items = 0;
  for (std::size_t at = 0; at < document.size();) {
    const std::string_view window = document.substr(at, kWindowBytes);
    check(read(state, bytes_of(window), at + window.size() == document.size(), arena));
    const TableHeader header = header_of(arena);
    const std::size_t padded = (header.state_bytes + 3) & ~std::size_t{3};
    const std::span<const u8> saved = arena.bytes().last(padded).first(header.state_bytes);
    state.assign(saved.begin(), saved.end());
    items += header.items;
    at += header.consumed;
    if (header.consumed == 0) std::exit(1);
  }
  return items;
}

Work windowed(std::string title, std::string document, Window read) {
  const std::size_t bytes = document.size();
  return {std::move(title), bytes,
          [document = std::move(document), read = std::move(read)] { return feed(document, read); }};
}

Work index_answer(std::string title, std::string document) {
  return windowed(std::move(title), std::move(document), [](auto state, auto window, bool is_last, auto& arena) {
    u32 error_offset = 0;
    return index_payload(state, window, is_last ? PayloadStep::kLast : PayloadStep::kWindow, arena, error_offset);
  });
}

Work diff_lines_work(u32 lines, u32 gap) {
  TextPair texts = generated_texts(lines, gap);
  const std::size_t bytes = texts.old_text.size() + texts.new_text.size();
  return {"diff_texts, " + std::to_string(lines) + " lines, 1 in " + std::to_string(gap), bytes,
          [texts = std::move(texts)] {
            ResultArena arena;
            check(diff_texts(texts.old_text, texts.new_text, 3, arena));
            return header_of(arena).items;
          }};
}

}  // namespace

u32 counted_run(const Work& work) { return work.run(); }

const std::vector<WorkMaker>& work_makers() {
  static const std::vector<WorkMaker> makers{
      {"payload",
       [](const Sizes& sizes) {
         return index_answer("index_payload, answer with texts", generated_payload(sizes.payload_bytes));
       }},
      {"summary",
       [](const Sizes& sizes) {
         return index_answer("index_payload, summary", generated_summary(sizes.summary_files));
       }},
      {"patch",
       [](const Sizes& sizes) {
         return windowed("index_patch", generated_patch(sizes.patch_bytes),
                         [](auto state, auto window, bool is_last, auto& arena) {
                           return index_patch(state, window, is_last, arena);
                         });
       }},
      {"rows",
       [](const Sizes& sizes) {
         return windowed("parse_rows, " + std::to_string(sizes.rows) + " rows", generated_escaped_diff(sizes.rows),
                         [](auto state, auto window, bool is_last, auto& arena) {
                           const u32 flags = text_flag::kEscaped | text_flag::kDoubledNewlines;
                           return parse_rows(state, window, flags, is_last, arena);
                         });
       }},
      {"lines-few", [](const Sizes& sizes) { return diff_lines_work(sizes.lines, 500); }},
      {"lines-many", [](const Sizes& sizes) { return diff_lines_work(sizes.lines, 20); }},
      {"intraline",
       [](const Sizes& sizes) {
         std::string batch = generated_pairs(sizes.pairs);
         const std::size_t bytes = batch.size();
         return Work{"diff_inline_batch, " + std::to_string(sizes.pairs) + " pairs", bytes, [batch = std::move(batch)] {
                       ResultArena arena;
                       check(diff_inline_batch(batch, arena));
                       return header_of(arena).hunks;
                     }};
       }},
  };
  return makers;
}

}  // namespace hunkwise::bench

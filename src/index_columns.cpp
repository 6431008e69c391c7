#include "index_columns.h"

#include <iterator>

namespace hunkwise {

void IndexColumns::reserve(std::size_t files, std::size_t pool_bytes) {
  lines_.reserve(files);
  pool_.reserve(pool_bytes);
}

// Answers where the text ends in the pool.
u32 IndexColumns::put(std::string_view text) {
  pool_.append(reinterpret_cast<const u8*>(text.data()), text.size());
  return pool_end();
}

void IndexColumns::add(const IndexEntry& entry) {
  const u8 side_byte = static_cast<u8>(static_cast<u32>(entry.side) | static_cast<u32>(entry.origin) << kSideBits);
  // Braces: one after the other, as the pool needs it.
  lines_.push_back({{put(entry.path), put(entry.old_path), put(entry.old_hash), put(entry.new_hash), entry.text_start,
                     entry.text_length, entry.additions, entry.deletions, entry.rows, entry.diff_bytes},
                    {static_cast<u8>(entry.status), side_byte, static_cast<u8>(entry.detail), entry.text_flags}});
}

void IndexColumns::restart() {
  *this = IndexColumns();
  restarted_ = true;
}

void IndexColumns::set_answer_string(AnswerString field, const std::optional<std::string_view>& sent) {
  const u32 at = 2 * static_cast<u32>(field);
  if (!sent) {
    answer_[at] = answer_[at + 1] = kUnknown;
    return;
  }
  const std::string_view text = *sent;
  answer_[at] = pool_end();
  answer_[at + 1] = static_cast<u32>(text.size());
  put(text);
}

void IndexColumns::write(TableHeader header, const Buffer<u8>& state, ResultArena& out) const {
  header.kind = static_cast<u32>(TableKind::kIndex);
  header.items = files();
  header.pool_bytes = static_cast<u32>(pool_.size());
  header.state_bytes = static_cast<u32>(state.size());
  header.flags |= (restarted_ ? table_flag::kRestart : 0) | (has_answer_ ? table_flag::kHasAnswer : 0);
  out.begin();
  const u32 count = files();
  for (std::size_t column = 0; column < std::size(Line{}.numbers); ++column) {
    u32* to = reinterpret_cast<u32*>(out.column_space(sizeof(u32) * count));
    for (const Line& line : lines_) *to++ = line.numbers[column];
  }
  if (has_answer_) out.column({reinterpret_cast<const u8*>(answer_.data()), sizeof answer_});
  out.column(pool_);
  for (std::size_t column = 0; column < std::size(Line{}.bytes); ++column) {
    u8* to = out.column_space(count);
    for (const Line& line : lines_) *to++ = line.bytes[column];
  }
  out.column(state);
  out.end(header);
}

}  // namespace hunkwise

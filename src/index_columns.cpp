#include "index_columns.h"

namespace hunkwise {

void IndexColumns::reserve(std::size_t files, std::size_t pool_bytes) {
  for (auto* column : {&path_ends_, &old_path_ends_, &old_hash_ends_, &new_hash_ends_, &text_starts_, &text_lengths_,
                       &additions_, &deletions_, &rows_, &diff_bytes_}) {
    column->reserve(files);
  }
  for (auto* column : {&statuses_, &sides_, &details_, &text_flags_}) column->reserve(files);
  pool_.reserve(pool_bytes);
}

void IndexColumns::add(const IndexEntry& entry) {
  const auto put = [this](std::string_view text, std::vector<u32>& ends) {
    pool_.insert(pool_.end(), text.begin(), text.end());
    ends.push_back(pool_end());
  };
  put(entry.path, path_ends_);
  put(entry.old_path, old_path_ends_);
  put(entry.old_hash, old_hash_ends_);
  put(entry.new_hash, new_hash_ends_);
  text_starts_.push_back(entry.text_start);
  text_lengths_.push_back(entry.text_length);
  additions_.push_back(entry.additions);
  deletions_.push_back(entry.deletions);
  rows_.push_back(entry.rows);
  diff_bytes_.push_back(entry.diff_bytes);
  statuses_.push_back(static_cast<u8>(entry.status));
  sides_.push_back(static_cast<u8>(entry.side));
  details_.push_back(static_cast<u8>(entry.detail));
  text_flags_.push_back(entry.text_flags);
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
  pool_.insert(pool_.end(), text.begin(), text.end());
}

void IndexColumns::write(TableHeader header, const std::vector<u8>& state, ResultArena& out) const {
  header.kind = static_cast<u32>(TableKind::kIndex);
  header.items = files();
  header.pool_bytes = static_cast<u32>(pool_.size());
  header.state_bytes = static_cast<u32>(state.size());
  header.flags |= (restarted_ ? table_flag::kRestart : 0) | (has_answer_ ? table_flag::kHasAnswer : 0);
  out.begin(TableKind::kIndex);
  for (const auto* ends : {&path_ends_, &old_path_ends_, &old_hash_ends_, &new_hash_ends_, &text_starts_,
                           &text_lengths_, &additions_, &deletions_, &rows_, &diff_bytes_}) {
    out.column(*ends);
  }
  if (has_answer_) out.column({reinterpret_cast<const u8*>(answer_.data()), sizeof answer_});
  for (const auto* bytes : {&pool_, &statuses_, &sides_, &details_, &text_flags_, &state}) out.column(*bytes);
  out.end(header);
}

}  // namespace hunkwise

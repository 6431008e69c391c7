#include "result_table.h"

#include <cstring>

namespace hunkwise {

void ResultArena::begin(TableKind) { size_ = sizeof(TableHeader); }

void ResultArena::column(std::span<const u8> column_bytes) {
  const std::size_t padded = (column_bytes.size() + 3) & ~std::size_t{3};
  if (bytes_.size() < size_ + padded) bytes_.resize(std::max(size_ + padded, bytes_.size() + bytes_.size() / 2));
  if (!column_bytes.empty()) std::memcpy(bytes_.data() + size_, column_bytes.data(), column_bytes.size());
  if (padded != column_bytes.size()) {
    std::memset(bytes_.data() + size_ + column_bytes.size(), 0, padded - column_bytes.size());
  }
  size_ += padded;
}

void ResultArena::end(const TableHeader& header) { std::memcpy(bytes_.data(), &header, sizeof header); }

void ResultArena::fail(TableKind kind, Status status, u32 error_offset) {
  TableHeader header;
  header.kind = static_cast<u32>(kind);
  header.status = static_cast<u32>(status);
  header.error_offset = error_offset;
  size_ = sizeof header;
  end(header);
}

void ResultArena::trim() {
  size_ = sizeof(TableHeader);
  bytes_.resize(size_);
  bytes_.shrink_to_fit();
}

}  // namespace hunkwise

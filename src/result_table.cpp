#include "result_table.h"

#include <cstring>

namespace hunkwise {

u8* ResultArena::column_space(std::size_t size) {
  const std::size_t at = bytes_.size();
  bytes_.grow_for(size);
  bytes_.resize_for_overwrite(at + size);
  pad();
  return bytes_.data() + at;
}

void ResultArena::column(std::span<const u8> column_bytes) {
  bytes_.append(column_bytes.data(), column_bytes.size());
  pad();
}

void ResultArena::pad() {
  static constexpr u8 kZeros[3] = {};
  bytes_.append(kZeros, (0 - bytes_.size()) & 3);
}

void ResultArena::end(const TableHeader& header) { std::memcpy(bytes_.data(), &header, sizeof header); }

void ResultArena::fail(TableKind kind, Status status, u32 error_offset) {
  TableHeader header;
  header.kind = static_cast<u32>(kind);
  header.status = static_cast<u32>(status);
  header.error_offset = error_offset;
  bytes_.resize_for_overwrite(sizeof header);
  end(header);
}

}  // namespace hunkwise

#include "table_reader.h"

namespace hunkwise::test {

Index index_patch_document(std::string_view patch, Windows windows) {
  IndexParts parts;
  std::vector<u8> state;
  ResultArena arena;
  const Status status = run(patch, windows, [&](std::span<const u8> window, bool is_last, u32& consumed) {
    const Status result = index_patch(state, window, is_last, arena);
    if (result == Status::kOk) {
      consumed = consumed_of(arena);
      state = parts.add(arena.bytes());
    }
    return result;
  });
  if (status == Status::kOk) return parts.finish();
  Index failed;
  failed.status = status;
  return failed;
}

}  // namespace hunkwise::test

// Property: the fast reader (structural index and cursor) and the slow one (check_json) accept the same documents.
#include <cstdlib>
#include <vector>

#include "json_check.h"
#include "json_cursor.h"
#include "structural_index.h"

using namespace hunkwise;

extern "C" int LLVMFuzzerTestOneInput(const u8* bytes, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const u8* bytes, std::size_t size) {
  // An exact copy, so that a read beyond its end is seen.
  const std::vector<u8> copy(bytes, bytes + size);
  Buffer<u32> positions;
  bool accepted = false;
  if (index_structure(copy, positions)) {
    JsonCursor cursor(copy, positions);
    accepted = cursor.skip() && cursor.finish();
  }
  const JsonFault fault = check_json(copy);
  if (accepted != (fault.status == Status::kOk)) std::abort();
  if (fault.offset > size) std::abort();
  return 0;
}

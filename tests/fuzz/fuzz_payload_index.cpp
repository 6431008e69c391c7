// Properties: an answer is read alike in windows of any size; what is accepted is JSON, what is refused as malformed is
// not; the counts of every text are those of its rows.
#include <cstdlib>

#include "documents.h"
#include "json_check.h"

using namespace hunkwise;
using namespace hunkwise::test;

extern "C" int LLVMFuzzerTestOneInput(const u8* bytes, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const u8* bytes, std::size_t size) {
  if (size < 1) return 0;
  const std::string_view json(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  const Index index = index_payload_document(json);
  const Index pieces = index_payload_document(json, random_sizes(bytes[0], 1u + bytes[0]));
  if ((index.status == Status::kOk) != (pieces.status == Status::kOk)) std::abort();
  if (index.status != Status::kOk) return 0;
  if (!(index == pieces)) std::abort();
  for (const File& file : index.files) {
    if (file.text_start + u64{file.text_length} > json.size()) std::abort();
    if (file.detail == Detail::kAbsent || file.detail == Detail::kBinary) continue;
    const Rows table = parse_file(json, file);
    if (table.additions != file.additions || table.deletions != file.deletions || table.rows.size() != file.rows) std::abort();
  }
  return 0;
}

// Properties: an answer is read alike, or refused for the same reason at the same place, in windows of any size; what
// is accepted is JSON, what is refused as malformed is not; the counts of every text are those of its rows.
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
  if (!(index == pieces)) std::abort();
  if (index.status == Status::kInternal || index.error_offset > json.size()) std::abort();
  // Half a byte order mark: to the index it is cut off at the end, to a checker of JSON it is wrong from the start.
  if (json.size() < 3 && std::string_view("\xEF\xBB\xBF").starts_with(json)) return 0;
  const std::size_t mark = json.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  const JsonFault fault = check_json({bytes + 1 + mark, json.size() - mark});
  // Invalid UTF-8 is an error outside diff texts only.
  if (fault.status != Status::kInvalidUtf8) {
    const bool is_json =
        index.status == Status::kOk || index.status == Status::kWrongType || index.status == Status::kTooLarge;
    if (fault.status == Status::kOk && !is_json) std::abort();
    if (fault.status != Status::kOk && index.status == Status::kOk) std::abort();
    if (fault.status != Status::kOk && index.status == fault.status && index.error_offset != fault.offset + mark)
      std::abort();
  }
  if (index.status != Status::kOk) return 0;
  for (const File& file : index.files) {
    if (file.text_start + u64{file.text_length} > json.size()) std::abort();
    if (file.detail == Detail::kAbsent || file.detail == Detail::kBinary) continue;
    const Rows table = parse_file(json, file);
    if (table.additions != file.additions || table.deletions != file.deletions || table.rows.size() != file.rows)
      std::abort();
  }
  return 0;
}

// Properties: a text gives the same rows plain and as the body of a JSON string, in windows of any size; it is counted
// as its rows are; no line of it is lost.
#include <cstdlib>

#include "row_checks.h"

using namespace hunkwise;
using namespace hunkwise::test;

namespace {

// The same rows, but for where their texts stand.
bool alike(const Rows& plain, const Rows& escaped) {
  if (plain.rows.size() != escaped.rows.size() || plain.hunks != escaped.hunks) return false;
  for (std::size_t i = 0; i < plain.rows.size(); ++i) {
    Row row = escaped.rows[i];
    row.text_start = plain.rows[i].text_start;
    if (!(row == plain.rows[i])) return false;
  }
  return plain.checkpoints == escaped.checkpoints && plain.additions == escaped.additions;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const u8* bytes, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const u8* bytes, std::size_t size) {
  if (size < 1) return 0;
  const std::string_view text(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  const Counts counts = count_document(text, false);
  if (!(count_document(text, false, random_sizes(bytes[0], 1u + bytes[0])) == counts)) std::abort();
  const Rows table = parse_document(text, counts.flags);
  if (!(parse_document(text, counts.flags, random_sizes(bytes[0], 1u + bytes[0])) == table)) std::abort();
  if (table.rows.size() != counts.rows || table.additions != counts.additions || table.deletions != counts.deletions)
    std::abort();
  if (!lost_line(text, table).empty() || !inconsistency(table).empty()) std::abort();
  const std::string body = escape(text);
  const Counts escaped = count_document(body, true);
  if (escaped.flags != counts.flags || escaped.rows != counts.rows || escaped.diff_bytes != counts.diff_bytes)
    std::abort();
  if (!alike(table, parse_document(body, static_cast<u8>(counts.flags | text_flag::kEscaped)))) std::abort();
  return 0;
}

// What must hold for the index of any patch, whatever is in it.
#pragma once

#include <string>
#include <string_view>

#include "documents.h"

namespace hunkwise::test {

// The first promise that `index` breaks for `patch`; empty if it keeps them all.
inline std::string broken_promise(std::string_view patch, const Index& index) {
  if (index.status != Status::kOk) return "status";
  u64 end_before = 0;
  for (const File& file : index.files) {
    const std::string of = " of '" + file.path + "' at " + std::to_string(file.text_start);
    if (file.text_start < end_before) return "order" + of;
    end_before = u64{file.text_start} + file.text_length;
    if (end_before > patch.size()) return "range" + of;
    if (file.text_length == 0) return "empty range" + of;
    if (file.text_start != 0 && patch[file.text_start - 1] != '\n' && file.text_start != 3) return "line start" + of;
    if ((file.side == Side::kOld) != (file.status == FileStatus::kDeleted)) return "old side" + of;
    if ((file.side == Side::kNew) != (file.status == FileStatus::kAdded)) return "new side" + of;
    if (!file.old_path.empty() && file.status != FileStatus::kRenamed && file.status != FileStatus::kCopied) {
      return "old path" + of;
    }
    if (file.detail != Detail::kText) {
      if (file.detail != Detail::kBinary && file.detail != Detail::kEmpty) return "detail" + of;
      if (file.additions != 0 || file.deletions != 0 || file.rows != 0) return "counts" + of;
      if (file.diff_bytes != file.text_length) return "bytes" + of;
      if (file.detail == Detail::kEmpty && !parse_file(patch, file).rows.empty()) return "rows of nothing" + of;
      continue;
    }
    const Rows rows = parse_file(patch, file);
    if (rows.rows.size() != file.rows) return "rows" + of;
    if (rows.additions != file.additions) return "additions" + of;
    if (rows.deletions != file.deletions) return "deletions" + of;
    if ((file.text_flags & text_flag::kDoubledNewlines) == 0 && file.diff_bytes != file.text_length)
      return "bytes" + of;
    if (file.diff_bytes > file.text_length) return "more bytes" + of;
    if ((file.text_flags & text_flag::kCombined) != 0) {
      for (const Row& row : rows.rows) {
        if (row.kind != RowKind::kRaw) return "a merge's row" + of;
      }
    }
  }
  return {};
}

}  // namespace hunkwise::test

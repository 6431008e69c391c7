// One call's answer: a header of 16 numbers, then columns, each starting at a multiple of four. All numbers are
// little-endian. js/core/format.ts reads what this file writes; the magic, the version and a test keep them together.
//
// A document that passes in several windows gives several answers ("parts"): columns of all parts, put one behind the
// other, are the columns of the document, because every position and row number in them counts from its beginning.
#pragma once

#include <span>

#include "buffer.h"
#include "diff_types.h"

namespace hunkwise {

inline constexpr u32 kTableMagic = 0x31545748;  // "HWT1"
inline constexpr u32 kTableVersion = 3;

enum class TableKind : u32 {
  // items = files. Columns: u32 pathEnd, oldPathEnd, oldHashEnd, newHashEnd (ends in the pool; each string starts where
  // the one before ends), textStart, textLength (bytes of the source), additions, deletions, rows, diffBytes; u32[20]
  // answer's own fields if flag 2; pool bytes; u8 status, side (side | origin << 2), detail,
  // textFlags.
  kIndex = 1,
  // items = rows. Columns: u32 textStart; u32 hunks × (row, oldStart, oldCount, newStart, newCount); u32 diagnostics ×
  // (code, row, byteOffset); u32 checkpoints × (next old line, next new line); u8 rowByte (kind | flags << 3).
  kRows = 2,
  // items = pairs. Columns: u32 spanEnds × 2 (of each pair's old and new line); u32 spans × (start, end) in UTF-16
  // units; u8 inexact.
  kSpans = 3,
  // items = rows. No columns; header only.
  kCounts = 4,
};

namespace table_flag {
inline constexpr u32 kRestart = 1;    // index: forget the files of earlier parts (a repeated key: the last one wins)
inline constexpr u32 kHasAnswer = 2;  // index: the answer's own fields are here
inline constexpr u32 kInexact = 4;    // a budget ran out: right, but not minimal
}  // namespace table_flag

struct TableHeader {
  u32 magic = kTableMagic;
  u32 version = kTableVersion;
  u32 kind = 0;
  u32 status = 0;
  u32 error_offset = 0;
  u32 flags = 0;
  u32 items = 0;
  u32 hunks = 0;  // kSpans: spans
  u32 diagnostics = 0;
  u32 checkpoints = 0;
  u32 pool_bytes = 0;
  u32 state_bytes = 0;  // the state for the next window, the table's last section
  u32 consumed = 0;     // bytes of the window that need not be given again
  u32 additions = 0;
  u32 deletions = 0;
  u32 detail = 0;  // kCounts: text_flag | Detail << 8
};
static_assert(sizeof(TableHeader) == 64);

// The result arena: keeps its memory from call to call.
class ResultArena {
 public:
  ResultArena() : bytes_(sizeof(TableHeader)) {}

  // Starts an answer. Everything of the last one is gone.
  void begin() { bytes_.resize_for_overwrite(sizeof(TableHeader)); }
  // Appends a column; the next one starts at a multiple of four.
  void column(std::span<const u8> bytes);
  // The same, to be filled by the caller before the next call.
  u8* column_space(std::size_t size);
  template <class T>
  void column(const Buffer<T>& values) {
    column({reinterpret_cast<const u8*>(values.data()), values.size() * sizeof(T)});
  }
  void end(const TableHeader& header);
  // An answer that is only a status; needs no memory.
  void fail(TableKind kind, Status status, u32 error_offset);

  std::span<const u8> bytes() const { return bytes_; }

 private:
  void pad();

  Buffer<u8> bytes_;
};

}  // namespace hunkwise

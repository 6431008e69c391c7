// The vocabulary of the core: what a file, a row and an answer can be. js/core/format.ts mirrors every number here
// and a test compares the two; a changed number needs a new kTableVersion (result_table.h).
#pragma once

#include <cstdint>

namespace hunkwise {

using u8 = std::uint8_t;
using u16 = std::uint16_t;
using u32 = std::uint32_t;
using u64 = std::uint64_t;
using i32 = std::int32_t;
using i64 = std::int64_t;

// The one error vocabulary. Malformed *diff text* is never one of these: it becomes raw rows and a Diagnostic.
enum class Status : u32 {
  kOk = 0,
  kMalformed = 1,    // not JSON; error offset = the first byte that cannot be
  kWrongType = 2,    // JSON, but not the service's answer; error offset = the value of the wrong type
  kInvalidUtf8 = 3,  // outside a diff text
  kTooDeep = 4,      // nested deeper than kMaxDepth
  kTooLarge = 5,     // over a ceiling of diff_limits.h or of the caller
  kOutOfMemory = 6,
  kInternal = 7,  // a state or an argument that this build did not make
};

enum class RowKind : u8 { kHunkHeader = 0, kContext = 1, kAddition = 2, kDeletion = 3, kRaw = 4 };

// Bits of a row. In the packed byte of a row they stand above the three bits of its kind.
namespace row_flag {
inline constexpr u8 kNoNewline = 1;         // the line has no line end in its file
inline constexpr u8 kHiddenCharacters = 2;  // bidi controls, zero-width characters (hidden_chars.h)
}  // namespace row_flag
inline constexpr u32 kRowKindBits = 3;

enum class FileStatus : u8 {
  kAdded = 0,
  kModified = 1,
  kDeleted = 2,
  kUnchanged = 3,
  kRenamed = 4,
  kCopied = 5,
  kTypeChanged = 6,
};

enum class Side : u8 { kBoth = 0, kOld = 1, kNew = 2 };

// Who changed a file since the copies were last the same, as the service says.
enum class ChangeOrigin : u8 { kUnknown = 0, kLocal = 1, kUpstream = 2, kBoth = 3 };
inline constexpr u32 kSideBits = 2;  // a side's byte in the index: side | origin << kSideBits

// What is known of a file's diff text.
enum class Detail : u8 {
  kText = 0,
  kAbsent = 1,  // not sent
  kEmpty = 2,   // sent, and empty: the contents differ in nothing a line diff can show (CRLF against LF)
  kBinary = 3,
  kError = 4,  // the service put a sentence about its failure where the diff belongs
};

// How a diff text is to be read; found once by the index, given back to the row parser.
namespace text_flag {
inline constexpr u8 kEscaped = 1;          // the body of a JSON string, not yet unescaped
inline constexpr u8 kBlankIsContext = 2;   // an empty line is a context row whose blank was stripped
inline constexpr u8 kDoubledNewlines = 4;  // every row is followed by an empty line (Python's readlines + join)
inline constexpr u8 kHasOldHash = 8;       // index column only: the hash was sent (it may be empty)
inline constexpr u8 kHasNewHash = 16;      // index column only
inline constexpr u8 kHasOldPath = 32;      // index column only
inline constexpr u8 kCombined = 64;        // a combined diff (@@@): all rows are raw
}  // namespace text_flag

// Why rows are raw. The order is the order of DiagnosticCode in js/core/format.ts.
enum class DiagnosticCode : u32 {
  kTruncatedHunk = 0,   // the text ends before the header's counts are used up
  kUnexpectedLine = 1,  // a line inside a hunk that the counts do not allow
  kSurplusText = 2,     // text after a complete hunk that is no hunk header
  kBadHunkHeader = 3,   // starts like one, but its numbers cannot be read or reach 2^31
  kNoHunk = 4,          // text without any hunk
  kCombinedDiff = 5,    // more than two sides
};

// Counts that are not known: the text was not sent.
inline constexpr u32 kUnknown = 0xFFFFFFFFu;

}  // namespace hunkwise

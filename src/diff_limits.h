// Every ceiling (a size: exceeding it is an error) and budget (work: exceeding it makes a result inexact) of the core.
#pragma once

#include <cstddef>
#include <cstdint>

namespace hunkwise::limits {

// Bytes. Source positions are u32 and kUnknown is taken; JavaScript refuses earlier (1 GiB unless told otherwise).
inline constexpr std::uint64_t kMaxSourceBytes = 0xFFFFFFF0ull;

// Levels of nesting in an answer. The real one has 4; JSON readers at large stop around 1,000.
inline constexpr std::uint32_t kMaxDepth = 1024;

// Bytes of one answer that remain when diff texts, other long strings and repeated white space are skipped: kept in
// memory until they can be validated as a whole. Real answers need about 300 bytes a file and 1 KB around the list.
inline constexpr std::size_t kMaxSkeletonBytes = 512 * 1024;

// Bytes of skeleton after which complete file entries are handed to simdjson. Large enough to amortise a call, small
// enough to stay in the second-level cache together with its structural index.
inline constexpr std::size_t kSkeletonBatchBytes = 32 * 1024;

// Line numbers and counts must stay below 2^31, so that every reader's signed arithmetic is right.
inline constexpr std::uint64_t kMaxLineNumber = 0x7FFFFFFFull;

// Bytes of a line that decide whether it is a hunk header: "@@ -" + 10 digits + "," + 10 + " +" + 10 + "," + 10 + " @@".
inline constexpr std::size_t kLineHeadBytes = 64;

// Bytes of a header line of a patch (paths of 4,096 bytes, octal-quoted, twice). A longer line is prose.
inline constexpr std::size_t kMaxHeaderLineBytes = 64 * 1024;

// Diagnostics kept per table; a text that is broken everywhere says so once per place, not per row.
inline constexpr std::uint32_t kMaxDiagnostics = 256;

// Guardrails of a viewer: above either, a file starts collapsed. Rows are real rows, bytes UTF-8 without doubling.
inline constexpr std::uint32_t kGuardRows = 1000;
inline constexpr std::uint32_t kGuardDiffBytes = 50 * 1024;

// Rows between two checkpoints of line numbers: 8 bytes each, so an eighth of a byte a row, 63 steps at most.
inline constexpr std::uint32_t kCheckpointRows = 64;

}  // namespace hunkwise::limits

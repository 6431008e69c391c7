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
inline constexpr std::size_t kMaxSkeletonBytes = std::size_t{512} * 1024;

// Bytes of skeleton after which complete file entries are handed to simdjson. Large enough to amortise a call, small
// enough to stay in the second-level cache together with its structural index.
inline constexpr std::size_t kSkeletonBatchBytes = std::size_t{32} * 1024;

// Line numbers and counts must stay below 2^31, so that every reader's signed arithmetic is right.
inline constexpr std::uint64_t kMaxLineNumber = 0x7FFFFFFFull;

// Bytes of a line that decide whether it is a hunk header: "@@ -" + 10 digits + "," + 10 + " +" + 10 + "," + 10 + "
// @@".
inline constexpr std::size_t kLineHeadBytes = 64;

// Bytes of a header line of a patch (paths of 4,096 bytes, octal-quoted, twice). A longer line is prose.
inline constexpr std::size_t kMaxHeaderLineBytes = std::size_t{64} * 1024;

// Diagnostics kept per table; a text that is broken everywhere says so once per place, not per row.
inline constexpr std::uint32_t kMaxDiagnostics = 256;

// Guardrails of a viewer: above either, a file starts collapsed. Rows are real rows, bytes UTF-8 without doubling.
inline constexpr std::uint32_t kGuardRows = 1000;
inline constexpr std::uint32_t kGuardDiffBytes = 50 * 1024;

// Rows between two checkpoints of line numbers: 8 bytes each, so an eighth of a byte a row, 63 steps at most.
inline constexpr std::uint32_t kCheckpointRows = 64;

// ---- Line diff and intraline diff ----

// Work of one line diff before it may stop being minimal, in steps of a diagonal or a matched line: about 30 ms native,
// and some 8,000 changed lines that occur on both sides (lines of one side only cost nothing).
inline constexpr std::uint32_t kLineDiffEffort = 1u << 24;

// Rounds (half an edit distance) of one search for a middle; bounds its memory to 16 bytes a round.
inline constexpr std::uint32_t kMaxSplitRounds = 8192;

// Rounds when the effort is spent: as xdiff's smallest cost limit, so that time grows linearly from there on. Fewer of
// them where more than 2^18 lines are left to compare, down to 16: every line costs up to as many steps as there are
// rounds.
inline constexpr std::uint32_t kCoarseSplitRounds = 256;
inline constexpr std::uint32_t kMinCoarseSplitRounds = 16;
inline constexpr std::uint32_t kCoarseEffort = 1u << 26;

// Generations of boxes in which lines that occur exactly once are looked for; each costs one pass over the lines.
inline constexpr std::uint32_t kMaxAnchorDepth = 8;

// What one call of dtl may need: 24 bytes a coordinate, far below the 2,000,000 where its script stops being minimal,
// and about 130 bytes an item. Larger parts are cut first. Of 2^9 to 2^16, this was fastest or close to it: the
// coordinates stay under the 128 KiB from which malloc takes fresh pages for every call.
inline constexpr std::uint64_t kMaxDtlCoordinates = 1u << 12;
inline constexpr std::uint64_t kMaxDtlItems = 1u << 14;

// Runs of equal lines that difflib's method lists at a time, 16 bytes each. Two texts of 20,000 lines have so many when
// every line is repeated as often as difflib allows.
inline constexpr std::uint32_t kMaxDifflibRuns = 1u << 22;

// Items of one side a search can number. More (a side of 2^30 lines found on both) count as changed.
inline constexpr std::uint32_t kMaxDiffItems = 1u << 30;

// Positions tried for one block of changed lines: the look of a block that slides further is not worth the time.
inline constexpr std::uint32_t kMaxSlide = 100;

// Columns and neighbouring blank lines that still tell two positions of a block apart.
inline constexpr std::int32_t kMaxIndent = 200;
inline constexpr std::int32_t kMaxBlankLines = 20;

// Bytes of what differs between two long lines (common ends taken off) up to which words are compared; above it the
// whole stretch is one span. Source code rarely has lines over 200 bytes, and nobody reads more than a screen of marks.
inline constexpr std::size_t kMaxIntralineBytes = std::size_t{4} * 1024;

// Bytes of a line above which nothing is marked inside it.
inline constexpr std::size_t kMaxIntralineLineBytes = std::size_t{1024} * 1024;

// Work of one comparison inside a pair of lines, in the steps of kLineDiffEffort: under a millisecond.
inline constexpr std::uint32_t kIntralineEffort = 1u << 16;

// Characters of a changed stretch (common ends taken off) up to which they are compared after the words.
inline constexpr std::uint32_t kMaxCharacterDiff = 128;

}  // namespace hunkwise::limits

// The columns of an index (TableKind::kIndex), filled file by file.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "buffer.h"
#include "diff_types.h"
#include "result_table.h"

namespace hunkwise {

struct IndexEntry {
  std::string_view path;
  std::string_view old_path;
  std::string_view old_hash;
  std::string_view new_hash;
  u32 text_start = 0;
  u32 text_length = 0;
  u32 additions = kUnknown;
  u32 deletions = kUnknown;
  u32 rows = kUnknown;
  u32 diff_bytes = 0;
  FileStatus status = FileStatus::kModified;
  Side side = Side::kBoth;
  ChangeOrigin origin = ChangeOrigin::kUnknown;
  Detail detail = Detail::kAbsent;
  u8 text_flags = 0;
};

// The answer's own fields: (start, length) in the pool of each string, in this order; then the summary, then
// has_changes, then the summary's conflicts. kUnknown for what was not sent.
enum class AnswerString : u32 {
  kArtifactId,
  kArtifactName,
  kArtifactType,
  kCollectionName,
  kProjectPath,
  kUpstreamSource,
  kUpstreamVersion,
};
inline constexpr u32 kAnswerStrings = 7;
inline constexpr u32 kAnswerSummary = 2 * kAnswerStrings;  // added, modified, deleted, unchanged
inline constexpr u32 kAnswerHasChanges = kAnswerSummary + 4;
inline constexpr u32 kAnswerConflicts = kAnswerSummary + 5;
inline constexpr u32 kAnswerNumbers = 20;

class IndexColumns {
 public:
  // `pool_base`: bytes of the pool in the parts before this one.
  explicit IndexColumns(u32 pool_base = 0) : pool_base_(pool_base) {}

  // Room for so much, so that filling it copies nothing twice.
  void reserve(std::size_t files, std::size_t pool_bytes);
  void add(const IndexEntry& entry);
  void restart();
  void set_answer_string(AnswerString field, const std::optional<std::string_view>& text);
  void set_answer_number(u32 position, u32 value) { answer_[position] = value; }
  void begin_answer() {
    has_answer_ = true;
    answer_.fill(kUnknown);
  }

  u32 pool_end() const { return pool_base_ + static_cast<u32>(pool_.size()); }
  u32 files() const { return static_cast<u32>(lines_.size()); }

  // Writes the answer; `header` brings consumed and state_bytes, `state` the bytes of the latter.
  void write(TableHeader header, const Buffer<u8>& state, ResultArena& out) const;

 private:
  // One file's values, in the order of the columns.
  struct Line {
    u32 numbers[10];
    u8 bytes[4];
  };

  u32 put(std::string_view text);

  u32 pool_base_;
  bool restarted_ = false;
  bool has_answer_ = false;
  Buffer<Line> lines_;
  Buffer<u8> pool_;
  std::array<u32, kAnswerNumbers> answer_{};
};

}  // namespace hunkwise

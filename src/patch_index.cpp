#include "patch_index.h"

#include <cstring>

#include "buffer.h"
#include "diff_limits.h"
#include "file_header.h"
#include "index_columns.h"
#include "patch_lines.h"
#include "section_reader.h"
#include "state_bytes.h"

namespace hunkwise {
namespace {

enum class Phase : u32 {
  kProse,
  kGitHeader,    // between "diff --git" and the first hunk
  kPlainHeader,  // "--- " was there, "+++ " is next
  kRows,
  kBinaryStart,  // "literal 123" or "delta 123" may come
  kBinaryLines,
};

struct PatchState {
  static constexpr u32 kTag = 0x43544150;  // "PATC"
  u32 tag = kTag;
  u32 position = 0;
  u32 pool_end = 0;
  Phase phase = Phase::kProse;
  u32 section_start = 0;
  u32 binary_end = 0;            // of the last line that belongs to a binary patch
  u32 prelude_start = kUnknown;  // of lines above "--- " that belong to it, if any
  u8 inside_line = 0;            // the window ended in a line that needs no more looking at
  u8 follows_newline = 1;        // the last byte was a line end
  u16 unused = 0;
  FileHeader::Facts facts;
  u32 text_sizes[FileHeader::kTexts] = {};  // the texts stand behind this state, one after the other
  SectionReader rows;
};

class PatchReader {
 public:
  PatchReader(PatchState& state, FileHeader& header, IndexColumns& columns)
      : s_(state), header_(header), columns_(columns) {}

  // Answers how much of the window it is done with.
  u32 read(std::span<const u8> window, bool is_last);

 private:
  void take(const PatchLine& line);
  void take_prose(const PatchLine& line);
  bool take_git_header(const PatchLine& line);
  bool take_binary(const PatchLine& line);
  void take_prelude(const PatchLine& line);
  void begin_section(Phase phase, const PatchLine& line);
  void begin_rows();
  void end_section(const SectionEnd& end);
  void add_entry(const SectionText& text, Detail detail);

  PatchState& s_;
  FileHeader& header_;
  IndexColumns& columns_;
};

u32 PatchReader::read(std::span<const u8> window, bool is_last) {
  const u32 size = static_cast<u32>(window.size());
  u32 at = 0;
  if (s_.position == 0 && size != 0) {
    static constexpr u8 kByteOrderMark[] = {0xEF, 0xBB, 0xBF};
    const u32 seen = std::min(size, u32{3});
    if (std::memcmp(window.data(), kByteOrderMark, seen) == 0) {
      if (seen < 3 && !is_last) return 0;
      if (seen == 3) at = 3;
    }
  }
  while (at < size) {
    if (s_.inside_line) {
      const void* end = std::memchr(window.data() + at, '\n', size - at);
      if (end == nullptr) {
        at = size;
        break;
      }
      at = static_cast<u32>(static_cast<const u8*>(end) - window.data()) + 1;
      s_.inside_line = 0;
      continue;
    }
    if (s_.phase == Phase::kRows && s_.rows.can_skim()) {
      bool inside_line = false;
      at += s_.rows.skim(window.data() + at, size - at, inside_line);
      s_.inside_line = inside_line;
      if (inside_line || at == size) continue;
    }
    PatchLine line;
    if (!read_patch_line(window, at, s_.position, is_last, line)) break;
    take(line);
    at += line.size;
    s_.inside_line = !line.is_whole;
  }
  if (at != 0) s_.follows_newline = window[at - 1] == '\n';
  if (is_last) end_section({s_.position + at, true, s_.follows_newline != 0});
  return at;
}

void PatchReader::take(const PatchLine& line) {
  bool is_taken = false;
  switch (s_.phase) {
    case Phase::kProse:
      break;
    case Phase::kGitHeader:
      is_taken = take_git_header(line);
      break;
    case Phase::kPlainHeader:
      // "+++ ": the line before had a look at it.
      header_.set(FileHeader::kNewName, line.trimmed().substr(std::min<std::size_t>(4, line.trimmed().size())));
      begin_rows();
      return;
    case Phase::kRows:
      is_taken = s_.rows.take(line);
      break;
    case Phase::kBinaryStart:
    case Phase::kBinaryLines:
      is_taken = take_binary(line);
      break;
  }
  if (is_taken) return;
  if (s_.phase != Phase::kProse) end_section({line.start, false, true});
  take_prose(line);
}

void PatchReader::take_prose(const PatchLine& line) {
  switch (line.role) {
    case LineRole::kGitSection:
      begin_section(Phase::kGitHeader, line);
      header_.begin_git(line.trimmed());
      return;
    case LineRole::kPlainSection: {
      const bool has_name = s_.prelude_start != kUnknown && header_.has(FileHeader::kIndexName);
      const OwnedText name = has_name ? header_.texts[FileHeader::kIndexName] : OwnedText();
      begin_section(Phase::kPlainHeader, line);
      header_.begin(SectionForm::kPlain);
      if (has_name) header_.set(FileHeader::kIndexName, name);
      header_.set(FileHeader::kOldName, line.trimmed().substr(4));
      return;
    }
    case LineRole::kBinarySection:
      begin_section(Phase::kProse, line);
      header_.begin(SectionForm::kBinaryLine);
      header_.take_binary_line(line.trimmed());
      s_.binary_end = line.start + line.size;
      s_.phase = Phase::kBinaryStart;
      end_section({s_.binary_end, false, true});
      return;
    case LineRole::kHunk: {
      HunkHeader ignored;
      const HunkHeaderResult result = read_hunk_header(line.head(), ignored);
      const bool is_merge = line.text.starts_with("@@@ -");
      if (result != HunkHeaderResult::kHeader && !is_merge) break;
      begin_section(Phase::kRows, line);
      s_.section_start = line.start;
      header_.begin(SectionForm::kHeaderless);
      s_.rows.begin(is_merge);
      s_.rows.take(line);
      return;
    }
    case LineRole::kPrelude:
      take_prelude(line);
      return;
    default:
      break;
  }
  s_.prelude_start = kUnknown;
}

// "Index: f", a rule, "diff -u f.1 f.2", each of which may be missing.
void PatchReader::take_prelude(const PatchLine& line) {
  const bool is_index = line.text.starts_with("Index: ");
  const bool is_command = line.text.starts_with("diff ");
  const bool had_command = header_.has(FileHeader::kDiffNames);
  if (s_.prelude_start == kUnknown || is_index || (is_command && had_command)) {
    s_.prelude_start = line.start;
    header_.begin(SectionForm::kHeaderless);
  }
  if (is_index) header_.set(FileHeader::kIndexName, line.trimmed().substr(7));
  if (is_command) header_.set(FileHeader::kDiffNames, {});
}

void PatchReader::begin_section(Phase phase, const PatchLine& line) {
  s_.phase = phase;
  s_.section_start = s_.prelude_start != kUnknown ? s_.prelude_start : line.start;
  s_.prelude_start = kUnknown;
}

void PatchReader::begin_rows() {
  s_.phase = Phase::kRows;
  s_.rows.begin(header_.facts.form == SectionForm::kCombined);
}

bool PatchReader::take_git_header(const PatchLine& line) {
  if (line.role == LineRole::kHunk) {
    if (header_.facts.form == SectionForm::kCombined && !line.text.starts_with("@@@")) return false;
    begin_rows();
    // A line that only looks like a hunk's beginning is raw text of this file; there is nothing else it could be of.
    return s_.rows.take(line);
  }
  if (!line.is_whole || line.role == LineRole::kGitSection) return false;
  const std::string_view text = line.trimmed();
  if (text == "GIT binary patch") {
    header_.facts.is_binary = 1;
    s_.phase = Phase::kBinaryStart;
    s_.binary_end = line.start + line.size;
    return true;
  }
  if (header_.take_binary_line(text)) {
    s_.phase = Phase::kBinaryStart;  // data may follow, but it seldom does
    s_.binary_end = line.start + line.size;
    return true;
  }
  // Who reads this section's rows has to skip the same lines.
  return is_file_header_line(line.head()) && header_.take_git_line(text);
}

// "literal 123", lines of base 85 whose first letter is their length, an empty line; then the same for the way back.
bool PatchReader::take_binary(const PatchLine& line) {
  const std::string_view text = line.trimmed();
  if (s_.phase == Phase::kBinaryStart) {
    if (!text.starts_with("literal ") && !text.starts_with("delta ")) return false;
    s_.phase = Phase::kBinaryLines;
  } else if (text.empty()) {
    s_.phase = Phase::kBinaryStart;
    return true;
  } else {
    static constexpr std::size_t kLongest = 1 + 65;  // 52 bytes, five characters for four of them
    if (text.size() > kLongest || text.find(' ') != std::string_view::npos) return false;
  }
  s_.binary_end = line.start + line.size;
  return true;
}

void PatchReader::end_section(const SectionEnd& end) {
  SectionText text;
  switch (s_.phase) {
    case Phase::kProse:
      break;
    case Phase::kGitHeader:
      // A first line alone says nothing, and may be prose.
      if (header_.facts.lines == 0) break;
      text.end = end.at;
      add_entry(text, Detail::kEmpty);
      break;
    case Phase::kPlainHeader:
      break;
    case Phase::kRows:
      add_entry(s_.rows.finish(end), Detail::kText);
      break;
    case Phase::kBinaryStart:
    case Phase::kBinaryLines:
      text.end = s_.binary_end;
      add_entry(text, Detail::kBinary);
      break;
  }
  s_.phase = Phase::kProse;
  s_.prelude_start = kUnknown;
}

void PatchReader::add_entry(const SectionText& text, Detail detail) {
  const ResolvedFile file = header_.resolve();
  IndexEntry entry;
  entry.path = file.path;
  entry.old_path = file.old_path;
  entry.old_hash = header_.texts[FileHeader::kOldHash];
  entry.new_hash = header_.texts[FileHeader::kNewHash];
  entry.text_start = s_.section_start;
  entry.text_length = text.end - s_.section_start;
  entry.additions = text.additions;
  entry.deletions = text.deletions;
  entry.rows = text.rows;
  entry.diff_bytes = entry.text_length - text.artefacts;
  entry.status = file.status;
  entry.side = file.side;
  entry.detail = detail;
  entry.text_flags = text.flags;
  if (header_.has(FileHeader::kOldHash)) entry.text_flags |= text_flag::kHasOldHash;
  if (header_.has(FileHeader::kNewHash)) entry.text_flags |= text_flag::kHasNewHash;
  if (!file.old_path.empty()) entry.text_flags |= text_flag::kHasOldPath;
  columns_.add(entry);
}

// The texts of the header, behind the plain state.
bool load_header(std::span<const u8> bytes, const PatchState& state, FileHeader& header) {
  header.facts = state.facts;
  for (u32 i = 0; i < FileHeader::kTexts; ++i) {
    const u32 size = state.text_sizes[i];
    if (size > bytes.size()) return false;
    header.texts[i] = std::string_view(reinterpret_cast<const char*>(bytes.data()), size);
    bytes = bytes.subspan(size);
  }
  return bytes.empty();
}

Buffer<u8> save(PatchState& state, const FileHeader& header) {
  state.facts = header.facts;
  for (u32 i = 0; i < FileHeader::kTexts; ++i) state.text_sizes[i] = static_cast<u32>(header.texts[i].size());
  Buffer<u8> bytes;
  bytes.append(reinterpret_cast<const u8*>(&state), sizeof state);
  for (const OwnedText& text : header.texts) {
    bytes.append(reinterpret_cast<const u8*>(text.view().data()), text.size());
  }
  return bytes;
}

}  // namespace

Status index_patch(std::span<const u8> state_bytes, std::span<const u8> window, bool is_last, ResultArena& out) {
  PatchState state;
  FileHeader header;
  if (!state_bytes.empty()) {
    if (state_bytes.size() < sizeof state || !load_state(state_bytes.first(sizeof state), state) ||
        !load_header(state_bytes.subspan(sizeof state), state, header)) {
      return Status::kInternal;
    }
  }
  if (u64{state.position} + window.size() > limits::kMaxSourceBytes) return Status::kTooLarge;

  IndexColumns columns(state.pool_end);
  const u32 consumed = PatchReader(state, header, columns).read(window, is_last);
  state.position += consumed;
  state.pool_end = columns.pool_end();
  if (state.phase == Phase::kProse && state.prelude_start == kUnknown) header.begin(SectionForm::kHeaderless);

  TableHeader table;
  table.consumed = consumed;
  const Buffer<u8> saved = save(state, header);
  columns.write(table, saved, out);
  return Status::kOk;
}

}  // namespace hunkwise

// The only user of simdjson: its DOM reads the skeleton of the answer, batch by batch.
#include "payload_index.h"

#include <cstring>
#include <optional>
#include <string_view>

#include "index_columns.h"
#include "json_check.h"
#include "json_skeleton.h"
#include "simdjson.h"

namespace hunkwise {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

struct StateHead {
  static constexpr u32 kTag = 0x444C5950;  // "PYLD"
  u32 tag = kTag;
  u32 pool_end = 0;
  u32 envelope_bytes = 0;
  u32 envelope_segments = 0;
  u32 batch_bytes = 0;
  u32 batch_segments = 0;
  u32 texts = 0;
  u32 unused = 0;
  SkeletonState walk;
};

struct State {
  StateHead head;
  Skeleton envelope;
  Skeleton batch;
  std::vector<FileText> texts;

  bool load(std::span<const u8> bytes) {
    if (bytes.empty()) return true;
    if (bytes.size() < sizeof head) return false;
    std::memcpy(static_cast<void*>(&head), bytes.data(), sizeof head);
    bytes = bytes.subspan(sizeof head);
    return head.tag == StateHead::kTag && take(bytes, envelope.bytes, head.envelope_bytes) &&
           take(bytes, envelope.segments, head.envelope_segments) && take(bytes, batch.bytes, head.batch_bytes) &&
           take(bytes, batch.segments, head.batch_segments) && take(bytes, texts, head.texts) && bytes.empty();
  }

  std::vector<u8> save() {
    head.envelope_bytes = envelope.size();
    head.envelope_segments = static_cast<u32>(envelope.segments.size());
    head.batch_bytes = batch.size();
    head.batch_segments = static_cast<u32>(batch.segments.size());
    head.texts = static_cast<u32>(texts.size());
    std::vector<u8> bytes;
    bytes.reserve(sizeof head + envelope.size() + batch.size() + 8 * (envelope.segments.size() + batch.segments.size()) +
                  sizeof(FileText) * texts.size());
    put(bytes, &head, sizeof head);
    put(bytes, envelope.bytes.data(), envelope.size());
    put(bytes, envelope.segments.data(), sizeof(Skeleton::Segment) * envelope.segments.size());
    put(bytes, batch.bytes.data(), batch.size());
    put(bytes, batch.segments.data(), sizeof(Skeleton::Segment) * batch.segments.size());
    put(bytes, texts.data(), sizeof(FileText) * texts.size());
    return bytes;
  }

 private:
  template <class T>
  static bool take(std::span<const u8>& bytes, std::vector<T>& values, u32 count) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (u64{count} * sizeof(T) > bytes.size()) return false;
    values.resize(count);
    if (count != 0) std::memcpy(static_cast<void*>(values.data()), bytes.data(), count * sizeof(T));
    bytes = bytes.subspan(count * sizeof(T));
    return true;
  }

  static void put(std::vector<u8>& bytes, const void* from, std::size_t size) {
    const u8* begin = static_cast<const u8*>(from);
    if (size != 0) bytes.insert(bytes.end(), begin, begin + size);
  }
};
static_assert(std::is_trivially_copyable_v<StateHead>);

// simdjson's working memory; keeps nothing of a document that a later call would see.
simdjson::dom::parser& parser() {
  static simdjson::dom::parser instance;
  return instance;
}

// Bytes of the shortest usual file entry: "unchanged", one hash each side, a short path.
constexpr std::size_t kEntryBytes = 220;

Fault wrong_type(u32 offset) { return {Status::kWrongType, offset}; }

// Reads a skeleton as a whole. What simdjson refuses and JSON.parse accepts is mended first.
Fault parse(Skeleton& skeleton, element& root) {
  const std::size_t size = skeleton.bytes.size();
  simdjson::dom::parser& reader = parser();
  if (reader.capacity() < size || reader.max_depth() < limits::kMaxDepth + 3) {
    const auto error = reader.allocate(std::max<std::size_t>(size, 2 * limits::kSkeletonBatchBytes), limits::kMaxDepth + 3);
    if (error) return {Status::kOutOfMemory, 0};
  }
  skeleton.bytes.resize(size + simdjson::SIMDJSON_PADDING);
  auto error = reader.parse(skeleton.bytes.data(), size, false).get(root);
  if (error == simdjson::MEMALLOC) return {Status::kOutOfMemory, 0};
  if (error) {
    const JsonFault fault = check_json({skeleton.bytes.data(), size});
    if (fault.status != Status::kOk) {
      skeleton.bytes.resize(size);
      return {fault.status, skeleton.source_of(fault.offset)};
    }
    error = reader.parse(skeleton.bytes.data(), size, false).get(root);
    if (error) return {Status::kInternal, skeleton.source_of(0)};
  }
  skeleton.bytes.resize(size);
  return {};
}

// Strings and numbers of the answer: absent and null alike are "not sent". False: another type.
bool read(element value, std::optional<std::string_view>& out) {
  out.reset();
  if (value.is_null()) return true;
  std::string_view text;
  if (value.get_string().get(text)) return false;
  out = text;
  return true;
}

bool read(element value, u32& out) {
  out = kUnknown;
  if (value.is_null()) return true;
  std::uint64_t number = 0;
  if (value.get_uint64().get(number)) return false;
  out = number > limits::kMaxLineNumber ? static_cast<u32>(limits::kMaxLineNumber) : static_cast<u32>(number);
  return true;
}

bool read(element value, bool& out) {
  out = false;
  return value.is_null() || !value.get_bool().get(out);
}

bool file_status(std::string_view word, FileStatus& status) {
  static constexpr std::pair<std::string_view, FileStatus> kWords[] = {
      {"added", FileStatus::kAdded},     {"modified", FileStatus::kModified}, {"deleted", FileStatus::kDeleted},
      {"unchanged", FileStatus::kUnchanged}, {"renamed", FileStatus::kRenamed}, {"copied", FileStatus::kCopied},
      {"type-changed", FileStatus::kTypeChanged},
  };
  for (const auto& [text, value] : kWords) {
    if (word == text) {
      status = value;
      return true;
    }
  }
  return false;
}

// One file entry as it was sent.
struct FileFields {
  std::optional<std::string_view> file_path, path, status, old_hash, new_hash, text;
  u32 additions = kUnknown;
  u32 deletions = kUnknown;
  u32 diff_bytes = kUnknown;
  bool is_binary = false;

  bool read_all(simdjson::dom::object object) {
    for (const auto [key, value] : object) {
      bool fits = true;
      if (key == "file_path") fits = read(value, file_path);
      else if (key == "path") fits = read(value, path);
      else if (key == "status") fits = read(value, status);
      else if (key == "collection_hash") fits = read(value, old_hash);
      else if (key == "project_hash") fits = read(value, new_hash);
      else if (key == "unified_diff") fits = read(value, text);
      else if (key == "additions") fits = read(value, additions);
      else if (key == "deletions") fits = read(value, deletions);
      else if (key == "diff_bytes") fits = read(value, diff_bytes);
      else if (key == "is_binary") fits = read(value, is_binary);
      if (!fits) return false;
    }
    return true;
  }
};

// Which side has the file: the hash that was sent tells, whichever way round the endpoint uses "added". Without any
// hash the word is taken as it is commonly meant.
Side side_of(const FileFields& fields, FileStatus status) {
  if (fields.old_hash && fields.new_hash) return Side::kBoth;
  if (fields.old_hash) return Side::kOld;
  if (fields.new_hash) return Side::kNew;
  return status == FileStatus::kAdded ? Side::kNew : status == FileStatus::kDeleted ? Side::kOld : Side::kBoth;
}

bool make_entry(const FileFields& fields, const FileText& text, IndexEntry& entry) {
  const auto& path = fields.file_path ? fields.file_path : fields.path;
  if (!path || !fields.status || !file_status(*fields.status, entry.status)) return false;
  entry.path = *path;
  entry.side = side_of(fields, entry.status);
  if (fields.old_hash) {
    entry.old_hash = *fields.old_hash;
    entry.text_flags |= text_flag::kHasOldHash;
  }
  if (fields.new_hash) {
    entry.new_hash = *fields.new_hash;
    entry.text_flags |= text_flag::kHasNewHash;
  }
  if (fields.text && text.length != kUnknown) {
    entry.text_start = text.start;
    entry.text_length = text.length;
    entry.additions = text.counts.additions;
    entry.deletions = text.counts.deletions;
    entry.rows = text.counts.rows;
    entry.diff_bytes = text.utf8_bytes;
    entry.detail = text.counts.detail;
    entry.text_flags |= text_flag::kEscaped | text.counts.flags;
    return true;
  }
  const bool has_no_diff = fields.is_binary || entry.status == FileStatus::kUnchanged;
  entry.detail = fields.is_binary ? Detail::kBinary : Detail::kAbsent;
  entry.additions = has_no_diff ? 0 : fields.additions;
  entry.deletions = has_no_diff ? 0 : fields.deletions;
  entry.diff_bytes = fields.diff_bytes == kUnknown ? 0 : fields.diff_bytes;
  return true;
}

class FileListReader final : public BatchReader {
 public:
  explicit FileListReader(IndexColumns& columns) : columns_(columns) {}

  Fault read_batch(Skeleton& batch, std::span<const FileText> texts, bool has_placeholder) override {
    element root;
    if (const Fault fault = parse(batch, root); fault.status != Status::kOk) return fault;
    simdjson::dom::array list;
    if (root.get_array().get(list)) return {Status::kInternal, batch.source_of(0)};
    std::size_t file = 0;
    for (const element item : list) {
      if (has_placeholder) {
        has_placeholder = false;
        continue;
      }
      const u32 offset = file < texts.size() ? texts[file].object_start : batch.source_of(batch.size() - 1);
      simdjson::dom::object object;
      if (item.get_object().get(object) || file == texts.size()) return wrong_type(offset);
      FileFields fields;
      IndexEntry entry;
      if (!fields.read_all(object) || !make_entry(fields, texts[file], entry)) return wrong_type(offset);
      columns_.add(entry);
      ++file;
    }
    return {};
  }

  void restart() override { columns_.restart(); }

 private:
  IndexColumns& columns_;
};

bool read_summary(element value, IndexColumns& columns) {
  static constexpr std::string_view kNames[] = {"added", "modified", "deleted", "unchanged"};
  if (value.is_null()) return true;
  simdjson::dom::object summary;
  if (value.get_object().get(summary)) return false;
  for (const auto [key, number] : summary) {
    for (u32 i = 0; i < 4; ++i) {
      u32 count = kUnknown;
      if (key != kNames[i]) continue;
      if (!read(number, count)) return false;
      columns.set_answer_number(kAnswerSummary + i, count);
    }
  }
  return true;
}

// The answer's own fields, from all of the skeleton but the files.
Fault read_answer(Skeleton& envelope, IndexColumns& columns, bool must_have_files) {
  static constexpr std::string_view kStrings[kAnswerStrings] = {
      "artifact_id", "artifact_name", "artifact_type", "collection_name", "project_path", "upstream_source",
      "upstream_version"};
  element root;
  if (const Fault fault = parse(envelope, root); fault.status != Status::kOk) return fault;
  const Fault wrong = wrong_type(envelope.source_of(0));
  simdjson::dom::object answer;
  if (root.get_object().get(answer)) return wrong;
  columns.begin_answer();
  bool has_files = false;
  for (const auto [key, value] : answer) {
    for (u32 i = 0; i < kAnswerStrings; ++i) {
      std::optional<std::string_view> text;
      if (key != kStrings[i]) continue;
      if (!read(value, text)) return wrong;
      columns.set_answer_number(2 * i, kUnknown);
      if (text) columns.set_answer_string(static_cast<AnswerString>(i), *text);
    }
    if (key == "files") has_files = value.is_array();
    if (key == "summary" && !read_summary(value, columns)) return wrong;
    if (key == "has_changes" && !value.is_null()) {
      bool has_changes = false;
      if (!read(value, has_changes)) return wrong;
      columns.set_answer_number(kAnswerHasChanges, has_changes);
    }
  }
  return has_files || !must_have_files ? Fault{} : wrong;
}

}  // namespace

Status index_payload(std::span<const u8> state_bytes, std::span<const u8> window, PayloadStep step, ResultArena& out,
                     u32& error_offset) {
  State state;
  error_offset = 0;
  if (!state.load(state_bytes)) return Status::kInternal;
  const auto fails = [&](const Fault& fault) {
    error_offset = fault.offset;
    return fault.status;
  };
  SkeletonState& walk_state = state.head.walk;
  if (u64{walk_state.position} + window.size() > limits::kMaxSourceBytes) return fails({Status::kTooLarge, walk_state.position});

  IndexColumns columns(state.head.pool_end);
  columns.reserve(window.size() / kEntryBytes, window.size() / 2);
  FileListReader reader(columns);
  SkeletonWalk walk(walk_state, state.envelope, state.batch, state.texts, reader);
  Fault fault;
  if (step == PayloadStep::kSnapshot) {
    if (walk_state.envelope_cut != 0) {
      Skeleton begun = state.envelope;
      begun.bytes.resize(walk_state.envelope_cut);
      begun.append_ours("]}", walk_state.position);
      fault = read_answer(begun, columns, false);
    }
  } else {
    fault = walk.feed(window);
    if (fault.status == Status::kOk && step == PayloadStep::kLast) {
      fault = walk.finish();
      if (fault.status == Status::kOk) fault = read_answer(state.envelope, columns, true);
    }
  }
  if (fault.status != Status::kOk) return fails(fault);

  if (step != PayloadStep::kSnapshot) state.head.pool_end = columns.pool_end();
  TableHeader header;
  header.consumed = static_cast<u32>(window.size());
  columns.write(header, state.save(), out);
  return Status::kOk;
}

}  // namespace hunkwise

#include "payload_index.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string_view>

#include "buffer.h"
#include "index_columns.h"
#include "json_check.h"
#include "json_cursor.h"
#include "json_skeleton.h"
#include "structural_index.h"

namespace hunkwise {
namespace {

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
  Buffer<FileText> texts;

  bool load(std::span<const u8> bytes) {
    if (bytes.empty()) return true;
    if (bytes.size() < sizeof head) return false;
    std::memcpy(static_cast<void*>(&head), bytes.data(), sizeof head);
    bytes = bytes.subspan(sizeof head);
    return head.tag == StateHead::kTag && take(bytes, envelope.bytes, head.envelope_bytes) &&
           take(bytes, envelope.segments, head.envelope_segments) && take(bytes, batch.bytes, head.batch_bytes) &&
           take(bytes, batch.segments, head.batch_segments) && take(bytes, texts, head.texts) && bytes.empty();
  }

  Buffer<u8> save() {
    head.envelope_bytes = envelope.size();
    head.envelope_segments = static_cast<u32>(envelope.segments.size());
    head.batch_bytes = batch.size();
    head.batch_segments = static_cast<u32>(batch.segments.size());
    head.texts = static_cast<u32>(texts.size());
    Buffer<u8> bytes;
    bytes.reserve(sizeof head + envelope.size() + batch.size() +
                  8 * (envelope.segments.size() + batch.segments.size()) + sizeof(FileText) * texts.size());
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
  static bool take(std::span<const u8>& bytes, Buffer<T>& values, u32 count) {
    if (u64{count} * sizeof(T) > bytes.size()) return false;
    values.append(reinterpret_cast<const T*>(bytes.data()), count);  // only copied, so it need not be aligned
    bytes = bytes.subspan(count * sizeof(T));
    return true;
  }

  static void put(Buffer<u8>& bytes, const void* from, std::size_t size) {
    bytes.append(static_cast<const u8*>(from), size);
  }
};
static_assert(std::is_trivially_copyable_v<StateHead>);

// Bytes of the shortest usual file entry: "unchanged", one hash each side, a short path.
constexpr std::size_t kEntryBytes = 220;

Fault wrong_type(u32 offset) { return {Status::kWrongType, offset}; }

// Reads the whole skeleton with `read(cursor)`, which answers the fault of a wrong type, if any. `source_end`: bytes of
// the source so far. That something is no
// JSON at all the cursor can only tell; where, is looked up.
template <class Read>
Fault read_skeleton(const Skeleton& skeleton, u32 source_end, Read read) {
  Buffer<u32> positions;
  if (index_structure(skeleton.bytes, positions)) {
    JsonCursor cursor(skeleton.bytes, positions);
    const Fault fault = read(cursor);
    if (!cursor.has_failed() && (fault.status != Status::kOk || cursor.finish())) return fault;
  }
  const JsonFault json = check_json(skeleton.bytes);
  if (json.status == Status::kOk) return {Status::kInternal, skeleton.source_of(0)};
  // White space at the end is not in the skeleton.
  return {json.status, json.is_incomplete ? source_end : skeleton.source_of(json.offset)};
}

// A value of another type than it should have; it may also be no JSON, which the cursor then knows.
bool is_wrong(JsonCursor& cursor) {
  cursor.skip();
  return false;
}

// Values of the answer: absent and null alike are "not sent". False: another type (or no JSON).
bool read(JsonCursor& cursor, std::optional<std::string_view>& out) {
  out.reset();
  if (cursor.peek() == 'n') return cursor.null();
  if (cursor.peek() != '"') return is_wrong(cursor);
  std::string_view text;
  if (!cursor.string(text)) return false;
  out = text;
  return true;
}

bool read(JsonCursor& cursor, u32& out) {
  out = kUnknown;
  if (cursor.peek() == 'n') return cursor.null();
  if (cursor.peek() != '-' && (cursor.peek() < '0' || cursor.peek() > '9')) return is_wrong(cursor);
  bool is_count = false;
  return cursor.number(out, is_count) && is_count;
}

bool read(JsonCursor& cursor, bool& out) {
  out = false;
  if (cursor.peek() == 'n') return cursor.null();
  return cursor.peek() == 't' || cursor.peek() == 'f' ? cursor.boolean(out) : is_wrong(cursor);
}

bool file_status(std::string_view word, FileStatus& status) {
  static constexpr std::pair<std::string_view, FileStatus> kWords[] = {
      {"added", FileStatus::kAdded},
      {"modified", FileStatus::kModified},
      {"deleted", FileStatus::kDeleted},
      {"unchanged", FileStatus::kUnchanged},
      {"renamed", FileStatus::kRenamed},
      {"copied", FileStatus::kCopied},
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

  bool read_all(JsonCursor& cursor) {
    std::string_view key;
    while (cursor.next_key(key)) {
      if (!read_field(cursor, key)) return false;
    }
    return wrong_ == 0 && !cursor.has_failed();
  }

 private:
  bool read_field(JsonCursor& cursor, std::string_view key) {
    if (key == "file_path") return note(0, read(cursor, file_path), cursor);
    if (key == "status") return note(1, read(cursor, status), cursor);
    if (key == "collection_hash") return note(2, read(cursor, old_hash), cursor);
    if (key == "project_hash") return note(3, read(cursor, new_hash), cursor);
    if (key == "unified_diff") return note(4, read(cursor, text), cursor);
    if (key == "path") return note(5, read(cursor, path), cursor);
    if (key == "additions") return note(6, read(cursor, additions), cursor);
    if (key == "deletions") return note(7, read(cursor, deletions), cursor);
    if (key == "diff_bytes") return note(8, read(cursor, diff_bytes), cursor);
    if (key == "is_binary") return note(9, read(cursor, is_binary), cursor);
    return cursor.skip();
  }

  // A value of the wrong type is one only if the same key does not come again.
  bool note(u32 field, bool fits, const JsonCursor& cursor) {
    wrong_ = (wrong_ & ~(1u << field)) | u32{!fits} << field;
    return !cursor.has_failed();
  }

  u32 wrong_ = 0;
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
    return read_skeleton(batch, batch.source_of(batch.size()), [&](JsonCursor& cursor) {
      const auto wrong = [&] { return wrong_type(batch.source_of(cursor.offset())); };
      if (!cursor.begin_array()) return wrong();
      if (has_placeholder && !(cursor.next_element() && cursor.skip())) return wrong();
      for (std::size_t file = 0; cursor.next_element(); ++file) {
        if (cursor.peek() != '{' || file == texts.size()) {
          const Fault fault = wrong();
          is_wrong(cursor);
          if (cursor.peek() != ',' && cursor.peek() != ']') cursor.finish();  // fails: it is no element at all
          return fault;
        }
        const Fault wrong_entry = wrong_type(texts[file].object_start);
        FileFields fields;
        IndexEntry entry;
        cursor.begin_object();
        if (!fields.read_all(cursor) || !make_entry(fields, texts[file], entry)) return wrong_entry;
        columns_.add(entry);
      }
      return Fault{};
    });
  }

  void restart() override { columns_.restart(); }

 private:
  IndexColumns& columns_;
};

bool read_summary(JsonCursor& cursor, IndexColumns& columns) {
  static constexpr std::string_view kNames[] = {"added", "modified", "deleted", "unchanged"};
  static_assert(std::size(kNames) == kAnswerHasChanges - kAnswerSummary);
  u32 wrong = 0;
  for (u32 i = 0; i < std::size(kNames); ++i) columns.set_answer_number(kAnswerSummary + i, kUnknown);
  if (cursor.peek() == 'n') return cursor.null();
  if (cursor.peek() != '{') return is_wrong(cursor);
  cursor.begin_object();
  std::string_view key;
  while (cursor.next_key(key)) {
    const auto name = std::find(std::begin(kNames), std::end(kNames), key);
    if (name == std::end(kNames)) {
      cursor.skip();
      continue;
    }
    const u32 field = static_cast<u32>(name - std::begin(kNames));
    u32 count = kUnknown;
    const bool fits = read(cursor, count);
    wrong = (wrong & ~(1u << field)) | u32{!fits} << field;
    columns.set_answer_number(kAnswerSummary + field, count);
  }
  return wrong == 0 && !cursor.has_failed();
}

// The answer's own fields, from all of the skeleton but the files.
class AnswerReader {
 public:
  explicit AnswerReader(IndexColumns& columns) : columns_(columns) {
    std::fill(std::begin(wrong_at_), std::end(wrong_at_), kUnknown);
  }

  Fault read_all(const Skeleton& envelope, u32 source_end, bool must_have_files) {
    columns_.begin_answer();
    return read_skeleton(envelope, source_end, [&](JsonCursor& cursor) {
      const Fault not_an_answer = wrong_type(envelope.source_of(cursor.offset()));
      if (cursor.peek() != '{') {
        if (cursor.skip()) cursor.finish();
        return not_an_answer;
      }
      cursor.begin_object();
      std::string_view key;
      while (cursor.next_key(key)) {
        if (!read_field(cursor, key, envelope.source_of(cursor.offset()))) return not_an_answer;
      }
      const u32 wrong = *std::min_element(std::begin(wrong_at_), std::end(wrong_at_));
      if (wrong != kUnknown) return wrong_type(wrong);
      return has_files_ || !must_have_files ? Fault{} : not_an_answer;
    });
  }

 private:
  // False: no JSON.
  bool read_field(JsonCursor& cursor, std::string_view key, u32 offset) {
    static constexpr std::string_view kStrings[kAnswerStrings] = {"artifact_id",     "artifact_name", "artifact_type",
                                                                  "collection_name", "project_path",  "upstream_source",
                                                                  "upstream_version"};
    if (key == "files") {
      has_files_ = cursor.peek() == '[';
      return cursor.skip();
    }
    if (key == "summary") return note(kAnswerStrings, read_summary(cursor, columns_), offset, cursor);
    if (key == "has_changes") {
      const bool was_sent = cursor.peek() != 'n';
      bool has_changes = false;
      const bool fits = read(cursor, has_changes);
      columns_.set_answer_number(kAnswerHasChanges, was_sent ? has_changes : kUnknown);
      return note(kAnswerStrings + 1, fits, offset, cursor);
    }
    const auto name = std::find(std::begin(kStrings), std::end(kStrings), key);
    if (name == std::end(kStrings)) return cursor.skip();
    const u32 field = static_cast<u32>(name - std::begin(kStrings));
    std::optional<std::string_view> text;
    const bool fits = read(cursor, text);
    columns_.set_answer_string(static_cast<AnswerString>(field), text);
    return note(field, fits, offset, cursor);
  }

  // As in a file's entry: only the last value of a key counts.
  bool note(u32 field, bool fits, u32 offset, const JsonCursor& cursor) {
    wrong_at_[field] = fits ? kUnknown : offset;
    return !cursor.has_failed();
  }

  IndexColumns& columns_;
  u32 wrong_at_[kAnswerStrings + 2];
  bool has_files_ = false;
};

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
  if (u64{walk_state.position} + window.size() > limits::kMaxSourceBytes)
    return fails({Status::kTooLarge, walk_state.position});

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
      fault = AnswerReader(columns).read_all(begun, walk_state.position, false);
    }
  } else {
    fault = walk.feed(window);
    if (fault.status == Status::kOk && step == PayloadStep::kLast) {
      fault = walk.finish();
      if (fault.status == Status::kOk)
        fault = AnswerReader(columns).read_all(state.envelope, walk_state.position, true);
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

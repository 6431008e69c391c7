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
// No padding: the same input, the same bytes.
static_assert(std::has_unique_object_representations_v<StateHead>);
static_assert(std::has_unique_object_representations_v<FileText>);

// Bytes of the shortest usual file entry: "unchanged", one hash each side, a short path.
constexpr std::size_t kEntryBytes = 220;

Fault wrong_type(u32 offset) { return {Status::kWrongType, offset}; }

// Reads the whole skeleton with `read(cursor)`, which answers the fault of a wrong type, if any. `source_end`: bytes of
// the source so far. That something is no JSON at all the cursor can only tell; where, is looked up.
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

// The word's place in `words`; their number if it is none of them.
u32 index_of(std::span<const std::string_view> words, std::string_view word) {
  u32 index = 0;
  while (index < words.size() && words[index] != word) ++index;
  return index;
}

// In the order of FileStatus.
constexpr std::string_view kStatuses[] = {"added",   "modified", "deleted",     "unchanged",
                                          "renamed", "copied",   "type-changed"};

// In the order of ChangeOrigin, from its second.
constexpr std::string_view kOrigins[] = {"local", "upstream", "both"};

// One file entry as it was sent.
struct FileFields {
  using Text = std::optional<std::string_view>;
  static constexpr std::string_view kNames[] = {"file_path",    "status",     "collection_hash", "project_hash",
                                                "unified_diff", "path",       "change_origin",   "additions",
                                                "deletions",    "diff_bytes", "is_binary"};
  Text texts[7];
  u32 counts[3] = {kUnknown, kUnknown, kUnknown};
  bool is_binary = false;

  const Text& path() const { return texts[0] ? texts[0] : texts[5]; }
  const Text& status() const { return texts[1]; }
  const Text& old_hash() const { return texts[2]; }
  const Text& new_hash() const { return texts[3]; }
  const Text& unified_diff() const { return texts[4]; }
  const Text& origin() const { return texts[6]; }

  bool read_all(JsonCursor& cursor) {
    std::string_view key;
    u32 wrong = 0;  // fields of a wrong type; only the last value of a key counts
    while (cursor.next_key(key)) {
      const u32 field = index_of(kNames, key);
      // What other services may call so is none of ours: only a word counts.
      const bool is_other = field == 6 && cursor.peek() != '"';
      if (is_other) texts[field].reset();
      const bool fits = is_other      ? cursor.skip()
                        : field < 7   ? read(cursor, texts[field])
                        : field < 10  ? read(cursor, counts[field - 7])
                        : field == 10 ? read(cursor, is_binary)
                                      : cursor.skip();
      wrong = (wrong & ~(1u << field)) | u32{!fits} << field;
    }
    return wrong == 0 && !cursor.has_failed();
  }
};

// Which side has the file: the hash that was sent tells, whichever way round the endpoint uses "added". Without any
// hash the word is taken as it is commonly meant.
Side side_of(const FileFields& fields, FileStatus status) {
  if (fields.old_hash() && fields.new_hash()) return Side::kBoth;
  if (fields.old_hash()) return Side::kOld;
  if (fields.new_hash()) return Side::kNew;
  return status == FileStatus::kAdded ? Side::kNew : status == FileStatus::kDeleted ? Side::kOld : Side::kBoth;
}

bool make_entry(const FileFields& fields, const FileText& text, IndexEntry& entry) {
  const u32 status = fields.status() ? index_of(kStatuses, *fields.status()) : u32{std::size(kStatuses)};
  if (!fields.path() || status == std::size(kStatuses)) return false;
  entry.path = *fields.path();
  entry.status = static_cast<FileStatus>(status);
  entry.side = side_of(fields, entry.status);
  // Another word is one of a newer service, and says nothing to us.
  if (fields.origin()) entry.origin = static_cast<ChangeOrigin>((index_of(kOrigins, *fields.origin()) + 1) & 3);
  if (fields.old_hash()) {
    entry.old_hash = *fields.old_hash();
    entry.text_flags |= text_flag::kHasOldHash;
  }
  if (fields.new_hash()) {
    entry.new_hash = *fields.new_hash();
    entry.text_flags |= text_flag::kHasNewHash;
  }
  if (fields.unified_diff() && text.length != kUnknown) {
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
  entry.additions = has_no_diff ? 0 : fields.counts[0];
  entry.deletions = has_no_diff ? 0 : fields.counts[1];
  entry.diff_bytes = fields.counts[2] == kUnknown ? 0 : fields.counts[2];
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
  static constexpr std::string_view kNames[] = {"added", "modified", "deleted", "unchanged", "conflicts"};
  const auto set = [&](u32 field, u32 count) {
    columns.set_answer_number(field == 4 ? kAnswerConflicts : kAnswerSummary + field, count);
  };
  u32 wrong = 0;
  for (u32 i = 0; i < std::size(kNames); ++i) set(i, kUnknown);
  if (cursor.peek() == 'n') return cursor.null();
  if (cursor.peek() != '{') return is_wrong(cursor);
  cursor.begin_object();
  std::string_view key;
  while (cursor.next_key(key)) {
    const u32 field = index_of(kNames, key);
    u32 count = kUnknown;
    const bool fits = field < std::size(kNames) ? read(cursor, count) : cursor.skip();
    if (field < std::size(kNames)) set(field, count);
    wrong = (wrong & ~(1u << field)) | u32{!fits} << field;
  }
  return wrong == 0 && !cursor.has_failed();
}

// The answer's own fields, from all of the skeleton but the files.
Fault read_answer(const Skeleton& envelope, u32 source_end, bool must_have_files, IndexColumns& columns) {
  static constexpr std::string_view kNames[] = {
      "artifact_id",     "artifact_name",    "artifact_type", "collection_name", "project_path",
      "upstream_source", "upstream_version", "files",         "summary",         "has_changes"};
  columns.begin_answer();
  return read_skeleton(envelope, source_end, [&](JsonCursor& cursor) {
    const Fault not_an_answer = wrong_type(envelope.source_of(cursor.offset()));
    if (cursor.peek() != '{') {
      if (cursor.skip()) cursor.finish();
      return not_an_answer;
    }
    bool has_files = false;
    u32 wrong_at[std::size(kNames) + 1];  // of each field's last value
    std::fill(std::begin(wrong_at), std::end(wrong_at), kUnknown);
    cursor.begin_object();
    std::string_view key;
    while (cursor.next_key(key)) {
      const u32 field = index_of(kNames, key);
      const u32 offset = envelope.source_of(cursor.offset());
      bool fits = true;
      if (field < kAnswerStrings) {
        std::optional<std::string_view> text;
        fits = read(cursor, text);
        columns.set_answer_string(static_cast<AnswerString>(field), text);
      } else if (field == kAnswerStrings + 1) {
        fits = read_summary(cursor, columns);
      } else if (field == kAnswerStrings + 2) {
        const bool was_sent = cursor.peek() != 'n';
        bool has_changes = false;
        fits = read(cursor, has_changes);
        columns.set_answer_number(kAnswerHasChanges, was_sent ? has_changes : kUnknown);
      } else {
        if (field == kAnswerStrings) has_files = cursor.peek() == '[';
        cursor.skip();
      }
      wrong_at[field] = fits ? kUnknown : offset;
    }
    const u32 wrong = *std::min_element(std::begin(wrong_at), std::end(wrong_at));
    if (wrong != kUnknown) return wrong_type(wrong);
    return has_files || !must_have_files ? Fault{} : not_an_answer;
  });
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
      fault = read_answer(begun, walk_state.position, false, columns);
    }
  } else {
    fault = walk.feed(window);
    if (fault.status == Status::kOk && step == PayloadStep::kLast) {
      fault = walk.finish();
      if (fault.status == Status::kOk) fault = read_answer(state.envelope, walk_state.position, true, columns);
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

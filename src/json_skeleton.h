// Walks through a service's answer of any size, once, in windows of any size, and leaves out what nobody has to
// understand: diff texts (counted and validated on the way), other long strings (validated), repeated white space.
// What remains, the skeleton, is about 300 bytes a file; it goes to simdjson in batches of complete file entries.
//
// The walk itself knows only strings, brackets and commas. Whether the skeleton is JSON is for its reader to say; what
// was left out is validated here.
#pragma once

#include <bitset>
#include <span>

#include "buffer.h"
#include "diff_limits.h"
#include "diff_types.h"
#include "text_counter.h"
#include "text_lexer.h"
#include "utf8_check.h"

namespace hunkwise {

// Bytes of the source put together, and where each came from.
class Skeleton {
 public:
  struct Segment {
    u32 at;      // in the skeleton
    u32 source;  // of its first byte
  };

  void append(const u8* bytes, u32 size, u32 source);
  void append_ours(std::string_view text, u32 source);  // something the source does not have
  void drop_front(u32 size);                            // the rest moves up
  void clear() { bytes.clear(), segments.clear(); }
  u32 source_of(u32 at) const;
  u32 size() const { return static_cast<u32>(bytes.size()); }

  Buffer<u8> bytes;
  Buffer<Segment> segments;
};

// What the walk saw of one file entry's diff text.
struct FileText {
  u32 object_start = 0;
  u32 start = 0;
  u32 length = kUnknown;  // kUnknown: no text
  u32 utf8_bytes = 0;     // less what doubling added
  TextCounts counts;
};

struct Fault {
  Status status = Status::kOk;
  u32 offset = 0;
};

// Takes the batches of file entries.
class BatchReader {
 public:
  // `batch`: a JSON array of file entries, behind an empty object of ours if `has_placeholder`; `texts`: one per entry.
  virtual Fault read_batch(Skeleton& batch, std::span<const FileText> texts, bool has_placeholder) = 0;
  // The key "files" came again: what was read of the list before does not count.
  virtual void restart() = 0;

 protected:
  ~BatchReader() = default;
};

// The plain-data half of the walk's state.
struct SkeletonState {
  enum class Mode : u8 { kStructure, kKept, kLeftOut, kText };
  enum class Key : u8 { kOther, kKept, kText, kFiles };

  u32 position = 0;  // bytes of the source seen so far
  u32 depth = 0;
  u32 key_start = 0;     // in the skeleton
  u32 batch_end = 0;     // size of the batch behind its last complete entry
  u32 envelope_cut = 0;  // size of the envelope behind "files":[
  u32 text_start = 0;
  Mode mode = Mode::kStructure;
  Key key = Key::kOther;
  u8 is_key = 0;
  u8 after_colon = 0;
  u8 in_files = 0;
  u8 files_seen = 0;
  u8 placeholder = 0;  // the batch begins with an element of ours, for the comma that follows
  u8 is_done = 0;      // the document's value is complete
  u8 mark_bytes = 0;   // of a byte order mark
  u8 escape = 0;       // in a string: 1 after a backslash, 2 to 5 hexadecimal digits to come, less one
  Utf8Check utf8;
  u8 unused[3] = {};
  u32 sequence_start = 0;
  u32 unused_too = 0;
  std::bitset<limits::kMaxDepth> is_object;
  LexerState lexer;
  TextCounter counter;
};

class SkeletonWalk {
 public:
  SkeletonWalk(SkeletonState& state, Skeleton& envelope, Skeleton& batch, Buffer<FileText>& texts, BatchReader& reader)
      : s_(state), envelope_(envelope), batch_(batch), texts_(texts), reader_(reader) {}

  // Reads one window. Complete file entries are given to the reader before it returns.
  Fault feed(std::span<const u8> window);
  // The source is over.
  Fault finish();

 private:
  bool structure();
  bool open(u8 bracket);
  bool close();
  void begin_file();
  bool open_string();
  bool kept_string();
  bool left_out_string();
  Status left_out_byte(u8 byte);
  bool text();
  bool finish_key();
  bool read_batch();
  bool flush_run(u32 end);
  bool byte_order_mark();
  void skip_space();
  bool fail(Status status, u32 offset);
  Fault earliest_fault(Fault known);
  u32 entries_before(u32 offset) const;
  u32 source(u32 at) const { return s_.position + at; }
  Skeleton& target() { return s_.in_files ? batch_ : envelope_; }

  SkeletonState& s_;
  Skeleton& envelope_;
  Skeleton& batch_;
  Buffer<FileText>& texts_;
  BatchReader& reader_;
  const u8* bytes_ = nullptr;
  u32 size_ = 0;
  u32 at_ = 0;
  u32 run_ = 0;     // start of the bytes that wait to be copied
  u32 key_at_ = 0;  // start of the last key, if it began in this window
  bool key_is_here_ = false;
  Fault fault_;
};

}  // namespace hunkwise

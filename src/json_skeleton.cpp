#include "json_skeleton.h"

#include <algorithm>
#include <string_view>

#include "block_masks.h"
#include "buffer.h"
#include "json_check.h"
#include "json_escape.h"

namespace hunkwise {
namespace {

bool is_space(u8 c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

// Keys whose string values are needed. The rest of a file entry's or the answer's strings are left out.
SkeletonState::Key file_key(std::string_view key) {
  if (key == "unified_diff") return SkeletonState::Key::kText;
  if (key == "file_path" || key == "path" || key == "status" || key == "collection_hash" || key == "project_hash" ||
      key == "change_origin") {
    return SkeletonState::Key::kKept;
  }
  return SkeletonState::Key::kOther;
}

SkeletonState::Key answer_key(std::string_view key) {
  if (key == "files") return SkeletonState::Key::kFiles;
  if (key == "artifact_id" || key == "artifact_name" || key == "artifact_type" || key == "collection_name" ||
      key == "project_path" || key == "upstream_source" || key == "upstream_version") {
    return SkeletonState::Key::kKept;
  }
  return SkeletonState::Key::kOther;
}

// An escaped key, spelled plainly as far as it is ASCII; none of ours has anything else.
std::string_view plain_key(std::string_view key, char (&buffer)[32]) {
  if (key.find('\\') == std::string_view::npos) return key;
  std::size_t size = 0;
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (size == sizeof buffer) return {};
    u32 code = static_cast<u8>(key[i]);
    if (code == '\\' && i + 1 < key.size()) {
      const u8 letter = static_cast<u8>(key[++i]);
      code = simple_escape(letter);
      if (letter == 'u' && i + 4 < key.size()) {
        code = 0;
        for (int digit = 0; digit < 4; ++digit) {
          code = code << 4 | static_cast<u32>(hexadecimal_value(static_cast<u8>(key[++i])) & 15);
        }
      }
    }
    if (code == 0 || code >= 128) return {};
    buffer[size++] = static_cast<char>(code);
  }
  return {buffer, size};
}

}  // namespace

void Skeleton::append(const u8* from, u32 count, u32 source) {
  if (count == 0) return;
  if (segments.empty() || segments.back().source + (size() - segments.back().at) != source) {
    segments.push_back({size(), source});
  }
  bytes.append(from, count);
}

void Skeleton::append_ours(std::string_view text, u32 source) {
  // Every byte of it maps to `source`'s neighbourhood; the next append() starts a segment of its own.
  segments.push_back({size(), source});
  bytes.append(reinterpret_cast<const u8*>(text.data()), text.size());
}

void Skeleton::drop_front(u32 count) {
  const u32 source = count < size() ? source_of(count) : 0;
  bytes.drop_front(count);
  Buffer<Segment> kept;
  if (!bytes.empty()) kept.push_back({0, source});
  for (const Segment& segment : segments) {
    if (segment.at > count) kept.push_back({segment.at - count, segment.source});
  }
  segments.swap(kept);
}

u32 Skeleton::source_of(u32 at) const {
  const auto after = std::upper_bound(segments.begin(), segments.end(), at,
                                      [](u32 wanted, const Segment& segment) { return wanted < segment.at; });
  if (after == segments.begin()) return 0;
  const Segment& segment = *(after - 1);
  return segment.source + (at - segment.at);
}

Fault SkeletonWalk::feed(std::span<const u8> window) {
  bytes_ = window.data();
  size_ = static_cast<u32>(window.size());
  at_ = 0;
  key_is_here_ = false;
  bool going = byte_order_mark();
  run_ = at_;
  while (going && at_ < size_) {
    switch (s_.mode) {
      case SkeletonState::Mode::kStructure:
        going = structure();
        break;
      case SkeletonState::Mode::kKept:
        going = kept_string();
        break;
      case SkeletonState::Mode::kLeftOut:
        going = left_out_string();
        break;
      case SkeletonState::Mode::kText:
        going = text();
        break;
    }
  }
  going = going && flush_run(size_);
  if (going && s_.batch_end != 0) going = read_batch();
  if (!going) return fault_;
  s_.position += size_;
  return {};
}

Fault SkeletonWalk::finish() {
  at_ = size_ = 0;
  const bool is_complete = s_.mode == SkeletonState::Mode::kStructure && s_.depth == 0;
  if (!is_complete || s_.mark_bytes == 1 || s_.mark_bytes == 2)
    return earliest_fault({Status::kMalformed, s_.position});
  return {};
}

// A byte order mark at the very beginning is skipped. mark_bytes: 0 to 2 seen so far, 3 all, 4 there is none.
bool SkeletonWalk::byte_order_mark() {
  static constexpr u8 kMark[] = {0xEF, 0xBB, 0xBF};
  while (s_.mark_bytes < 3 && at_ < size_) {
    if (bytes_[at_] == kMark[s_.mark_bytes]) {
      ++s_.mark_bytes;
      ++at_;
    } else if (s_.mark_bytes == 0) {
      s_.mark_bytes = 4;
    } else {
      return fail(Status::kMalformed, 0);
    }
    if (s_.mark_bytes == 4) break;
  }
  return true;
}

bool SkeletonWalk::structure() {
  while (at_ < size_) {
    const u8 c = bytes_[at_];
    switch (c) {
      case '"':
        if (s_.is_done) return fail(Status::kMalformed, source(at_));
        return open_string();
      case '{':
      case '[':
        if (!open(c)) return false;
        break;
      case '}':
      case ']':
        if (!close()) return false;
        break;
      case ',':
        s_.after_colon = 0;
        ++at_;
        break;
      case ':':
        s_.after_colon = 1;
        ++at_;
        break;
      case ' ':
      case '\n':
      case '\r':
      case '\t':
        skip_space();
        break;
      default:
        if (s_.is_done) return fail(Status::kMalformed, source(at_));
        ++at_;
    }
  }
  return true;
}

// Keeps one white-space character of a run: between "1" and "2" it matters.
void SkeletonWalk::skip_space() {
  const bool follows_space = run_ == at_ && target().size() != 0 && is_space(target().bytes.back());
  const u32 keep_until = follows_space ? at_ : at_ + 1;
  u32 end = at_ + 1;
  while (end < size_ && is_space(bytes_[end])) ++end;
  if (end != keep_until) {
    flush_run(keep_until);
    run_ = end;
  }
  at_ = end;
}

bool SkeletonWalk::open(u8 bracket) {
  if (s_.is_done) return fail(Status::kMalformed, source(at_));
  if (s_.depth == limits::kMaxDepth) return fail(Status::kTooDeep, source(at_));
  const bool is_list_of_files =
      bracket == '[' && s_.depth == 1 && s_.after_colon && s_.key == SkeletonState::Key::kFiles && s_.is_object[0];
  if (s_.in_files && s_.depth == 2 && bracket == '{') begin_file();
  s_.is_object[s_.depth++] = bracket == '{';
  s_.after_colon = 0;
  ++at_;
  if (!is_list_of_files) return true;
  if (!flush_run(at_)) return false;
  if (s_.files_seen) reader_.restart();
  s_.files_seen = 1;
  s_.envelope_cut = envelope_.size();
  s_.in_files = 1;
  s_.placeholder = 0;
  s_.batch_end = 0;
  batch_.clear();
  texts_.clear();
  batch_.append_ours("[", source(at_) - 1);
  return true;
}

void SkeletonWalk::begin_file() {
  FileText text;
  text.object_start = source(at_);
  texts_.push_back(text);
}

bool SkeletonWalk::close() {
  if (s_.depth == 0) return fail(Status::kMalformed, source(at_));
  if (s_.in_files && s_.depth == 2) {
    if (!flush_run(at_)) return false;
    s_.batch_end = batch_.size();
    if (!read_batch()) return false;
    batch_.clear();
    s_.in_files = 0;
  }
  --s_.depth;
  s_.after_colon = 0;
  ++at_;
  if (s_.depth == 0) s_.is_done = 1;
  if (s_.in_files && s_.depth == 2) {
    if (!flush_run(at_)) return false;
    s_.batch_end = batch_.size();
    if (s_.batch_end >= limits::kSkeletonBatchBytes) return read_batch();
  }
  return true;
}

bool SkeletonWalk::open_string() {
  using Key = SkeletonState::Key;
  using Mode = SkeletonState::Mode;
  s_.is_key = s_.depth != 0 && s_.is_object[s_.depth - 1] && !s_.after_colon;
  s_.escape = 0;
  // Not in an array in an entry's place, which has no text record.
  const bool in_file = s_.in_files && s_.depth == 3 && s_.is_object[2];
  const bool in_answer = !s_.in_files && s_.depth == 1;
  if (s_.is_key) {
    s_.key_start = target().size() + (at_ - run_);
    key_at_ = at_;
    key_is_here_ = true;
    s_.mode = Mode::kKept;
  } else if (in_file && s_.key == Key::kText && s_.after_colon) {
    s_.mode = Mode::kText;
    s_.lexer = {};
    s_.counter = {};
    s_.text_start = source(at_) + 1;
  } else {
    s_.mode = (in_file || in_answer) && s_.key == Key::kKept && s_.after_colon ? Mode::kKept : Mode::kLeftOut;
    s_.utf8 = {};
  }
  ++at_;
  return s_.mode == Mode::kKept || flush_run(at_);
}

// A string that stays in the skeleton, where simdjson validates it: only its end is looked for.
bool SkeletonWalk::kept_string() {
  while (at_ < size_) {
    if (s_.escape) {
      s_.escape = 0;
      ++at_;
      continue;
    }
    at_ += find_quote_or_backslash(bytes_ + at_, size_ - at_);
    if (at_ == size_) break;
    const u8 c = bytes_[at_++];
    s_.escape = c == '\\';
    if (c == '"') {
      s_.mode = SkeletonState::Mode::kStructure;
      return !s_.is_key || finish_key();
    }
  }
  return true;
}

bool SkeletonWalk::finish_key() {
  // Where the key began in an earlier window, the skeleton has it in one piece.
  std::string_view quoted(reinterpret_cast<const char*>(bytes_) + key_at_, at_ - key_at_);
  if (!key_is_here_) {
    if (!flush_run(at_)) return false;
    const Buffer<u8>& kept = target().bytes;
    quoted = {reinterpret_cast<const char*>(kept.data()) + s_.key_start, kept.size() - s_.key_start};
  }
  char buffer[32];
  const std::string_view key = plain_key(quoted.substr(1, quoted.size() - 2), buffer);
  s_.key = SkeletonState::Key::kOther;
  if (s_.in_files && s_.depth == 3) s_.key = file_key(key);
  if (!s_.in_files && s_.depth == 1) s_.key = answer_key(key);
  // The last of repeated keys wins, also when it brings no text.
  if (s_.key == SkeletonState::Key::kText) texts_.back().length = kUnknown;
  return true;
}

// A string nobody needs: validated and not kept.
bool SkeletonWalk::left_out_string() {
  Status problem = Status::kOk;
  while (at_ < size_ && problem == Status::kOk && s_.mode == SkeletonState::Mode::kLeftOut) {
    if (s_.escape == 0 && s_.utf8.missing == 0 && size_ - at_ >= kBlockBytes) {
      const Block chars(bytes_ + at_);
      const u64 stops = chars.equal('"') | chars.equal('\\') | chars.below(0x20) | chars.high();
      at_ += stops == 0 ? static_cast<u32>(kBlockBytes) : lowest_bit(stops);
      if (stops == 0) continue;
    }
    problem = left_out_byte(bytes_[at_]);
    if (problem == Status::kOk) ++at_;
  }
  // The closing quote stays.
  run_ = s_.mode == SkeletonState::Mode::kStructure ? at_ - 1 : at_;
  if (problem == Status::kOk) return true;
  return fail(problem, problem == Status::kInvalidUtf8 ? s_.sequence_start : source(at_));
}

Status SkeletonWalk::left_out_byte(u8 c) {
  if (s_.escape == 1) {
    if (c != 'u' && simple_escape(c) == 0) return Status::kMalformed;
    s_.escape = c == 'u' ? 5 : 0;
  } else if (s_.escape != 0) {
    if (hexadecimal_value(c) < 0) return Status::kMalformed;
    if (--s_.escape == 1) s_.escape = 0;
  } else {
    if (s_.utf8.missing == 0) s_.sequence_start = source(at_);
    if (!s_.utf8.accept(c)) return Status::kInvalidUtf8;
    if (c < 0x20) return Status::kMalformed;
    if (c == '"') s_.mode = SkeletonState::Mode::kStructure;
    s_.escape = c == '\\';
  }
  return Status::kOk;
}

bool SkeletonWalk::text() {
  TextLexer lexer(Spelling::kInString, s_.lexer, line_sink(s_.counter));
  u32 consumed = 0;
  const LexerStop stop = lexer.feed(bytes_ + at_, size_ - at_, source(at_), consumed);
  at_ += consumed;
  run_ = at_;
  if (stop == LexerStop::kBadByte) return fail(Status::kMalformed, source(at_));
  if (stop == LexerStop::kInputEnd) return true;
  lexer.finish(source(at_));
  FileText& file = texts_.back();
  file.start = s_.text_start;
  file.length = source(at_) - s_.text_start;
  file.counts = s_.counter.finish(file.length == 0);
  file.utf8_bytes = file.length - s_.lexer.excess - file.counts.artefacts;
  ++at_;  // the quote, which ends the string in the skeleton, too
  s_.mode = SkeletonState::Mode::kStructure;
  return true;
}

// Gives the reader the complete entries of the batch; an unfinished one stays, as the beginning of the next batch.
bool SkeletonWalk::read_batch() {
  const u32 end = s_.batch_end;
  const bool list_is_over = end == batch_.size() && s_.depth == 2 && texts_.empty();
  if (list_is_over && s_.placeholder == 0 && end == 1) {
    s_.batch_end = 0;
    return true;  // "[]"
  }
  // An unfinished entry has its text record already.
  const bool has_open_entry = s_.depth > 2 && s_.is_object[2];
  const std::size_t complete = texts_.size() - (has_open_entry ? 1 : 0);
  Skeleton rest;
  if (end < batch_.size()) {
    rest = batch_;
    rest.drop_front(end);
    batch_.bytes.resize(end);
  }
  batch_.append_ours("]", source(at_));
  const Fault fault = reader_.read_batch(batch_, {texts_.data(), complete}, s_.placeholder != 0);
  if (fault.status != Status::kOk) {
    fault_ = earliest_fault(fault);
    return false;
  }
  texts_.drop_front(complete);
  batch_.clear();
  // Nothing behind it can become a part of it, and it stands before all that follows, of which some may be here
  // already.
  batch_.append_ours("[{}", 0);
  s_.placeholder = 1;
  s_.batch_end = 0;
  if (rest.size() != 0) {
    const u32 shift = batch_.size();
    batch_.bytes.append(rest.bytes.data(), rest.size());
    for (const Skeleton::Segment& segment : rest.segments)
      batch_.segments.push_back({segment.at + shift, segment.source});
    if (s_.key_start >= end) s_.key_start = s_.key_start - end + shift;
  }
  return true;
}

// Copies what waits; afterwards the next run starts at `end`.
bool SkeletonWalk::flush_run(u32 end) {
  if (end > run_) target().append(bytes_ + run_, end - run_, source(run_));
  run_ = end;
  if (target().size() <= limits::kMaxSkeletonBytes) return true;
  fault_ = earliest_fault({Status::kTooLarge, source(end)});
  return false;
}

bool SkeletonWalk::fail(Status status, u32 offset) {
  flush_run(at_);
  fault_ = earliest_fault({status, offset});
  return false;
}

// What was found may follow from something wrong before it that the walk does not look at, or come behind complete
// entries of a wrong type that smaller windows would have shown to the reader by now.
Fault SkeletonWalk::earliest_fault(Fault known) {
  for (Skeleton* part : {&envelope_, &batch_}) {
    const JsonFault fault = check_json(part->bytes);
    if (fault.status == Status::kOk || fault.is_incomplete || fault.status == Status::kTooDeep) continue;
    const u32 offset = part->source_of(fault.offset);
    if (offset < known.offset) known = {fault.status, offset};
  }
  if (!s_.in_files || known.status == Status::kWrongType) return known;
  Skeleton before = batch_;
  before.bytes.resize(entries_before(known.offset));
  if (before.size() == 0) return known;
  before.append_ours("]", known.offset);
  const Fault fault = reader_.read_batch(before, texts_, s_.placeholder != 0);
  return fault.status == Status::kWrongType && fault.offset < known.offset ? fault : known;
}

// Size of the batch behind its last entry that ends before `offset`; 0 if there is none. Nothing before is malformed.
u32 SkeletonWalk::entries_before(u32 offset) const {
  u32 end = 0;
  u32 depth = 0;
  bool in_string = false;
  for (u32 at = 0; at < batch_.size() && batch_.source_of(at) < offset; ++at) {
    const u8 c = batch_.bytes[at];
    if (in_string) {
      if (c == '\\') ++at;
      in_string = c != '"';
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      if (depth == 1) break;
      if (--depth == 1) end = at + 1;
    } else if (c == ',' && depth == 1) {
      end = at;
    }
  }
  return end;
}

}  // namespace hunkwise

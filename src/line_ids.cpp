#include "line_ids.h"

#include <algorithm>
#include <bit>
#include <cstddef>

#include "same_bytes.h"

namespace hunkwise {
namespace {

constexpr u32 kNone = kNoLineId;

std::string_view raw_line(const LineRange& side, u32 line) {
  const u32* const starts = side.lines->starts.data() + line;
  return {side.text.data() + starts[0], starts[1] - starts[0]};
}

// Multiply and fold: no 128-bit product, which WebAssembly would have to emulate. The number of a line is the same with
// any hash.
inline u64 hash_of(const char* p, std::size_t size) noexcept {
  constexpr u64 kMultiplier = 0x9E3779B97F4A7C15ull;  // 2^64 / golden ratio
  u64 hash = size * kMultiplier;
#if !defined(__OPTIMIZE_SIZE__)
  // Loops whose ends are hard to predict are what costs. So lines of up to 48 bytes are three pieces that may overlap;
  // each word has a factor and a place of its own.
  const auto word = [p](std::size_t at, int turn) { return std::rotl(load_8(p + at), turn); };
  if (size >= 16) {
    const std::size_t last = size - 16;
    const std::size_t middle = std::min<std::size_t>(16, last);
    hash += word(0, 0) * 0xD6E8FEB86659FD93ull + word(8, 11) * 0xA0761D6478BD642Full;
    hash += word(middle, 23) * 0xE7037ED1A0B428DBull + word(middle + 8, 32) * 0x8EBC6AF09C88C6E3ull;
    hash += word(last, 41) * 0x589965CC75374CC3ull + word(last + 8, 53) * 0x1D8E4E27C47D124Full;
    for (std::size_t at = 32; at < last; at += 16) {
      hash = (hash ^ hash >> 32) * kMultiplier;
      hash += word(at, 0) * 0xD6E8FEB86659FD93ull + word(at + 8, 11) * 0xA0761D6478BD642Full;
    }
  } else if (size >= 8) {
    hash += word(0, 0) * 0xD6E8FEB86659FD93ull + word(size - 8, 11) * 0xA0761D6478BD642Full;
  } else if (size >= 4) {
    hash += (load_4(p) | load_4(p + size - 4) << 32) * 0xD6E8FEB86659FD93ull;
  } else if (size != 0) {
    const auto byte = [p](std::size_t at) { return u64{static_cast<u8>(p[at])}; };
    hash += (byte(0) | byte(size / 2) << 8 | byte(size - 1) << 16) * 0xD6E8FEB86659FD93ull;
  }
  hash ^= hash >> 32;
#else
  u64 word = 0;
  std::size_t at = 0;
  for (; at + sizeof word <= size; at += sizeof word) {
    hash = (hash ^ load_8(p + at)) * kMultiplier;
    hash ^= hash >> 32;
  }
  for (; at < size; ++at) word = word << 8 | static_cast<u8>(p[at]);
  hash = (hash ^ word) * kMultiplier;
  hash ^= hash >> 29;
#endif
  hash *= kMultiplier;
  return hash ^ (hash >> 32);
}

struct Slot {
  u32 tag = 0;       // upper half of the hash; spares most byte comparisons
  u32 line = kNone;  // the first line with those bytes; kNone: free
};

// Open addressing over the lines of one side. It gives up when probing costs more than honest text can cause:
// the hash has no secret (a core without a source of randomness cannot keep one), so that is what stops an
// attacker.
class LineTable {
 public:
  explicit LineTable(const LineRange& side)
      : text_(side.text.data()),
        starts_(side.lines->starts.data()),
        slots_(std::bit_ceil(std::max<std::size_t>(16, 2 * std::size_t{side.last - side.first}))),
        mask_(slots_.size() - 1) {}

  // The first line like it. If there is none, `insert_as_line` becomes it, which may be kNone. kNone as well:
  // over_budget().
  u32 find(std::string_view bytes, u32 insert_as_line) {
    const u64 hash = hash_of(bytes.data(), bytes.size());
    const u32 tag = static_cast<u32>(hash >> 32);
    allowed_ += 16;
    for (std::size_t at = static_cast<std::size_t>(hash) & mask_;; at = (at + 1) & mask_) {
      Slot& slot = slots_[at];
      if (slot.line == kNone) {
        if (insert_as_line != kNone) slot = {tag, insert_as_line};
        return insert_as_line;
      }
      if (slot.tag == tag) {
        const u32 start = starts_[slot.line];
        const std::string_view there(text_ + start, starts_[slot.line + 1] - start);
        if (same_bytes(there, bytes)) return slot.line;
        if (there.size() == bytes.size()) misses_ += bytes.size() / 16;
      }
      if (++misses_ > allowed_) {
        over_budget_ = true;
        return kNone;
      }
    }
  }

  bool over_budget() const { return over_budget_; }

 private:
  const char* text_;
  const u32* starts_;
  Buffer<Slot> slots_;
  std::size_t mask_;
  u64 misses_ = 0;
  u64 allowed_ = 4096;
  bool over_budget_ = false;
};

// How many lines from there on are the same on both sides.
u32 count_same_lines(const LineRange& a, u32 a_line, const LineRange& b, u32 b_line) {
  const u32* const a_starts = a.lines->starts.data() + a_line;
  const u32* const b_starts = b.lines->starts.data() + b_line;
  const u32 most = std::min(a.last - a_line, b.last - b_line);
  const u32 most_bytes = std::min(a_starts[a.last - a_line] - *a_starts, b_starts[b.last - b_line] - *b_starts);
  const std::size_t equal = common_prefix(a.text.substr(*a_starts, most_bytes), b.text.substr(*b_starts, most_bytes));
  u32 lines = 0;
  while (lines < most && a_starts[lines + 1] - *a_starts <= equal && b_starts[lines + 1] - *b_starts <= equal) ++lines;
  return lines;
}

bool number_by_table(const LineRange& old_side, const LineRange& new_side, LineNumbers& ids) {
  LineTable table(old_side);
  for (u32 i = old_side.first; i < old_side.last; ++i) {
    const u32 first = table.find(raw_line(old_side, i), i);
    if (table.over_budget()) return false;
    ids.old_ids[i - old_side.first] = first == i ? ids.id_count++ : ids.old_ids[first - old_side.first];
  }
  // Where the last line was common, the next ones most likely are those that follow it on the old side.
  u32 likely = old_side.first;
  for (u32 i = new_side.first; i < new_side.last; ++i) {
    const u32 same = count_same_lines(old_side, likely, new_side, i);
    std::copy_n(ids.old_ids.data() + (likely - old_side.first), same, ids.new_ids.data() + (i - new_side.first));
    likely += same;
    i += same;
    if (i == new_side.last) break;
    const u32 found = table.find(raw_line(new_side, i), kNone);
    if (table.over_budget()) return false;
    ids.new_ids[i - new_side.first] = found == kNone ? kNone : ids.old_ids[found - old_side.first];
    if (found != kNone) likely = found + 1;
  }
  return true;
}

void number_all_by_sorting(const LineRange& old_side, const LineRange& new_side, LineNumbers& all) {
  Buffer<PlacedText> texts;
  texts.reserve(all.old_ids.size() + all.new_ids.size());
  for (u32 i = old_side.first; i < old_side.last; ++i) texts.push_back({raw_line(old_side, i), i - old_side.first});
  const u32 old_size = static_cast<u32>(texts.size());
  for (u32 i = new_side.first; i < new_side.last; ++i) {
    texts.push_back({raw_line(new_side, i), old_size + i - new_side.first});
  }
  Buffer<u32> ids;
  all.id_count = number_texts(texts, ids);
  std::copy_n(ids.begin(), all.old_ids.size(), all.old_ids.begin());
  std::copy_n(ids.end() - static_cast<std::ptrdiff_t>(all.new_ids.size()), all.new_ids.size(), all.new_ids.begin());
}

void keep_common(const Buffer<u32>& side, u32 first, const Buffer<u8>& on_other, Buffer<u32>& ids, Buffer<u32>& lines) {
  const auto is_common = [&](u32 id) { return id != kNone && on_other[id] != 0; };
  const auto size = static_cast<std::size_t>(std::count_if(side.begin(), side.end(), is_common));
  ids.reserve(size);
  lines.reserve(size);
  for (std::size_t i = 0; i < side.size(); ++i) {
    if (!is_common(side[i])) continue;
    ids.push_back(side[i]);
    lines.push_back(first + static_cast<u32>(i));
  }
}

}  // namespace

u64 hash_line(std::string_view bytes) noexcept { return hash_of(bytes.data(), bytes.size()); }

namespace {

// Few are compared with each other sooner than sorted.
constexpr std::size_t kFewTexts = 48;

u32 number_few(const Buffer<PlacedText>& texts, Buffer<u32>& ids) {
  u32 first[kFewTexts];  // by id: the first of these texts
  u32 count = 0;
  for (u32 i = 0; i < texts.size(); ++i) {
    u32 id = 0;
    while (id < count && !same_bytes(texts[first[id]].text, texts[i].text)) ++id;
    if (id == count) first[count++] = i;
    ids[texts[i].place] = id;
  }
  return count;
}

}  // namespace

u32 number_texts(Buffer<PlacedText>& texts, Buffer<u32>& ids) {
  ids.resize_for_overwrite(texts.size());
  if (texts.size() <= kFewTexts) return number_few(texts, ids);
  // Heap sort: a tenth of the code of std::sort, and what is sorted here is few words or an attack.
  const auto is_less = [](const PlacedText& a, const PlacedText& b) { return a.text < b.text; };
  std::make_heap(texts.begin(), texts.end(), is_less);
  std::sort_heap(texts.begin(), texts.end(), is_less);
  u32 count = 0;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i == 0 || texts[i].text != texts[i - 1].text) ++count;
    ids[texts[i].place] = count - 1;
  }
  return count;
}

LineNumbers number_lines(const LineRange& old_side, const LineRange& new_side) {
  LineNumbers all;
  all.old_ids.resize_for_overwrite(old_side.last - old_side.first);
  all.new_ids.resize_for_overwrite(new_side.last - new_side.first);
  if (!number_by_table(old_side, new_side, all)) number_all_by_sorting(old_side, new_side, all);
  return all;
}

CommonLines number_common_lines(const LineRange& old_side, const LineRange& new_side) {
  const LineNumbers all = number_lines(old_side, new_side);
  Buffer<u8> on_old(all.id_count, 0);
  Buffer<u8> on_new(all.id_count, 0);
  for (const u32 id : all.old_ids) on_old[id] = 1;
  for (const u32 id : all.new_ids) {
    if (id != kNone) on_new[id] = 1;
  }
  CommonLines common;
  common.id_count = all.id_count;
  keep_common(all.old_ids, old_side.first, on_new, common.old_ids, common.old_lines);
  keep_common(all.new_ids, new_side.first, on_old, common.new_ids, common.new_lines);
  return common;
}

}  // namespace hunkwise

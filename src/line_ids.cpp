#include "line_ids.h"

#include <algorithm>
#include <bit>
#include <cstddef>

#include "same_bytes.h"

namespace hunkwise {
namespace {

constexpr u32 kNone = kNoLineId;

std::string_view raw_line(const LineRange& side, u32 line) { return side.lines->raw_line(side.text, line); }

struct Slot {
  u32 tag = 0;     // upper half of the hash; spares most byte comparisons
  u32 id = kNone;  // kNone: free
};

// Open addressing over the lines of one side. It gives up when probing costs more than honest text can cause:
// the hash has no secret (a core without a source of randomness cannot keep one), so that is what stops an
// attacker.
class LineTable {
 public:
  explicit LineTable(const LineRange& side)
      : side_(side),
        slots_(std::bit_ceil(std::max<std::size_t>(16, 2 * std::size_t{side.last - side.first}))),
        mask_(slots_.size() - 1) {
    representative_.reserve(side.last - side.first);
  }

  // The id of the line, or kNone: not there and not inserted, or over_budget().
  u32 find(std::string_view bytes, u32 insert_as_line, u64 lookups_so_far) {
    const u64 hash = hash_line(bytes);
    const u32 tag = static_cast<u32>(hash >> 32);
    const u64 allowed = 16 * lookups_so_far + 4096;
    for (std::size_t at = static_cast<std::size_t>(hash) & mask_;; at = (at + 1) & mask_) {
      Slot& slot = slots_[at];
      if (slot.id == kNone) {
        if (insert_as_line == kNone) return kNone;
        slot = {tag, static_cast<u32>(representative_.size())};
        representative_.push_back(insert_as_line);
        return slot.id;
      }
      if (slot.tag == tag) {
        const std::string_view there = raw_line(side_, representative_[slot.id]);
        if (same_bytes(there, bytes)) return slot.id;
        if (there.size() == bytes.size()) misses_ += bytes.size() / 16;
      }
      if (++misses_ > allowed) {
        over_budget_ = true;
        return kNone;
      }
    }
  }

  bool over_budget() const { return over_budget_; }
  u32 size() const { return static_cast<u32>(representative_.size()); }
  u32 line_of(u32 id) const { return representative_[id]; }

 private:
  const LineRange& side_;
  Buffer<Slot> slots_;
  std::size_t mask_;
  Buffer<u32> representative_;  // by id: a line with those bytes
  u64 misses_ = 0;
  bool over_budget_ = false;
};

bool number_by_table(const LineRange& old_side, const LineRange& new_side, LineNumbers& ids) {
  LineTable table(old_side);
  u64 lookups = 0;
  for (u32 i = old_side.first; i < old_side.last; ++i) {
    ids.old_ids[i - old_side.first] = table.find(raw_line(old_side, i), i, ++lookups);
    if (table.over_budget()) return false;
  }
  // Where the last line was common, the next one most likely is the one that follows it on the old side.
  u32 likely = old_side.first;
  for (u32 i = new_side.first; i < new_side.last; ++i) {
    const std::string_view line = raw_line(new_side, i);
    u32& id = ids.new_ids[i - new_side.first];
    if (likely < old_side.last && same_bytes(raw_line(old_side, likely), line)) {
      id = ids.old_ids[likely - old_side.first];
    } else {
      id = table.find(line, kNone, ++lookups);
      if (table.over_budget()) return false;
      if (id == kNone) continue;
      likely = table.line_of(id);
    }
    ++likely;
  }
  ids.id_count = table.size();
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

// Multiply and fold: no 128-bit product, which WebAssembly would have to emulate. Where size does not matter, two words
// side by side, the last ones overlapping those before them; the number of a line is the same with any hash.
u64 hash_line(std::string_view bytes) noexcept {
  constexpr u64 kMultiplier = 0x9E3779B97F4A7C15ull;  // 2^64 / golden ratio
  const std::size_t size = bytes.size();
  const char* const p = bytes.data();
  u64 hash = size * kMultiplier;
  u64 word = 0;
  std::size_t at = 0;
#if !defined(__OPTIMIZE_SIZE__)
  u64 odd = kMultiplier;
  const auto mix = [&](u64 first, u64 second) {
    hash = (hash ^ first) * kMultiplier;
    odd = (odd ^ second) * kMultiplier;
    hash ^= hash >> 32;
    odd ^= odd >> 32;
  };
  if (size >= 16) {
    for (; at < size - 16; at += 16) mix(load_8(p + at), load_8(p + at + 8));
    mix(load_8(p + size - 16), load_8(p + size - 8));
    at = size;
  } else if (size >= 8) {
    mix(load_8(p), load_8(p + size - 8));
    at = size;
  } else if (size >= 4) {
    mix(load_4(p), load_4(p + size - 4));
    at = size;
  }
  hash ^= std::rotl(odd, 31);
#else
  for (; at + sizeof word <= size; at += sizeof word) {
    hash = (hash ^ load_8(p + at)) * kMultiplier;
    hash ^= hash >> 32;
  }
#endif
  for (; at < size; ++at) word = word << 8 | static_cast<u8>(p[at]);
  hash = (hash ^ word) * kMultiplier;
  hash ^= hash >> 29;
  hash *= kMultiplier;
  return hash ^ (hash >> 32);
}

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
  all.old_ids.resize(old_side.last - old_side.first);
  all.new_ids.resize(new_side.last - new_side.first);
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

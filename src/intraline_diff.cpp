#include "intraline_diff.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <span>

#include "buffer.h"
#include "diff_limits.h"
#include "intraline_tokens.h"
#include "line_diff.h"
#include "line_ids.h"
#include "same_bytes.h"
#include "utf8_decoder.h"

namespace hunkwise {
namespace {

using Region = IntralineRegion;

// Up to eight bytes of a text, those from `at` on; zeros behind its end.
u64 load_rest(std::string_view text, std::size_t at) {
  const std::size_t rest = text.size() - at;
  if (rest >= 8) return load_8(text.data() + at);
  if (text.size() >= 8) return load_8(text.data() + text.size() - 8) >> (8 * (8 - rest));
  u64 bytes = 0;
  for (std::size_t i = text.size(); i-- > at;) bytes = bytes << 8 | static_cast<u8>(text[i]);
  return bytes;
}

struct TextSize {
  u32 units = 0;    // UTF-16
  u32 visible = 0;  // characters that are not spaces, about: a mark that combines counts as one

  explicit TextSize(std::string_view text) {
    constexpr u64 kEachHigh = 0x8080808080808080ull;
    constexpr u64 kFromVisible = 0x5F5F5F5F5F5F5F5Full;  // carries what is over ' ' into the high bit
    for (std::size_t at = 0; at < text.size();) {
      const u64 eight = load_rest(text, at);
      if ((eight & kEachHigh) == 0) {
        const std::size_t bytes = std::min<std::size_t>(text.size() - at, 8);
        units += static_cast<u32>(bytes);
        visible += static_cast<u32>(std::popcount((eight + kFromVisible) & kEachHigh));
        at += bytes;
        continue;
      }
      const DecodedCodePoint now = decode_code_point(text, at);
      at += now.bytes;
      units += utf16_units(now.value);
      visible += now.value > ' ' ? 1u : 0u;
    }
  }
};

class InlineDiffer {
 public:
  // `shared` is text of both lines outside of the two stretches, in characters that are not spaces.
  InlineDiffer(std::string_view old_text, std::string_view new_text, u32 first_unit, u32 shared,
               IntralineMemory& memory)
      : memory_(memory), shared_(shared) {
    tokenize_line(old_text, first_unit, memory.old_line);
    tokenize_line(new_text, first_unit, memory.new_line);
    regions_.clear();
  }

  void run(IntralineResult& out) {
    compare_words();
    dissolve_islands();
    other_regions_.clear();
    for (const Region& region : regions_) compare_characters(region, other_regions_);
    regions_.swap(other_regions_);
    out.is_exact = is_exact_;
    if (!is_worth_marking()) return;
    for (const Region& region : regions_) {
      append(old_, region.old_first, region.old_last, out.old_spans);
      append(new_, region.new_first, region.new_last, out.new_spans);
    }
  }

 private:
  static void append(const TokenizedLine& line, u32 first, u32 last, Buffer<IntralineSpan>& spans) {
    const u32 start = line.clusters[first].unit;
    const u32 end = line.clusters[last].unit;
    if (start == end) return;
    if (!spans.empty() && spans.back().end == start) {
      spans.back().end = end;
    } else {
      spans.push_back({start, end});
    }
  }

  static std::string_view text_of(const TokenizedLine& line, u32 first, u32 last) {
    return line.text.substr(line.clusters[first].byte, line.clusters[last].byte - line.clusters[first].byte);
  }

  static u32 visible(const TokenizedLine& line, u32 first, u32 last) {
    u32 count = 0;
    for (u32 i = first; i < last; ++i) count += line.clusters[i].kind != TokenKind::kSpace ? 1u : 0u;
    return count;
  }
  u32 size_of(const Region& region) const {
    return std::max(visible(old_, region.old_first, region.old_last), visible(new_, region.new_first, region.new_last));
  }

  // Of the numbers in memory_.ids, the first ones of the old side.
  void mark_common(std::size_t old_count, u32 id_count) {
    const Buffer<u32>& ids = memory_.ids;
    old_changed_.assign(old_count, 1);
    new_changed_.assign(ids.size() - old_count, 1);
    const std::span<const u32> all(ids);
    is_exact_ = mark_common_ids(all.first(old_count), all.subspan(old_count), id_count, limits::kIntralineEffort,
                                old_changed_, new_changed_) &&
                is_exact_;
  }

  void add_text(std::string_view text) { memory_.texts.push_back({text, static_cast<u32>(memory_.texts.size())}); }

  // Spaces are not compared: they would tie unrelated words together. They follow the words around them.
  void compare_words() {
    Buffer<u32>& old_words = memory_.old_words;
    Buffer<u32>& new_words = memory_.new_words;
    memory_.texts.clear();
    const auto collect = [&](const TokenizedLine& line, Buffer<u32>& words) {
      words.clear();
      for (u32 i = 0; i < line.token_count(); ++i) {
        if (line.tokens[i].kind == TokenKind::kSpace) continue;
        words.push_back(i);
        add_text(line.token_text(i));
      }
    };
    collect(old_, old_words);
    collect(new_, new_words);
    mark_common(old_words.size(), number_texts(memory_.texts, memory_.ids));

    u32 old_from = 0;  // the tokens after the last common word
    u32 new_from = 0;
    std::size_t new_at = 0;
    for (std::size_t old_at = 0; old_at < old_words.size(); ++old_at) {
      if (old_changed_[old_at] != 0) continue;
      while (new_changed_[new_at] != 0) ++new_at;
      add_gap(old_from, old_words[old_at], new_from, new_words[new_at]);
      old_from = old_words[old_at] + 1;
      new_from = new_words[new_at] + 1;
      ++new_at;
    }
    add_gap(old_from, old_.token_count(), new_from, new_.token_count());
  }

  // Tokens between two common words, less the equal spaces at their ends.
  void add_gap(u32 old_first, u32 old_last, u32 new_first, u32 new_last) {
    const auto same = [&](u32 a, u32 b) { return old_.token_text(a) == new_.token_text(b); };
    while (old_first < old_last && new_first < new_last && same(old_first, new_first)) ++old_first, ++new_first;
    while (old_first < old_last && new_first < new_last && same(old_last - 1, new_last - 1)) --old_last, --new_last;
    const Region region{old_.tokens[old_first].first_cluster, old_.tokens[old_last].first_cluster,
                        new_.tokens[new_first].first_cluster, new_.tokens[new_last].first_cluster};
    if (!region.is_empty()) regions_.push_back(region);
  }

  // A small word inside a rewritten clause is equal by chance: one mark over the whole is easier to read.
  void dissolve_islands() {
    Buffer<Region>& merged = other_regions_;
    merged.clear();
    for (const Region& region : regions_) {
      if (!merged.empty() && is_chance(merged.back(), region)) {
        merged.back().old_last = region.old_last;
        merged.back().new_last = region.new_last;
      } else {
        merged.push_back(region);
      }
    }
    regions_.swap(merged);
  }

  bool is_chance(const Region& left, const Region& right) const {
    const u32 island = visible(old_, left.old_last, right.old_first);
    return island * 4 < std::min(size_of(left), size_of(right));
  }

  bool is_blank(const Region& region) const {
    return visible(old_, region.old_first, region.old_last) == 0 &&
           visible(new_, region.new_first, region.new_last) == 0;
  }

  // A number is read as one: 3000 and 5000 differ, not their first digits.
  bool is_number(const TokenizedLine& line, u32 first, u32 last) const {
    if (line.clusters[first].kind != TokenKind::kNumber) return false;
    return std::all_of(line.clusters.begin() + static_cast<std::ptrdiff_t>(first),
                       line.clusters.begin() + static_cast<std::ptrdiff_t>(last), [](const Cluster& cluster) {
                         return cluster.kind == TokenKind::kNumber || cluster.kind == TokenKind::kWord;
                       });
  }

  void compare_characters(const Region& region, Buffer<Region>& refined) {
    const u32 old_count = region.old_last - region.old_first;
    const u32 new_count = region.new_last - region.new_first;
    const u32 longer = std::max(old_count, new_count);
    const auto is_enough = [&](u32 kept) { return kept * 2 >= longer || (kept > 0 && is_blank(region)); };
    if (!region.is_replacement() || longer == 1 || !is_enough(std::min(old_count, new_count)) ||
        is_number(old_, region.old_first, region.old_last) || is_number(new_, region.new_first, region.new_last)) {
      refined.push_back(region);
      return;
    }
    Region middle = region;
    const auto same = [&](u32 a, u32 b) { return old_.cluster_text(a) == new_.cluster_text(b); };
    while (middle.is_replacement() && same(middle.old_first, middle.new_first)) ++middle.old_first, ++middle.new_first;
    while (middle.is_replacement() && same(middle.old_last - 1, middle.new_last - 1)) {
      --middle.old_last;
      --middle.new_last;
    }
    const std::size_t before = refined.size();
    const u32 at_ends = old_count - (middle.old_last - middle.old_first);
    const u32 kept = at_ends + compare_middle(middle, refined);
    if (is_enough(kept)) return;
    // Two different words, not one that was edited.
    refined.resize(before);
    refined.push_back(region);
  }

  // Appends the parts of the region that differ; returns the clusters that do not.
  u32 compare_middle(const Region& middle, Buffer<Region>& refined) {
    const u32 old_count = middle.old_last - middle.old_first;
    const u32 new_count = middle.new_last - middle.new_first;
    const bool is_too_long = std::max(old_count, new_count) > limits::kMaxCharacterDiff;
    if (!middle.is_replacement() || is_too_long) {
      if (middle.is_replacement()) is_exact_ = false;
      refined.push_back(middle);
      return 0;
    }
    mark_common(old_count, number_clusters(middle));
    return keep_runs(middle, refined);
  }

  // Fills memory_.ids; returns how many different ones there may be.
  u32 number_clusters(const Region& region) {
    const std::string_view old_text = text_of(old_, region.old_first, region.old_last);
    const std::string_view new_text = text_of(new_, region.new_first, region.new_last);
    if (old_text.size() == region.old_last - region.old_first &&
        new_text.size() == region.new_last - region.new_first) {
      memory_.ids.clear();  // bytes are numbers already
      for (const char byte : old_text) memory_.ids.push_back(static_cast<u8>(byte));
      for (const char byte : new_text) memory_.ids.push_back(static_cast<u8>(byte));
      return 256;
    }
    memory_.texts.clear();
    for (u32 i = region.old_first; i < region.old_last; ++i) add_text(old_.cluster_text(i));
    for (u32 i = region.new_first; i < region.new_last; ++i) add_text(new_.cluster_text(i));
    return number_texts(memory_.texts, memory_.ids);
  }

  // Appends what lies between common runs that are long or stand at an end of the region; returns their
  // clusters.
  u32 keep_runs(const Region& region, Buffer<Region>& refined) {
    constexpr u32 kShortestRun = 3;
    const u32 old_count = static_cast<u32>(old_changed_.size());
    const u32 new_count = static_cast<u32>(new_changed_.size());
    u32 kept = 0;
    u32 old_from = 0;
    u32 new_from = 0;
    const auto close = [&](u32 old_to, u32 new_to) {
      const Region rest{region.old_first + old_from, region.old_first + old_to, region.new_first + new_from,
                        region.new_first + new_to};
      if (!rest.is_empty()) refined.push_back(rest);
    };
    u32 old_at = 0;
    u32 new_at = 0;
    while (old_at < old_count || new_at < new_count) {
      if (old_at < old_count && old_changed_[old_at] != 0) {
        ++old_at;
      } else if (new_at < new_count && new_changed_[new_at] != 0) {
        ++new_at;
      } else {
        u32 run = 0;
        while (old_at + run < old_count && old_changed_[old_at + run] == 0 && new_at + run < new_count &&
               new_changed_[new_at + run] == 0) {
          ++run;
        }
        if (run >= kShortestRun) {
          close(old_at, new_at);
          kept += run;
          old_from = old_at + run;
          new_from = new_at + run;
        }
        old_at += run;
        new_at += run;
      }
    }
    close(old_count, new_count);
    return kept;
  }

  // Three tenths in common, of the characters that are not spaces; or most of a short line inside a long one.
  bool is_worth_marking() const {
    u32 old_marked = 0;
    u32 new_marked = 0;
    for (const Region& region : regions_) {
      old_marked += visible(old_, region.old_first, region.old_last);
      new_marked += visible(new_, region.new_first, region.new_last);
    }
    const u32 old_total = visible(old_, 0, old_.cluster_count()) + shared_;
    const u32 new_total = visible(new_, 0, new_.cluster_count()) + shared_;
    const u32 common = old_total - old_marked;
    if (old_marked == 0 && new_marked == 0) return true;  // only spaces differ
    if ((old_marked == 0 || new_marked == 0) && regions_.size() == 1) return common > 0;
    const u32 smaller = std::min(old_total, new_total);
    const u32 larger = std::max(old_total, new_total);
    return u64{common} * 10 >= u64{larger} * 3 || (common >= 4 && u64{common} * 10 >= u64{smaller} * 7);
  }

  IntralineMemory& memory_;
  const TokenizedLine& old_ = memory_.old_line;
  const TokenizedLine& new_ = memory_.new_line;
  Buffer<Region>& regions_ = memory_.regions;
  Buffer<Region>& other_regions_ = memory_.other_regions;
  Buffer<u8>& old_changed_ = memory_.old_changed;
  Buffer<u8>& new_changed_ = memory_.new_changed;
  u32 shared_;
  bool is_exact_ = true;
};

// Bytes at both ends of two lines that are the same and can be left out without cutting a combining sequence:
// an ASCII character always starts one. Cuts beside a word are avoided.
struct CommonEnds {
  std::size_t prefix = 0, suffix = 0;
};

bool may_cut(std::string_view line, std::size_t at, bool between_words) {
  if (at == line.size()) return true;
  if (static_cast<u8>(line[at]) >= 0x80) return false;
  return !between_words || at == 0 || !is_word_byte(line[at - 1]) || !is_word_byte(line[at]);
}

CommonEnds common_ends(std::string_view old_line, std::string_view new_line, bool between_words) {
  const auto may_cut_both = [&](std::size_t old_at, std::size_t new_at) {
    return may_cut(old_line, old_at, between_words) && may_cut(new_line, new_at, between_words);
  };
  std::size_t prefix = common_prefix(old_line, new_line);
  while (prefix > 0 && !may_cut_both(prefix, prefix)) --prefix;
  const std::size_t suffix = common_suffix(old_line.substr(prefix), new_line.substr(prefix));
  std::size_t old_end = old_line.size() - suffix;
  std::size_t new_end = new_line.size() - suffix;
  while (old_end < old_line.size() && !may_cut_both(old_end, new_end)) ++old_end, ++new_end;
  return {prefix, old_line.size() - old_end};
}

std::string_view without_ends(std::string_view line, const CommonEnds& ends) {
  return line.substr(ends.prefix, line.size() - ends.prefix - ends.suffix);
}

// One span a side, without looking at what is in it.
void mark_rests(u32 start, std::string_view old_rest, std::string_view new_rest, IntralineResult& out) {
  if (!old_rest.empty()) out.old_spans.push_back({start, start + TextSize(old_rest).units});
  if (!new_rest.empty()) out.new_spans.push_back({start, start + TextSize(new_rest).units});
}

void mark_whole_stretch(std::string_view old_line, std::string_view new_line, IntralineResult& out) {
  const CommonEnds ends = common_ends(old_line, new_line, false);
  // Over half of a line of thousands of characters marked tells nobody anything.
  if ((ends.prefix + ends.suffix) * 2 < std::max(old_line.size(), new_line.size())) return;
  mark_rests(TextSize(old_line.substr(0, ends.prefix)).units, without_ends(old_line, ends),
             without_ends(new_line, ends), out);
}

}  // namespace

void diff_inline(std::string_view old_line, std::string_view new_line, IntralineMemory& memory, IntralineResult& out) {
  out.old_spans.clear();
  out.new_spans.clear();
  out.is_exact = std::max(old_line.size(), new_line.size()) <= limits::kMaxIntralineLineBytes;
  if (!out.is_exact) return;
  // Most of a line that was edited has stayed, and what stays at its ends needs no look at its words.
  const CommonEnds ends = common_ends(old_line, new_line, true);
  const std::string_view old_rest = without_ends(old_line, ends);
  const std::string_view new_rest = without_ends(new_line, ends);
  out.is_exact = std::max(old_rest.size(), new_rest.size()) <= limits::kMaxIntralineBytes;
  if (!out.is_exact) return mark_whole_stretch(old_line, new_line, out);
  const TextSize prefix(old_line.substr(0, ends.prefix));
  const TextSize suffix(old_line.substr(old_line.size() - ends.suffix));
  const u32 shared = prefix.visible + suffix.visible;
  if (!old_rest.empty() && !new_rest.empty()) {
    InlineDiffer(old_rest, new_rest, prefix.units, shared, memory).run(out);
  } else if (shared > 0 || TextSize(old_rest).visible + TextSize(new_rest).visible == 0) {  // or only spaces differ
    mark_rests(prefix.units, old_rest, new_rest, out);
  }
}

}  // namespace hunkwise

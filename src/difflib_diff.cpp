#include "difflib_diff.h"

#include <algorithm>
#include <cstddef>

#include "line_ids.h"

namespace hunkwise {
namespace {

// SequenceMatcher's `autojunk`: from so many new lines on, a line that makes up more than a hundredth of them starts no
// block. It may still be the end of one.
constexpr u32 kLeastLinesWithPopular = 200;
constexpr u32 kPopularShare = 100;

// Keys of lines that start no block: they equal no key of the other side.
constexpr u32 kNoOldKey = kNoLineId;
constexpr u32 kNoNewKey = kNoLineId - 1;

// Old lines of an area that is searched as difflib does it: lists would take longer.
constexpr u32 kSmallArea = 16;

// Places of a line that are passed by one by one.
constexpr std::ptrdiff_t kFewPlaces = 8;

// Lines of either side that have yet to be compared.
struct Area {
  u32 old_first, old_last, new_first, new_last;
  bool is_one_sided() const { return old_first == old_last || new_first == new_last; }
};

// Equal lines, one pair behind the other.
struct Run {
  u32 old_at, new_at, length;
};

// The order in which difflib prefers one run of an area to another.
bool comes_first(const Run& a, const Run& b) {
  if (a.length != b.length) return a.length > b.length;
  return a.old_at != b.old_at ? a.old_at < b.old_at : a.new_at < b.new_at;
}
bool comes_later(const Run& a, const Run& b) { return comes_first(b, a); }

// difflib takes the first of the longest runs in the area of both texts, lengthens it by popular lines at either end,
// and does the same in the areas before and behind it, each of which it searches anew. Here runs are listed once and
// taken in difflib's order, longest first, from all areas at a time. A run that lies across the border of an area by
// then is put back as the shorter pieces inside the areas. One that lies inside is the area's longest, since whatever
// is still to come is no better.
//
// The first list has the runs that are longer than any stretch of new lines without a unique one. Each has a unique
// line in it and is found by that, however often others are repeated. What these runs leave is mostly a few lines here
// and there.
class DifflibMatcher {
 public:
  DifflibMatcher(const LineNumbers& lines, u32 max_runs, std::span<u8> old_changed, std::span<u8> new_changed)
      : old_ids_(lines.old_ids),
        new_ids_(lines.new_ids),
        max_runs_(max_runs),
        old_changed_(old_changed),
        new_changed_(new_changed) {
    index_new_lines(lines.id_count);
  }

  void run() {
    match_long_runs();
    while (!waiting_.empty()) {
      const Area area = waiting_.back();
      waiting_.pop_back();
      if (!area.is_one_sided()) match(area);
    }
  }

 private:
  // What a line of the old side is among the new ones.
  enum class Kind : u8 { kStartsNone, kUnique, kRepeated };

  static Area before(const Area& area, const Run& block) {
    return {area.old_first, block.old_at, area.new_first, block.new_at};
  }
  static Area behind(const Area& area, const Run& block) {
    return {block.old_at + block.length, area.old_last, block.new_at + block.length, area.new_last};
  }

  // Where each line stands among the new ones, and the keys by which runs are found.
  void index_new_lines(u32 id_count) {
    const u32 new_count = static_cast<u32>(new_ids_.size());
    place_starts_.assign(id_count + 2, 0);
    for (const u32 id : new_ids_) {
      if (id != kNoLineId) ++place_starts_[id + 2];
    }
    const u32 most = new_count < kLeastLinesWithPopular ? new_count : new_count / kPopularShare + 1;
    kinds_.resize_for_overwrite(id_count);
    u32 total = 0;
    for (u32 id = 0; id < id_count; ++id) {
      const u32 count = place_starts_[id + 2];
      kinds_[id] = count == 1 ? Kind::kUnique : count - 1 < most ? Kind::kRepeated : Kind::kStartsNone;
      place_starts_[id + 1] = total;
      total += count;
    }
    old_keys_.resize_for_overwrite(old_ids_.size());
    for (std::size_t i = 0; i < old_ids_.size(); ++i) {
      old_keys_[i] = kinds_[old_ids_[i]] == Kind::kStartsNone ? kNoOldKey : old_ids_[i];
    }
    new_keys_.resize_for_overwrite(new_count);
    places_.resize_for_overwrite(total);
    u32 length = 0;
    for (u32 i = 0; i < new_count; ++i) {
      const u32 id = new_ids_[i];
      const Kind kind = id == kNoLineId ? Kind::kStartsNone : kinds_[id];
      new_keys_[i] = kind == Kind::kStartsNone ? kNoNewKey : id;
      length = kind == Kind::kRepeated ? length + 1 : 0;
      longest_repeated_ = std::max(longest_repeated_, length);
      // Filling moves the start of each list to its end, which is the start of the next one.
      if (id != kNoLineId) places_[place_starts_[id + 1]++] = i;
    }
  }

  // Matches all runs that are longer than any stretch of new lines without a unique one; the rest is left to waiting_.
  void match_long_runs() {
    const Area whole{0, static_cast<u32>(old_ids_.size()), 0, static_cast<u32>(new_ids_.size())};
    waiting_.push_back(whole);
    if (whole.is_one_sided()) return;
    const u32 shortest = longest_repeated_ + 1;
    const u32 longest = list_runs_of_unique(shortest);
    if (longest == 0) return;
    waiting_.clear();
    take_runs(whole, shortest, longest);
    for (const Area& rest : areas_) waiting_.push_back(rest);
  }

  // Of at least `shortest` lines. Returns the length of the longest.
  u32 list_runs_of_unique(u32 shortest) {
    runs_.clear();
    const u32 old_count = static_cast<u32>(old_ids_.size());
    const u32 new_count = static_cast<u32>(new_ids_.size());
    u32 longest = 0;
    for (u32 i = 0; i < old_count;) {
      const u32 key = old_keys_[i];
      if (key == kNoOldKey || kinds_[key] != Kind::kUnique) {
        ++i;
        continue;
      }
      // In front of it there is no other unique line: the run would have been found by that.
      Run run{i, places_[place_starts_[key]], 1};
      while (run.old_at != 0 && run.new_at != 0 && old_keys_[run.old_at - 1] == new_keys_[run.new_at - 1]) {
        --run.old_at, --run.new_at, ++run.length;
      }
      const u32 most = std::min(old_count - run.old_at, new_count - run.new_at);
      while (run.length < most && old_keys_[run.old_at + run.length] == new_keys_[run.new_at + run.length]) {
        ++run.length;
      }
      i = run.old_at + run.length;
      if (run.length < shortest) continue;
      runs_.push_back(run);
      longest = std::max(longest, run.length);
    }
    return longest;
  }

  void match(const Area& area) {
    const bool is_small = area.old_last - area.old_first <= kSmallArea;
    Run longest{area.old_first, area.new_first, 0};
    const bool is_listed = list_runs(area, is_small ? 0 : max_runs_, longest);
    if (longest.length == 0) return keep_popular_start(area);
    if (is_listed) {
      take_runs(area, 1, longest.length);
      for (const Area& rest : areas_) keep_popular_start(rest);
      return;
    }
    const Run block = lengthened(area, longest);
    keep(block);
    waiting_.push_back(behind(area, block));
    waiting_.push_back(before(area, block));
  }

  // Two areas have popular lines in common at most. difflib, having found nothing, lengthens that nothing.
  void keep_popular_start(const Area& area) { keep(lengthened(area, {area.old_first, area.new_first, 0})); }

  // All runs that cannot be longer inside the area, by their old line, then by their new line.
  template <class Visit>
  void each_run(const Area& area, Visit visit) const {
    for (u32 i = area.old_first; i < area.old_last; ++i) {
      const u32 key = old_keys_[i];
      if (key == kNoOldKey) continue;
      const u32 key_above = i > area.old_first ? old_keys_[i - 1] : kNoOldKey;
      const u32* at = places_.data() + place_starts_[key];
      const u32* const end = places_.data() + place_starts_[key + 1];
      if (end - at > kFewPlaces) at = std::lower_bound(at, end, area.new_first);
      for (; at != end && *at < area.new_last; ++at) {
        const u32 j = *at;
        if (j < area.new_first) continue;
        if (j > area.new_first && new_keys_[j - 1] == key_above) continue;  // not the beginning
        const u32 most = std::min(area.old_last - i, area.new_last - j);
        u32 length = 1;
        while (length < most && old_keys_[i + length] == new_keys_[j + length]) ++length;
        visit(Run{i, j, length});
      }
    }
  }

  // False: there are more than may be listed. `longest` is the first of the longest in any case, and stays what it was
  // if there is none.
  bool list_runs(const Area& area, u32 max_runs, Run& longest) {
    runs_.clear();
    bool is_complete = true;
    each_run(area, [&](const Run& run) {
      if (run.length > longest.length) longest = run;
      if (runs_.size() < max_runs) {
        runs_.push_back(run);
      } else {
        is_complete = false;
      }
    });
    return is_complete;
  }

  // Takes the listed runs, the longest of which is given, in difflib's order; leaves what is between them in areas_.
  // Pieces below `shortest` are left alone, as they may not be all there are.
  void take_runs(const Area& area, u32 shortest, u32 longest) {
    order_runs(longest);
    shortest_ = shortest;
    areas_.clear();
    areas_.push_back(area);
    area_of_.resize_for_overwrite(old_ids_.size());
    std::fill(area_of_.data() + area.old_first, area_of_.data() + area.old_last, 0u);
    pieces_.clear();
    std::size_t next = 0;
    while (next < order_.size() || !pieces_.empty()) {
      if (pieces_.empty() || (next < order_.size() && comes_first(runs_[order_[next]], pieces_.front()))) {
        take(runs_[order_[next++]]);
        continue;
      }
      std::pop_heap(pieces_.begin(), pieces_.end(), comes_later);
      const Run piece = pieces_.back();
      pieces_.pop_back();
      take(piece);
    }
  }

  // Longest first; runs of one length stay in the order they were found in, which is difflib's.
  void order_runs(u32 longest) {
    next_of_length_.assign(longest + 1, 0);
    for (const Run& run : runs_) ++next_of_length_[run.length - 1];
    u32 total = 0;
    for (u32 length = longest; length > 0; --length) {
      total += next_of_length_[length - 1];
      next_of_length_[length - 1] = total - next_of_length_[length - 1];
    }
    order_.resize_for_overwrite(runs_.size());
    for (u32 i = 0; i < runs_.size(); ++i) order_[next_of_length_[runs_[i].length - 1]++] = i;
  }

  void take(const Run& run) {
    const u32 end = run.old_at + run.length;
    for (u32 at = run.old_at; at < end;) {
      const u32 index = area_of_[at];
      const Area& area = areas_[index];
      const u32 old_last = std::min(end, area.old_last);
      const u32 new_at = run.new_at + (at - run.old_at);
      const u32 new_last = new_at + (old_last - at);
      const u32 first = at + (new_at < area.new_first ? area.new_first - new_at : 0);
      const u32 last = old_last - (new_last > area.new_last ? std::min(old_last, new_last - area.new_last) : 0);
      at = area.old_last;
      if (first >= last) continue;
      if (last - first == run.length) return make_block(index, run);
      if (last - first < shortest_) continue;
      pieces_.push_back({first, run.new_at + (first - run.old_at), last - first});
      std::push_heap(pieces_.begin(), pieces_.end(), comes_later);
    }
  }

  // Divides an area. The larger part keeps its number, so that a line gets a new one log(lines) times at most.
  void make_block(u32 index, const Run& run) {
    const Area area = areas_[index];
    const Run block = lengthened(area, run);
    keep(block);
    const Area parts[] = {before(area, block), behind(area, block)};
    const bool keeps_first = parts[0].old_last - parts[0].old_first > parts[1].old_last - parts[1].old_first;
    areas_[index] = parts[keeps_first ? 0 : 1];
    add_area(parts[keeps_first ? 1 : 0]);
    add_area({block.old_at, block.old_at + block.length, 0, 0});  // without new lines: nothing fits into it
  }

  void add_area(const Area& area) {
    const u32 index = static_cast<u32>(areas_.size());
    areas_.push_back(area);
    std::fill(area_of_.data() + area.old_first, area_of_.data() + area.old_last, index);
  }

  // By equal lines, popular or not.
  Run lengthened(const Area& area, Run run) const {
    while (run.old_at > area.old_first && run.new_at > area.new_first &&
           old_ids_[run.old_at - 1] == new_ids_[run.new_at - 1]) {
      --run.old_at, --run.new_at, ++run.length;
    }
    while (run.old_at + run.length < area.old_last && run.new_at + run.length < area.new_last &&
           old_ids_[run.old_at + run.length] == new_ids_[run.new_at + run.length]) {
      ++run.length;
    }
    return run;
  }

  void keep(const Run& block) {
    std::fill_n(old_changed_.data() + block.old_at, block.length, u8{0});
    std::fill_n(new_changed_.data() + block.new_at, block.length, u8{0});
  }

  std::span<const u32> old_ids_, new_ids_;
  u32 max_runs_;
  std::span<u8> old_changed_, new_changed_;

  Buffer<u32> old_keys_, new_keys_;  // the ids of lines that may start a block
  Buffer<u32> places_;               // new lines by id, ascending
  Buffer<u32> place_starts_;         // by id
  Buffer<Kind> kinds_;               // by id
  u32 longest_repeated_ = 0;         // stretch of new lines that may start a block, none of which is unique

  Buffer<Area> waiting_;  // neither listed nor searched yet
  Buffer<Run> runs_;      // of one area
  Buffer<u32> order_, next_of_length_;
  u32 shortest_ = 1;
  Buffer<Run> pieces_;   // a heap: what is left of runs that were cut
  Buffer<Area> areas_;   // the parts of that one area
  Buffer<u32> area_of_;  // by old line
};

}  // namespace

Buffer<ChangedRange> diff_lines_by_difflib(std::string_view old_text, const LineIndex& old_lines,
                                           std::string_view new_text, const LineIndex& new_lines,
                                           const DifflibOptions& options) {
  const LineNumbers lines =
      number_lines({old_text, &old_lines, 0, old_lines.count()}, {new_text, &new_lines, 0, new_lines.count()});
  Buffer<u8> old_changed(old_lines.count(), 1);
  Buffer<u8> new_changed(new_lines.count(), 1);
  DifflibMatcher(lines, options.max_runs, old_changed, new_changed).run();
  return changed_ranges(old_changed, new_changed);
}

}  // namespace hunkwise

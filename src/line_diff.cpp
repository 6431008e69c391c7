#include "line_diff.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

#include "buffer.h"
#include "line_ids.h"
#include "line_slider.h"
#include "middle_snake.h"
#include "same_bytes.h"
#include "short_match.h"

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wpedantic"
#endif
#include <dtl/dtl.hpp>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

namespace hunkwise {
namespace {

// dtl's own comparator is a virtual call per step.
struct SameId {
  bool impl(u32 a, u32 b) const noexcept { return a == b; }
};
using DtlDiff = dtl::Diff<u32, Buffer<u32>, SameId>;

// dtl keeps one raw new[] buffer in a private member and frees it only on success. An explicit instantiation
// may name private members ([temp.spec]/6), so the buffer can be freed when an allocation after it fails.
struct DtlBuffer {
  using Member = long long* DtlDiff::*;
  friend Member member_of(DtlBuffer);
};
template <typename Tag, typename Tag::Member kMember>
struct NameMember {
  friend typename Tag::Member member_of(Tag) { return kMember; }
};
template struct NameMember<DtlBuffer, &DtlDiff::fp>;

class DtlBufferGuard {
 public:
  explicit DtlBufferGuard(DtlDiff& diff) : diff_(diff) {}
  DtlBufferGuard(const DtlBufferGuard&) = delete;
  DtlBufferGuard& operator=(const DtlBufferGuard&) = delete;
  // Sound only below dtl's cap on coordinates: past it, the member may point to freed memory.
  ~DtlBufferGuard() {
    if (is_armed_) delete[](diff_.*member_of(DtlBuffer{}));
  }
  void release() { is_armed_ = false; }

 private:
  DtlDiff& diff_;
  bool is_armed_ = true;
};

// A part of both sequences that still has to be compared.
struct Box {
  static constexpr u32 kUnknownDistance = 0xFFFFFFFFu;
  u32 old_first, old_last, new_first, new_last;
  u32 distance = kUnknownDistance;  // edits of a shortest path, when a search has told
  u32 anchor_depth = 0;             // generations of boxes cut at anchors
  u32 anchor_size = 0xFFFFFFFFu;    // above this size, looking for anchors has failed already

  u32 old_size() const { return old_last - old_first; }
  u32 new_size() const { return new_last - new_first; }
  bool is_one_sided() const { return old_size() == 0 || new_size() == 0; }
};

// Divides until dtl can take a part at a known cost. While the effort lasts every cut is on a shortest path;
// after that, lines that occur once on either side are taken for common (B. Cohen's patience diff), and where
// there is none the search is cut short.
class Matcher {
 public:
  Matcher(std::span<const u32> old_ids, std::span<const u32> new_ids, u32 id_count, i64 effort,
          std::span<u8> old_changed, std::span<u8> new_changed)
      : old_ids_(old_ids),
        new_ids_(new_ids),
        id_count_(id_count),
        effort_(effort),
        old_changed_(old_changed),
        new_changed_(new_changed) {}

  bool run() {
    if (old_ids_.size() > limits::kMaxDiffItems || new_ids_.size() > limits::kMaxDiffItems) return false;
    divide({0, static_cast<u32>(old_ids_.size()), 0, static_cast<u32>(new_ids_.size())});
    while (!boxes_.empty()) {
      const Box box = boxes_.back();
      boxes_.pop_back();
      divide(box);
    }
    return is_exact_;
  }

 private:
  // Compares the box, or leaves smaller ones in boxes_.
  void divide(Box box) {
    trim(box);
    if (box.is_one_sided()) return;
    if (is_short(box)) return compare_short(box);
    if (dtl_can_take(box)) return compare_by_dtl(box);
    if (effort_ > 0) {
      const Split split = find_split(box, limits::kMaxSplitRounds, effort_);
      if (split.is_minimal) return cut(box, split);
    }
    is_exact_ = false;
    effort_ = 0;
    i64 enough_for_all_rounds = std::numeric_limits<i64>::max() / 2;
    const Split split = find_split(box, coarse_rounds(), enough_for_all_rounds);
    // An anchor is a better cut than the furthest point of a lost search.
    if (!split.is_minimal && may_have_anchors(box) && cut_at_anchors(box)) return;
    cut(box, split);
  }

  void keep(u32 old_at, u32 new_at) {
    old_changed_[old_at] = 0;
    new_changed_[new_at] = 0;
  }

  u32 coarse_rounds() const {
    const u64 rounds = limits::kCoarseEffort / (old_ids_.size() + new_ids_.size());
    return static_cast<u32>(std::clamp<u64>(rounds, limits::kMinCoarseSplitRounds, limits::kCoarseSplitRounds));
  }

  void trim(Box& box) {
    while (!box.is_one_sided() && old_ids_[box.old_first] == new_ids_[box.new_first])
      keep(box.old_first++, box.new_first++);
    while (!box.is_one_sided() && old_ids_[box.old_last - 1] == new_ids_[box.new_last - 1]) {
      keep(--box.old_last, --box.new_last);
    }
  }

  // Wu, Manber, Myers and Miller's O(NP) algorithm visits (P+1) * (delta+P+1) coordinates, P = deletions of
  // the longer side's surplus aside; without a known distance P may be the whole shorter side.
  static bool dtl_can_take(const Box& box) {
    const u64 shorter = std::min(box.old_size(), box.new_size());
    const u64 longer = std::max(box.old_size(), box.new_size());
    if (shorter + longer > limits::kMaxDtlItems) return false;
    const u64 delta = longer - shorter;
    const u64 p = box.distance == Box::kUnknownDistance ? shorter : (box.distance - delta) / 2;
    return (p + 1) * (delta + p + 1) <= limits::kMaxDtlCoordinates;
  }

  std::span<const u32> old_ids_of(const Box& box) const { return old_ids_.subspan(box.old_first, box.old_size()); }
  std::span<const u32> new_ids_of(const Box& box) const { return new_ids_.subspan(box.new_first, box.new_size()); }

  static bool is_short(const Box& box) { return std::max(box.old_size(), box.new_size()) <= kMostShortIds; }

  void compare_short(const Box& box) {
    match_short(old_ids_of(box), new_ids_of(box), old_changed_.data() + box.old_first,
                new_changed_.data() + box.new_first);
  }

  void compare_by_dtl(const Box& box) {
    const u32* const old_ids = old_ids_.data();
    const u32* const new_ids = new_ids_.data();
    DtlDiff diff(Buffer<u32>(old_ids + box.old_first, old_ids + box.old_last),
                 Buffer<u32>(new_ids + box.new_first, new_ids + box.new_last));
    DtlBufferGuard guard(diff);
    diff.compose();
    guard.release();
    // Only the order of the script is used: dtl's own positions are wrong once it has restarted.
    u32 old_at = box.old_first;
    u32 new_at = box.new_first;
    for (const auto& step : diff.getSes().getSequence()) {
      if (step.second.type == dtl::SES_COMMON) {
        keep(old_at++, new_at++);
      } else if (step.second.type == dtl::SES_DELETE) {
        ++old_at;
      } else {
        ++new_at;
      }
    }
  }

  Split find_split(const Box& box, u32 rounds, i64& effort) {
    return snake_.find(old_ids_of(box), new_ids_of(box), rounds, effort);
  }

  void cut(const Box& box, const Split& split) {
    const u32 old_at = box.old_first + split.old_at;
    const u32 new_at = box.new_first + split.new_at;
    const u32 before = split.is_minimal ? split.distance_before : Box::kUnknownDistance;
    const u32 after = split.is_minimal ? split.distance_after : Box::kUnknownDistance;
    Box rest = box;
    rest.old_first = old_at;
    rest.new_first = new_at;
    rest.distance = after;
    boxes_.push_back(rest);
    rest = box;
    rest.old_last = old_at;
    rest.new_last = new_at;
    rest.distance = before;
    boxes_.push_back(rest);
  }

  struct Occurrence {
    u32 old_count = 0, new_count = 0;
    u32 new_at = 0;
  };
  struct Anchor {
    u32 old_at, new_at;
  };

  static bool may_have_anchors(const Box& box) {
    return box.anchor_depth < limits::kMaxAnchorDepth && box.old_size() + box.new_size() <= box.anchor_size;
  }

  // The longest ascending run of the lines that are unique on both sides of the box.
  bool cut_at_anchors(Box& box) {
    find_unique(box);
    if (anchors_.empty()) {
      // A pass over the box for every cut that takes a little off it would be quadratic.
      box.anchor_size = (box.old_size() + box.new_size()) / 2;
      return false;
    }
    keep_longest_ascending();
    Box gap = box;
    ++gap.anchor_depth;
    gap.distance = Box::kUnknownDistance;
    for (const Anchor& anchor : anchors_) {
      gap.old_last = anchor.old_at;
      gap.new_last = anchor.new_at;
      if (!gap.is_one_sided()) boxes_.push_back(gap);
      keep(anchor.old_at, anchor.new_at);
      gap.old_first = anchor.old_at + 1;
      gap.new_first = anchor.new_at + 1;
    }
    gap.old_last = box.old_last;
    gap.new_last = box.new_last;
    if (!gap.is_one_sided()) boxes_.push_back(gap);
    return true;
  }

  void find_unique(const Box& box) {
    if (occurrences_.empty()) occurrences_.resize(id_count_);
    for (u32 i = box.old_first; i < box.old_last; ++i) ++occurrences_[old_ids_[i]].old_count;
    for (u32 i = box.new_first; i < box.new_last; ++i) {
      Occurrence& seen = occurrences_[new_ids_[i]];
      ++seen.new_count;
      seen.new_at = i;
    }
    anchors_.clear();
    for (u32 i = box.old_first; i < box.old_last; ++i) {
      const Occurrence& seen = occurrences_[old_ids_[i]];
      if (seen.old_count == 1 && seen.new_count == 1) anchors_.push_back({i, seen.new_at});
    }
    for (u32 i = box.old_first; i < box.old_last; ++i) occurrences_[old_ids_[i]] = {};
    for (u32 i = box.new_first; i < box.new_last; ++i) occurrences_[new_ids_[i]] = {};
  }

  void keep_longest_ascending() {
    constexpr u32 kNone = 0xFFFFFFFFu;
    tails_.clear();  // tails_[n]: the anchor with the smallest new_at that ends an ascending run of n + 1
    previous_.assign(anchors_.size(), kNone);
    for (u32 i = 0; i < anchors_.size(); ++i) {
      const auto tail = std::lower_bound(tails_.begin(), tails_.end(), anchors_[i].new_at,
                                         [&](u32 t, u32 new_at) { return anchors_[t].new_at < new_at; });
      if (tail != tails_.begin()) previous_[i] = *(tail - 1);
      if (tail == tails_.end()) {
        tails_.push_back(i);
      } else {
        *tail = i;
      }
    }
    std::size_t length = tails_.size();
    run_.resize(length);
    for (u32 i = tails_.back(); i != kNone; i = previous_[i]) run_[--length] = anchors_[i];
    std::swap(anchors_, run_);
  }

  std::span<const u32> old_ids_, new_ids_;
  u32 id_count_;
  i64 effort_;
  std::span<u8> old_changed_, new_changed_;
  bool is_exact_ = true;
  Buffer<Box> boxes_;
  MiddleSnake snake_;
  Buffer<Occurrence> occurrences_;
  Buffer<Anchor> anchors_, run_;
  Buffer<u32> tails_, previous_;
};

}  // namespace

bool mark_common_ids(std::span<const u32> old_ids, std::span<const u32> new_ids, u32 id_count, i64 effort,
                     std::span<u8> old_changed, std::span<u8> new_changed) {
  return Matcher(old_ids, new_ids, id_count, effort, old_changed, new_changed).run();
}

Buffer<ChangedRange> changed_ranges(std::span<const u8> old_changed, std::span<const u8> new_changed) {
  Buffer<ChangedRange> ranges;
  const u32 old_size = static_cast<u32>(old_changed.size());
  const u32 new_size = static_cast<u32>(new_changed.size());
  u32 old_at = 0;
  u32 new_at = 0;
  const auto eight = [](std::span<const u8> flags, u32 at) {
    return at + 8 > flags.size() ? 1 : load_8(reinterpret_cast<const char*>(flags.data()) + at);
  };
  while (old_at < old_size || new_at < new_size) {
    // Most lines are common.
    while ((eight(old_changed, old_at) | eight(new_changed, new_at)) == 0) old_at += 8, new_at += 8;
    const u32 old_start = old_at;
    const u32 new_start = new_at;
    while (old_at < old_size && old_changed[old_at] != 0) ++old_at;
    while (new_at < new_size && new_changed[new_at] != 0) ++new_at;
    if (old_at != old_start || new_at != new_start) {
      ranges.push_back({old_start, old_at - old_start, new_start, new_at - new_start});
    } else {
      ++old_at;
      ++new_at;
    }
  }
  return ranges;
}

LineDiff diff_lines(std::string_view old_text, const LineIndex& old_lines, std::string_view new_text,
                    const LineIndex& new_lines, const LineDiffOptions& options) {
  const u32 old_count = old_lines.count();
  const u32 new_count = new_lines.count();
  const auto same = [&](u32 old_line, u32 new_line) {
    return same_bytes(old_lines.raw_line(old_text, old_line), new_lines.raw_line(new_text, new_line));
  };
  const u32 shorter = std::min(old_count, new_count);
  u32 prefix = 0;
  while (prefix < shorter && same(prefix, prefix)) ++prefix;
  u32 suffix = 0;
  while (suffix < shorter - prefix && same(old_count - suffix - 1, new_count - suffix - 1)) ++suffix;

  LineDiff diff;
  if (prefix == old_count && prefix == new_count) return diff;
  Buffer<u8> old_changed(old_count, 0);
  Buffer<u8> new_changed(new_count, 0);
  const LineRange old_rest{old_text, &old_lines, prefix, old_count - suffix};
  const LineRange new_rest{new_text, &new_lines, prefix, new_count - suffix};
  std::fill(old_changed.data() + old_rest.first, old_changed.data() + old_rest.last, u8{1});
  std::fill(new_changed.data() + new_rest.first, new_changed.data() + new_rest.last, u8{1});
  if (old_rest.first != old_rest.last && new_rest.first != new_rest.last) {
    const CommonLines common = number_common_lines(old_rest, new_rest);
    Buffer<u8> old_ids_changed(common.old_ids.size(), 1);
    Buffer<u8> new_ids_changed(common.new_ids.size(), 1);
    diff.is_exact = mark_common_ids(common.old_ids, common.new_ids, common.id_count, options.max_effort,
                                    old_ids_changed, new_ids_changed);
    for (std::size_t i = 0; i < old_ids_changed.size(); ++i) old_changed[common.old_lines[i]] = old_ids_changed[i];
    for (std::size_t i = 0; i < new_ids_changed.size(); ++i) new_changed[common.new_lines[i]] = new_ids_changed[i];
  }
  slide_changes({old_text, old_lines, old_changed}, {new_text, new_lines, new_changed});
  diff.changes = changed_ranges(old_changed, new_changed);
  return diff;
}

Buffer<HunkRange> group_hunks(std::span<const ChangedRange> changes, u32 old_lines, u32 new_lines, u32 context) {
  Buffer<HunkRange> hunks;
  for (std::size_t first = 0; first < changes.size();) {
    std::size_t last = first;  // the last change of this hunk
    while (last + 1 < changes.size() &&
           changes[last + 1].old_start - (changes[last].old_start + changes[last].old_count) <= u64{context} * 2) {
      ++last;
    }
    const ChangedRange& head = changes[first];
    const ChangedRange& tail = changes[last];
    const u32 old_end = tail.old_start + tail.old_count;
    const u32 new_end = tail.new_start + tail.new_count;
    const u32 above = std::min({context, head.old_start, head.new_start});
    const u32 below = std::min({context, old_lines - old_end, new_lines - new_end});
    hunks.push_back({head.old_start - above, old_end - head.old_start + above + below, head.new_start - above,
                     new_end - head.new_start + above + below, static_cast<u32>(first),
                     static_cast<u32>(last - first + 1)});
    first = last + 1;
  }
  return hunks;
}

}  // namespace hunkwise

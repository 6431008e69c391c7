#include "line_slider.h"

#include <algorithm>

#include "diff_limits.h"

namespace hunkwise {
namespace {

// How a boundary between two lines looks. Blank lines have no indent.
struct Boundary {
  static constexpr i32 kNoIndent = -1;
  i32 indent = kNoIndent;        // of the line after the boundary
  i32 indent_above = kNoIndent;  // of the nearest line above that is not blank
  i32 indent_below = kNoIndent;  // of the nearest line after `indent`'s that is not blank
  i32 blanks_above = 0;
  i32 blanks_below = 0;  // directly after `indent`'s line
  bool at_end = false;
};

i32 indent_of(std::string_view line) {
  i32 columns = 0;
  for (const char c : line) {
    if (c == ' ') {
      ++columns;
    } else if (c == '\t') {
      columns += 8 - columns % 8;
    } else if (c != '\r' && c != '\v' && c != '\f') {
      return columns;
    }
    if (columns >= limits::kMaxIndent) return limits::kMaxIndent;
  }
  return Boundary::kNoIndent;
}

Boundary measure(const ChangedLines& side, u32 at) {
  Boundary b;
  const u32 count = side.lines.count();
  const auto indent = [&](u32 i) { return indent_of(side.lines.line(side.text, i)); };
  b.at_end = at >= count;
  if (!b.at_end) b.indent = indent(at);
  for (u32 i = at; i > 0 && b.blanks_above < limits::kMaxBlankLines; ++b.blanks_above) {
    b.indent_above = indent(--i);
    if (b.indent_above != Boundary::kNoIndent) break;
  }
  for (u32 i = at + 1; i < count && b.blanks_below < limits::kMaxBlankLines; ++i, ++b.blanks_below) {
    b.indent_below = indent(i);
    if (b.indent_below != Boundary::kNoIndent) break;
  }
  return b;
}

struct Score {
  i32 indent = 0;
  i32 penalty = 0;
  // Lower is better. Indentation counts by its order only, as columns of different styles cannot be compared.
  bool is_no_worse_than(const Score& other) const {
    const i32 order = (indent > other.indent) - (indent < other.indent);
    return 60 * order + (penalty - other.penalty) <= 0;
  }
};

// The features and weights that M. Haggerty fitted to thousands of blocks placed by hand, as git uses them by
// default: https://github.com/mhagger/diff-slider-tools
void add_boundary(const Boundary& b, Score& score) {
  if (b.indent_above == Boundary::kNoIndent && b.blanks_above == 0) score.penalty += 1;  // start of the file
  if (b.at_end) score.penalty += 21;
  const bool is_blank = b.indent == Boundary::kNoIndent;
  const i32 blanks_after = is_blank ? 1 + b.blanks_below : 0;
  const i32 blanks = b.blanks_above + blanks_after;
  score.penalty += -30 * blanks + 6 * blanks_after;
  const i32 indent = is_blank ? b.indent_below : b.indent;
  score.indent += indent;
  if (indent == Boundary::kNoIndent || b.indent_above == Boundary::kNoIndent || indent == b.indent_above) return;
  if (indent > b.indent_above) {
    score.penalty += blanks != 0 ? 10 : -4;
  } else if (b.indent_below != Boundary::kNoIndent && b.indent_below > indent) {
    score.penalty += blanks != 0 ? 17 : 24;  // what follows is indented again: probably the head of a block
  } else {
    score.penalty += blanks != 0 ? 23 : 17;
  }
}

// Walks over the stretches of changed lines of one side, empty ones between two common lines included, and
// keeps the stretch of the other side that stands at the same place.
class Slider {
 public:
  Slider(const ChangedLines& mine, const ChangedLines& theirs, u64 bytes_to_compare)
      : mine_(mine), theirs_(theirs), budget_(bytes_to_compare) {}

  void run() {
    block_ = {0, end_of(mine_, 0)};
    facing_ = {0, end_of(theirs_, 0)};
    for (;;) {
      if (block_.start != block_.end) place();
      if (block_.end >= mine_.lines.count()) return;
      block_.start = block_.end + 1;
      block_.end = end_of(mine_, block_.start);
      step_facing_down();
    }
  }

 private:
  struct Block {
    u32 start, end;
  };

  static u32 end_of(const ChangedLines& side, u32 at) {
    while (at < side.lines.count() && side.changed[at] != 0) ++at;
    return at;
  }
  static u32 start_of(const ChangedLines& side, u32 at) {
    while (at > 0 && side.changed[at - 1] != 0) --at;
    return at;
  }
  void step_facing_down() {
    facing_.start = facing_.end + 1;
    facing_.end = end_of(theirs_, facing_.start);
  }
  void step_facing_up() {
    facing_.end = facing_.start - 1;
    facing_.start = start_of(theirs_, facing_.end);
  }
  bool faces_change() const { return facing_.start != facing_.end; }

  bool same_lines(u32 a, u32 b) {
    const std::string_view left = mine_.lines.raw_line(mine_.text, a);
    const std::string_view right = mine_.lines.raw_line(mine_.text, b);
    if (left.size() != right.size()) return false;
    const u64 cost = 16 + left.size();
    if (budget_ < cost) return false;
    budget_ -= cost;
    return left == right;
  }

  // Both moves swallow a block they run into. A common line ahead of the block means one facing it, too.
  void move_up() {
    mine_.changed[--block_.start] = 1;
    mine_.changed[--block_.end] = 0;
    block_.start = start_of(mine_, block_.start);
    step_facing_up();
  }
  void move_down() {
    mine_.changed[block_.start++] = 0;
    mine_.changed[block_.end++] = 1;
    block_.end = end_of(mine_, block_.end);
    step_facing_down();
  }
  bool try_up() {
    if (block_.start == 0 || !same_lines(block_.start - 1, block_.end - 1)) return false;
    move_up();
    return true;
  }
  bool try_down() {
    if (block_.end == mine_.lines.count() || !same_lines(block_.start, block_.end)) return false;
    move_down();
    return true;
  }

  Score score_at(u32 start, u32 end) const {
    Score score;
    add_boundary(measure(mine_, start), score);
    add_boundary(measure(mine_, end), score);
    return score;
  }

  void place() {
    u32 size = 0;
    u32 highest_end = 0;
    bool can_face_change = false;
    do {
      size = block_.end - block_.start;
      while (try_up()) {
      }
      highest_end = block_.end;
      can_face_change = faces_change();
      while (try_down()) can_face_change = can_face_change || faces_change();
    } while (size != block_.end - block_.start);  // grown by a swallowed block: it may reach further now
    if (can_face_change) {
      while (!faces_change() && block_.end > highest_end) move_up();
      return;
    }
    if (block_.end == highest_end) return;
    // Beyond its own length a block only repeats itself.
    const u32 lowest_end = block_.end;
    const u32 slide = std::min({lowest_end - highest_end, size + 1, limits::kMaxSlide});
    u32 best_end = lowest_end - slide;
    Score best = score_at(best_end - size, best_end);
    for (u32 end = best_end + 1; end <= lowest_end; ++end) {
      const Score score = score_at(end - size, end);
      if (!score.is_no_worse_than(best)) continue;
      best = score;
      best_end = end;
    }
    while (block_.end > best_end) move_up();
  }

  ChangedLines mine_;
  ChangedLines theirs_;
  Block block_{0, 0};
  Block facing_{0, 0};
  u64 budget_;  // one block is compared a few times per line; text made to slide for ever is left where it is
};

u64 slide_budget(const ChangedLines& side) { return 8 * (side.text.size() + 16 * u64{side.lines.count()}) + 4096; }

}  // namespace

void slide_changes(const ChangedLines& old_side, const ChangedLines& new_side) {
  Slider(old_side, new_side, slide_budget(old_side)).run();
  Slider(new_side, old_side, slide_budget(new_side)).run();
}

}  // namespace hunkwise

// Cuts a window of a patch into lines and says what each could be outside a hunk. Some can only be told by what
// follows them: then those lines have to be in the window, too.
#pragma once

#include <span>
#include <string_view>

#include "diff_types.h"

namespace hunkwise {

enum class LineRole : u8 {
  kEmpty,
  kRow,            // starts with a blank, '+' or '-' and is nothing of what follows
  kMarker,         // starts with a backslash
  kHunk,           // starts with "@@"
  kPlainSection,   // "--- ", followed by "+++ " and "@@ -": begins a file without git's form
  kGitSection,     // "diff --git ", "diff --cc ", "diff --combined "
  kBinarySection,  // "Binary files x and y differ": inside a section of git's form it belongs to that one
  kPrelude,        // what other programs write above "--- ": "Index: ", "=======", "diff -u …"
  kMailEnd,        // "-- " above a signature, or a boundary between the parts of a mail
  kBoundary,       // prose that begins something new: "commit 0123…", "From 0123…", "Only in …"
  kProse,
};

struct PatchLine {
  std::string_view text;  // without line end; of a line above limits::kMaxHeaderLineBytes the beginning
  u32 start = 0;          // in the source
  u32 size = 0;           // in the window, line end included; what is left of an overlong line is not
  LineRole role = LineRole::kProse;
  bool is_whole = true;
  int next_first = -1;  // first byte of the next line, of a kMailEnd only; -1: the text ends

  std::string_view head() const;     // what HunkMachine::head() may see
  std::string_view trimmed() const;  // without a CR at its end
};

// The line at `at`, which is below the window's size. False: more bytes are needed to tell.
bool read_patch_line(std::span<const u8> window, u32 at, u32 base, bool is_last, PatchLine& line);

}  // namespace hunkwise

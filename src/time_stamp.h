// Recognises what diff programs write behind a file's name: GNU and git ("2010-07-05 19:41:17.620000023 -0500"), hg and
// BSD ("Sun Oct 13 20:51:40 2013 -0300"), Subversion ("(revision 191)").
#pragma once

#include <string_view>

#include "diff_types.h"

namespace hunkwise {

enum class Stamp : u8 {
  kNone,
  kTime,
  kNoFile,  // the epoch, as GNU diff -N and bzr write it, or Subversion's words for a file that is not there
};

// The whole of `text` has to be a stamp; blanks may follow. Looks at a bounded number of bytes, fractions of seconds
// and trailing blanks aside.
Stamp read_time_stamp(std::string_view text);

}  // namespace hunkwise

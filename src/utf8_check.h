// Well-formed UTF-8, one byte at a time (Unicode 15, table 3-7): the state fits in three bytes.
#pragma once

#include "diff_types.h"

namespace hunkwise {

struct Utf8Check {
  u8 missing = 0;    // continuation bytes still to come
  u8 lowest = 0x80;  // bounds of the next one
  u8 highest = 0xBF;

  // False: `byte` cannot stand here.
  bool accept(u8 byte) {
    if (missing != 0) {
      if (byte < lowest || byte > highest) return false;
      --missing;
      lowest = 0x80;
      highest = 0xBF;
      return true;
    }
    if (byte < 0x80) return true;
    if (byte < 0xC2 || byte > 0xF4) return false;
    missing = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
    if (byte == 0xE0)
      lowest = 0xA0;  // no overlong forms
    else if (byte == 0xED)
      highest = 0x9F;  // no surrogates
    else if (byte == 0xF0)
      lowest = 0x90;
    else if (byte == 0xF4)
      highest = 0x8F;  // nothing above U+10FFFF
    return true;
  }
};

}  // namespace hunkwise

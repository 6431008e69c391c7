#include "json_escape.h"

namespace hunkwise {

u8 simple_escape(u8 letter) {
  switch (letter) {
    case '"':
    case '\\':
    case '/':
      return letter;
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return 0;
  }
}

int hexadecimal_value(u8 digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  const u8 lower = digit | 0x20;
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

}  // namespace hunkwise

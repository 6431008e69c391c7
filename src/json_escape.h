// The escapes of JSON strings (RFC 8259, section 7).
#pragma once

#include "diff_types.h"

namespace hunkwise {

// The letter after a backslash -> its character; 0 where JSON has none. 'u' is not here.
u8 simple_escape(u8 letter);

// -1: no hexadecimal digit.
int hexadecimal_value(u8 digit);

}  // namespace hunkwise

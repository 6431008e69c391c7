// SHA-1 (FIPS 180-4), to compare rebuilt files with git's names for them. Not for anything secret.
#pragma once

#include <string>
#include <string_view>

namespace hunkwise::test {

// Lower-case hexadecimal.
std::string sha1(std::string_view bytes);

}  // namespace hunkwise::test

// SHA-256 (FIPS 180-4), to compare rows with recorded digests. Not for anything secret.
#pragma once

#include <string>
#include <string_view>

namespace hunkwise::test {

// Lower-case hexadecimal.
std::string sha256(std::string_view bytes);

}  // namespace hunkwise::test

// Random answers in the wire format, small, with everything that a service may do to them.
#pragma once

#include <string>

#include "diff_writer.h"

namespace hunkwise::test {

// A whole answer: keys in any order, spaces, extra fields, escaped and repeated keys, texts of every dialect.
std::string random_answer(Random& random);
// One byte range of it removed, repeated or replaced by something that JSON cares about.
void damage_answer(std::string& json, Random& random);

}  // namespace hunkwise::test

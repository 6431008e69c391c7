// Lets one allocation fail. The program's operator new is replaced by failing_new.cpp.
#pragma once

#include <cstddef>

namespace hunkwise::test {

// The n-th allocation from now on fails (1: the next one), once. 0: none does.
void fail_allocation(std::size_t n);
// Whether the failure has happened.
bool allocation_failed();

}  // namespace hunkwise::test

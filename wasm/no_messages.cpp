// The C++ library words messages for humans, and for that brings a printf of 4 KB along. Nobody would read
// them: the core checks before it asks, and a trap tells as much.
#include <cstddef>

extern "C" {

// libc++abi, before it aborts.
[[noreturn]] void abort_message(const char*, ...) { __builtin_trap(); }
}

// The hook that libc++ documents for programs with their own way to end.
[[noreturn]] void std::__libcpp_verbose_abort(const char*, ...) { __builtin_trap(); }

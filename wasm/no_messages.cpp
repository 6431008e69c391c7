// The C++ library says what went wrong before it aborts, and for that brings a printf of 4 KB along. Nobody would read
// it: the core checks before it asks, and a trap tells as much.
#include <cstdarg>

extern "C" [[noreturn]] void abort_message(const char*, ...) { __builtin_trap(); }

// The hook that libc++ documents for programs with their own way to end.
[[noreturn]] void std::__libcpp_verbose_abort(const char*, ...) { __builtin_trap(); }

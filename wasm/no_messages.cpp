// The C++ library and embind word messages for humans, and for that bring a printf of 4 KB along. Nobody would read
// them: the core checks before it asks, and a trap tells as much.
#include <cstdarg>
#include <cstddef>

extern "C" {

// libc++abi, before it aborts.
[[noreturn]] void abort_message(const char*, ...) { __builtin_trap(); }

// embind, to name types that have no name: only its error messages use it. Emscripten calls the integer-only form.
int siprintf(char* out, const char*, ...) {
  *out = '\0';
  return 0;
}
int sprintf(char* out, const char*, ...) {
  *out = '\0';
  return 0;
}
}

// The hook that libc++ documents for programs with their own way to end.
[[noreturn]] void std::__libcpp_verbose_abort(const char*, ...) { __builtin_trap(); }

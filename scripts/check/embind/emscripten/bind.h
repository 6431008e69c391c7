// Of embind what wasm/bindings.cpp uses, declared for clang-tidy 14, which cannot read Emscripten's own headers.
#pragma once

#define EMSCRIPTEN_BINDINGS(name) static void register_##name()

namespace emscripten {
template <class Result, class... Arguments>
void function(const char* name, Result (*implementation)(Arguments...));
}

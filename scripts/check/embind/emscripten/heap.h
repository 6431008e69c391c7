#pragma once

#include <cstddef>

extern "C" std::size_t emscripten_get_heap_size(void);

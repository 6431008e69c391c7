// The part of embind's library that the module needs, in place of the library's own. That one registers thirty types
// with JavaScript, strings and views among them; the core's functions take and give numbers of one type. embind's own
// file is linked only where one of these functions is missing, which needs -lembind behind our files.
#include <emscripten/bind.h>

#include <cstdint>
#include <cstdlib>

EMSCRIPTEN_BINDINGS(hunkwise_types) {
  using emscripten::internal::TypeID;
  emscripten::internal::_embind_register_void(TypeID<void>::get(), "void");
  // The greatest number as the 32 bits that JavaScript's side of embind expects.
  emscripten::internal::_embind_register_integer(TypeID<std::uint32_t>::get(), "unsigned int", sizeof(std::uint32_t), 0,
                                                 static_cast<std::int32_t>(UINT32_MAX));
  // Nobody uses it, but its part of the glue brings a constant along that the one of the integers forgets to ask for.
  emscripten::internal::_embind_register_bool(TypeID<bool>::get(), "bool", true, false);
}

extern "C" {

// Would remember bindings for threads that start later; there are none.
void _embind_register_bindings(emscripten::internal::InitFunc*) {}

// For the message about a type that is not registered. The caller frees it.
const char* __getTypeName(const std::type_info*) { return static_cast<const char*>(std::calloc(1, 1)); }
}

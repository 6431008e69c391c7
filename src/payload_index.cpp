#include "payload_index.h"

#include <simdjson.h>

#include <new>

namespace hunkwise {

std::int32_t count_files(std::string_view json) try {
  simdjson::dom::parser parser;
  simdjson::dom::array files;
  if (parser.parse(json.data(), json.size()).at_key("files").get(files)) return -1;
  return static_cast<std::int32_t>(files.size());
} catch (const std::bad_alloc&) {
  return -2;
}

}  // namespace hunkwise

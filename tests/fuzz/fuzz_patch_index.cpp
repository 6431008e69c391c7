// Property: however a patch is cut into windows, its index is the same; texts of its files are in order and apart, and
// each has the rows that parse_rows() finds in it. The first two bytes of the input choose the windows.
#include <cstdio>
#include <cstdlib>

#include "patch_checks.h"

using namespace hunkwise;
using namespace hunkwise::test;

extern "C" int LLVMFuzzerTestOneInput(const u8* bytes, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const u8* bytes, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view patch(reinterpret_cast<const char*>(bytes) + 2, size - 2);
  const Index index = index_patch_document(patch);
  std::string broken = broken_promise(patch, index);
  if (broken.empty() && index_patch_document(patch, every(1u + bytes[0])) != index) broken = "windows of one size";
  if (broken.empty() && index_patch_document(patch, random_sizes(bytes[0], 1u + bytes[1])) != index) broken = "windows";
  const u32 cut = static_cast<u32>((bytes[0] * 256u + bytes[1]) % (patch.size() + 1));
  if (broken.empty() && index_patch_document(patch, split_at(cut)) != index) broken = "one cut";
  if (!broken.empty()) {
    std::fprintf(stderr, "broken: %s\n", broken.c_str());
    std::abort();
  }
  return 0;
}

#include "patch_index.h"
namespace hunkwise {
Status index_patch(std::span<const u8>, std::span<const u8>, bool, ResultArena&) { return Status::kInternal; }
}

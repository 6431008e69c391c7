#include "short_match.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace hunkwise {
namespace {

// Where each id stands, one bit a place.
class PlacesById {
 public:
  PlacesById() { std::fill(std::begin(ids_), std::end(ids_), kFree); }

  void add(u32 id, u32 place) {
    const u32 slot = slot_of(id);
    if (ids_[slot] == kFree) {
      ids_[slot] = id;
      places_[slot] = 0;
    }
    places_[slot] |= u64{1} << place;
  }
  u64 of(u32 id) const {
    const u32 slot = slot_of(id);
    return ids_[slot] == kFree ? 0 : places_[slot];
  }

 private:
  static constexpr u32 kSlots = 2 * kMostShortIds;  // half of them at most are used
  static constexpr u32 kFree = 0xFFFFFFFFu;

  u32 slot_of(u32 id) const {
    u32 slot = id % kSlots;  // ids are dense: hashing would not spread them better
    while (ids_[slot] != id && ids_[slot] != kFree) slot = (slot + 1) % kSlots;
    return slot;
  }

  u32 ids_[kSlots];
  u64 places_[kSlots];  // of those that are not free
};

}  // namespace

void match_short(std::span<const u32> old_ids, std::span<const u32> new_ids, u8* old_changed, u8* new_changed) {
  const u32 old_size = static_cast<u32>(old_ids.size());
  const u32 new_size = static_cast<u32>(new_ids.size());
  // From the ends, so that the way back, which chooses, goes from the beginnings.
  PlacesById old_places;
  for (u32 behind = 0; behind < old_size; ++behind) old_places.add(old_ids[old_size - 1 - behind], behind);

  // rows[n], of the last n new ids: the bit of an old id is 0 where it makes the subsequence longer.
  u64 rows[kMostShortIds + 1];
  u64 row = ~u64{0};
  for (u32 behind = 0; behind < new_size; ++behind) {
    rows[behind] = row;
    const u64 same = row & old_places.of(new_ids[new_size - 1 - behind]);
    row = (row + same) | (row - same);
  }
  rows[new_size] = row;

  for (u32 i = 0, j = 0; i < old_size && j < new_size;) {
    if (old_ids[i] == new_ids[j]) {
      old_changed[i++] = 0;
      new_changed[j++] = 0;
    } else if ((rows[new_size - j] >> (old_size - 1 - i) & 1) != 0) {
      ++i;
    } else {
      ++j;
    }
  }
}

}  // namespace hunkwise

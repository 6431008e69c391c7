#include "hidden_trail.h"

#include "block_masks.h"
#include "hidden_chars.h"

namespace hunkwise {
namespace {

// The character that ends with the trail's last byte, and its size; 0 bytes where none does.
u32 trail_character(u64 trail, u32& code_point) {
  const auto byte = [trail](u32 back) { return static_cast<u32>(trail >> (8 * back) & 0xFF); };
  const auto continues = [&](u32 back) { return (byte(back) & 0xC0) == 0x80; };
  code_point = byte(0);
  if (byte(0) < 0x80) return 1;
  if (!continues(0)) return 0;
  code_point = (byte(1) & 0x1F) << 6 | (byte(0) & 0x3F);
  if ((byte(1) & 0xE0) == 0xC0) return code_point >= 0x80 ? 2 : 0;
  if (!continues(1)) return 0;
  code_point = (byte(2) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(0) & 0x3F);
  if ((byte(2) & 0xF0) == 0xE0) return code_point >= 0x800 ? 3 : 0;
  if (!continues(2) || (byte(3) & 0xF8) != 0xF0) return 0;
  code_point = (byte(3) & 0x07) << 18 | (byte(2) & 0x3F) << 12 | (byte(1) & 0x3F) << 6 | (byte(0) & 0x3F);
  return code_point >= 0x10000 ? 4 : 0;
}

}  // namespace

bool trail_is_hidden(u64 trail) {
  u32 code_point = 0;
  const u32 size = trail_character(trail, code_point);
  if (size < 2 || !is_hidden_code_point(code_point)) return false;
  u32 previous = 0;
  if (trail_character(trail >> (8 * size), previous) == 0) previous = 0;
  return is_hidden_after(previous, code_point);
}

// First bytes, in UTF-8, of all hidden characters.
u64 hidden_lead_bytes(const u8* block) {
  constexpr u8 kLeads[] = {0xC2, 0xCD, 0xD8, 0xE1, 0xE2, 0xE3, 0xEF, 0xF0, 0xF3};
  const Block chars(block);
  u64 found = 0;
  for (const u8 lead : kLeads) found |= chars.equal(lead);
  return found;
}

bool hidden_at(const u8* bytes, u32 at, u64 trail) {
  const u8 lead = bytes[at];
  const u32 size = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return trail_is_hidden(trail_after(trail, bytes, at + size));
}

}  // namespace hunkwise

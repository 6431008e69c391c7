#pragma once
#include "diff_types.h"
namespace hunkwise {
inline bool is_hidden_code_point(u32 cp){ return (cp>=0x200b&&cp<=0x200f)||(cp>=0x202a&&cp<=0x202e)||(cp>=0x2060&&cp<=0x2069)||cp==0xfeff||cp==0x61c||cp==0xad; }
inline bool is_orthographic_joiner(u32 b,u32 cp){ return (cp==0x200c||cp==0x200d)&&b>=0x600; }
}

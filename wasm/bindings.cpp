// The boundary: free functions that take and give numbers. js/core/bridge.ts is the only caller. A call reads what was
// written to the input arena (the state bytes of an earlier call first, then the window), leaves one table in the
// result arena and returns its status. Nothing of a document stays behind but scratch memory.

#include <emscripten/bind.h>

#include <new>

#include "arenas.h"
#include "patch_index.h"
#include "payload_index.h"
#include "result_table.h"
#include "row_parser.h"
#include "text_diff.h"

namespace hunkwise {
namespace {

InputArena& input() {
  static InputArena arena;
  return arena;
}

ResultArena& result() {
  static ResultArena arena;
  return arena;
}

std::string_view as_text(std::span<const u8> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// What JavaScript reads after a call, at reportAddress(): reading memory costs nothing beside another call.
struct Report {
  // Why an instance that trapped did so, as far as it knows; JavaScript then replaces the instance. The module is built
  // without exceptions (they cost a tenth of its size): memory that cannot be had ends the instance, and with it
  // exactly the one call.
  u32 failure = static_cast<u32>(Status::kOk);
  // Where the last call's table stands, until the next call.
  u32 table_start = 0;
  u32 table_size = 0;
};
Report report;

u32 address_of(const void* memory) { return static_cast<u32>(reinterpret_cast<std::uintptr_t>(memory)); }

[[noreturn]] void out_of_memory() {
  report.failure = static_cast<u32>(Status::kOutOfMemory);
  __builtin_trap();
}

// Runs a call. Whatever goes wrong in it leaves a table that says so.
template <class Call>
u32 guarded(TableKind kind, Call call) {
  std::set_new_handler(&out_of_memory);
  u32 error_offset = 0;
  const Status status = call(error_offset);
  if (status != Status::kOk) result().fail(kind, status, error_offset);
  report.table_start = address_of(result().bytes().data());
  report.table_size = static_cast<u32>(result().bytes().size());
  return static_cast<u32>(status);
}

u32 report_address() { return address_of(&report); }

u32 abi_version() { return kTableVersion; }

// The same memory as before while it is large enough; a call leaves it alone.
u32 reserve_input(u32 bytes) { return address_of(input().reserve(bytes)); }

u32 call_index_payload(u32 state_bytes, u32 window_bytes, u32 step) {
  return guarded(TableKind::kIndex, [=](u32& error_offset) {
    return index_payload(input().bytes(0, state_bytes), input().bytes(state_bytes, window_bytes),
                         static_cast<PayloadStep>(step), result(), error_offset);
  });
}

u32 call_index_patch(u32 state_bytes, u32 window_bytes, u32 is_last) {
  return guarded(TableKind::kIndex, [=](u32&) {
    return index_patch(input().bytes(0, state_bytes), input().bytes(state_bytes, window_bytes), is_last != 0, result());
  });
}

u32 call_count_text(u32 state_bytes, u32 window_bytes, u32 text_flags, u32 is_last) {
  return guarded(TableKind::kCounts, [=](u32&) {
    return count_text(input().bytes(0, state_bytes), input().bytes(state_bytes, window_bytes),
                      static_cast<u8>(text_flags), is_last != 0, result());
  });
}

u32 call_parse_rows(u32 state_bytes, u32 window_bytes, u32 text_flags, u32 is_last) {
  return guarded(TableKind::kRows, [=](u32&) {
    return parse_rows(input().bytes(0, state_bytes), input().bytes(state_bytes, window_bytes),
                      static_cast<u8>(text_flags), is_last != 0, result());
  });
}

u32 call_diff_texts(u32 old_bytes, u32 new_bytes, u32 context) {
  return guarded(TableKind::kRows, [=](u32&) {
    return diff_texts(as_text(input().bytes(0, old_bytes)), as_text(input().bytes(old_bytes, new_bytes)), context,
                      result());
  });
}

#if defined(HUNKWISE_FULL)
u32 call_diff_texts_by_difflib(u32 old_bytes, u32 new_bytes, u32 context) {
  return guarded(TableKind::kRows, [=](u32&) {
    return diff_texts_by_difflib(as_text(input().bytes(0, old_bytes)), as_text(input().bytes(old_bytes, new_bytes)),
                                 context, result());
  });
}
#endif

u32 call_diff_inline(u32 bytes) {
  return guarded(TableKind::kSpans,
                 [=](u32&) { return diff_inline_batch(as_text(input().bytes(0, bytes)), result()); });
}

}  // namespace

EMSCRIPTEN_BINDINGS(hunkwise) {
  emscripten::function("abiVersion", &abi_version);
  emscripten::function("reportAddress", &report_address);
  emscripten::function("reserveInput", &reserve_input);
  emscripten::function("indexPayload", &call_index_payload);
  emscripten::function("indexPatch", &call_index_patch);
  emscripten::function("countText", &call_count_text);
  emscripten::function("parseRows", &call_parse_rows);
  emscripten::function("diffTexts", &call_diff_texts);
#if defined(HUNKWISE_FULL)
  emscripten::function("diffTextsByDifflib", &call_diff_texts_by_difflib);
#endif
  emscripten::function("diffInline", &call_diff_inline);
}

}  // namespace hunkwise

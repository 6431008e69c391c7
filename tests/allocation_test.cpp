// Every allocation of a call fails once: the call throws bad_alloc (or says out of memory), leaves nothing behind (the
// sanitizer build looks for leaks) and the same call right after it is as good as the first.
#include <catch_amalgamated.hpp>
#include <cstring>
#include <functional>
#include <new>
#include <string>
#include <vector>

#include "diff_writer.h"
#include "failing_new.h"
#include "patch_index.h"
#include "text_diff.h"

using namespace hunkwise;
using namespace hunkwise::test;

namespace {

std::span<const u8> bytes_of_text(const std::string& text) {
  return {reinterpret_cast<const u8*>(text.data()), text.size()};
}

struct Call {
  std::string name;
  std::function<Status(ResultArena&)> run;
};

std::vector<Call> calls() {
  std::vector<Call> all;
  const auto add = [&](std::string name, std::function<Status(ResultArena&)> run) {
    all.push_back({std::move(name), std::move(run)});
  };
  Random random(5);
  const std::string diff = write_diff(random_script(random, 400), 3, Dialect::kGit, random).text;
  std::string files;
  for (int i = 0; i < 300; ++i) {
    files += (i ? "," : "") + std::string(R"({"file_path":"\u00fc)") + std::to_string(i) +
             R"(","status":"modified","extra":[[1]],"unified_diff":")" + escape(diff.substr(0, 300)) + "\"}";
  }
  const auto index_json = [&](std::string json) {
    add("index_payload " + json.substr(0, 30), [json = std::move(json)](ResultArena& out) {
      u32 offset = 0;
      return index_payload({}, bytes_of_text(json), PayloadStep::kLast, out, offset);
    });
  };
  index_json(R"({"files":[]})");
  index_json(R"({"artifact_id":"\ud83d\ude00","files":[)" + files + R"(],"summary":{"added":1}})");
  index_json(R"({"files":[{"path":"a","status":"added"}],"files":[{"path":"b","status":"added"}]})");
  index_json(R"({"files":[{"path":"a","status":"added",}]})");
  index_json("<html>");
  index_json("[1]");
  index_json(R"({"files":[{"path":)");
  for (const u8 flags : {u8{0}, text_flag::kBlankIsContext, text_flag::kDoubledNewlines}) {
    add("parse_rows", [=](ResultArena& out) { return parse_rows({}, bytes_of_text(diff), flags, true, out); });
  }
  add("count_text", [=](ResultArena& out) { return count_text({}, bytes_of_text(diff), 0, true, out); });
  const std::string patch = diff +
                            "diff --git \"a/\\303\\274\" \"b/\\303\\274\"\nrename from x y\nrename to z\n--- a/q\n+++ "
                            "b/q\n@@ -1 +1 @@\n-a\n+b\n";
  for (const std::string& text :
       {patch, diff, std::string("From x\nSubject: y\n"), std::string("@@@ -1 -1 +1 @@@\n--a\n")}) {
    add("index_patch", [=](ResultArena& out) { return index_patch({}, bytes_of_text(text), true, out); });
  }
  for (const u32 lines : {1u, 3u, 60u, 400u}) {
    const EditScript script = random_script(random, lines);
    add("diff_texts", [=](ResultArena& out) {
      return diff_texts(side_of_script(script, EditKind::kDelete), side_of_script(script, EditKind::kInsert), 3, out);
    });
    add("diff_texts_by_difflib", [=](ResultArena& out) {
      return diff_texts_by_difflib(side_of_script(script, EditKind::kDelete), side_of_script(script, EditKind::kInsert),
                                   3, out);
    });
  }
  std::string lines = "const answer = compute(1, 2);let answers = compute(1, 2, 3);";
  std::string batch(4 * 3, '\0');
  batch[0] = 1;
  batch[4] = 29;
  batch[8] = static_cast<char>(lines.size() - 29);
  batch += lines;
  add("diff_inline_batch", [=](ResultArena& out) { return diff_inline_batch(batch, out); });
  return all;
}

struct Outcome {
  Status status;
  std::vector<u8> table;
  bool operator==(const Outcome&) const = default;
};

Outcome outcome_of(const Call& call) {
  ResultArena arena;
  const Status status = call.run(arena);
  Outcome outcome{status, {}};
  if (status == Status::kOk) {
    // Without the state behind the columns: there is no next window, and its unused bytes may be anything.
    TableHeader header;
    std::memcpy(&header, arena.bytes().data(), sizeof header);
    const std::size_t state_bytes = (header.state_bytes + 3) & ~std::size_t{3};
    const auto columns = arena.bytes().first(arena.bytes().size() - state_bytes);
    outcome.table.assign(columns.begin() + sizeof header, columns.end());
  }
  return outcome;
}

}  // namespace

TEST_CASE("whichever allocation of a call fails, the next call is right") {
  const std::vector<Call> all = calls();
  CHECK(all.size() >= 20);
  std::size_t failures = 0;
  for (const Call& call : all) {
    const Outcome wanted = outcome_of(call);
    std::size_t n = 1;
    for (bool failed = true; failed; ++n) {
      {
        ResultArena arena;
        bool threw = false;
        Status status = Status::kOk;
        fail_allocation(n);
        try {
          status = call.run(arena);
        } catch (const std::bad_alloc&) {
          threw = true;
        }
        failed = allocation_failed();
        fail_allocation(0);
        INFO(call.name << ", allocation " << n);
        if (failed) {
          REQUIRE((threw || status == Status::kOutOfMemory));
        }
      }
      // Not after every one: a call costs far more than its failure.
      if (n % 16 == 1 || !failed) REQUIRE(outcome_of(call) == wanted);
    }
    CHECK(n > 1);
    failures += n - 2;
  }
  CAPTURE(failures);
  CHECK(failures > 200);
}

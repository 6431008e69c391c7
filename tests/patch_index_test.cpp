#include "patch_index.h"

#include <algorithm>
#include <array>
#include <catch_amalgamated.hpp>

#include "diff_limits.h"
#include "documents.h"
#include "patch_checks.h"
#include "patch_samples.h"

using namespace hunkwise;
using namespace hunkwise::test;

namespace {

// The index of a patch that keeps its promises, however the patch is cut.
Index checked(std::string_view patch) {
  const Index index = index_patch_document(patch);
  INFO(patch);
  CHECK(broken_promise(patch, index) == "");
  for (const u32 size : {1u, 7u, 64u, 4096u}) CHECK(index_patch_document(patch, every(size)) == index);
  for (u32 seed = 1; seed <= 5; ++seed) CHECK(index_patch_document(patch, random_sizes(seed, 100)) == index);
  return index;
}

// As git's --numstat and --name-status would say it, plus what is particular about the text.
std::string summary(const Index& index) {
  static constexpr std::string_view kDetails[] = {"", "absent", "empty", "binary", "error"};
  std::string out;
  for (const File& file : index.files) {
    out += "AMDURCT"[static_cast<u32>(file.status)];
    out += " " + (file.old_path.empty() ? "" : file.old_path + " => ") + file.path;
    if (file.detail == Detail::kText) {
      out += " +" + std::to_string(file.additions) + " -" + std::to_string(file.deletions) + " /" +
             std::to_string(file.rows);
    } else {
      out += " " + std::string(kDetails[static_cast<u32>(file.detail)]);
    }
    if (file.text_flags & text_flag::kBlankIsContext) out += " blank";
    if (file.text_flags & text_flag::kDoubledNewlines) out += " doubled";
    if (file.text_flags & text_flag::kCombined) out += " combined";
    out += "\n";
  }
  return out;
}

std::string summary(std::string_view patch) { return summary(checked(patch)); }

std::string text_of(std::string_view patch, u32 file = 0) {
  const Index index = index_patch_document(patch);
  return std::string(patch.substr(index.files.at(file).text_start, index.files.at(file).text_length));
}

// A plain patch of one file.
std::string plain(std::string_view name, std::string_view hunks) {
  return "--- a/" + std::string(name) + "\n+++ b/" + std::string(name) + "\n" + std::string(hunks);
}

}  // namespace

TEST_CASE("every sample patch is read as expected") {
  for (const PatchSample& sample : kPatchSamples) {
    INFO(sample.patch);
    CHECK(summary(sample.patch) == sample.summary);
  }
}

TEST_CASE("every two-way split of a patch gives the same index") {
  for (const PatchSample& sample : kPatchSamples) {
    const std::string_view patch = sample.patch;
    const Index index = index_patch_document(patch);
    for (u32 at = 0; at <= patch.size(); ++at) {
      if (index_patch_document(patch, split_at(at)) == index) continue;
      FAIL(patch << "\nsplit at " << at);
    }
  }
}

TEST_CASE("every prefix of a patch keeps the promises of an index") {
  for (const PatchSample& sample : kPatchSamples) {
    for (std::size_t size = 0; size < sample.patch.size(); ++size) {
      const std::string_view prefix = sample.patch.substr(0, size);
      const Index index = index_patch_document(prefix);
      const std::string broken = broken_promise(prefix, index);
      if (!broken.empty()) FAIL(prefix << "\n" << broken);
      if (index_patch_document(prefix, every(5)) != index) FAIL(prefix << "\nin windows of 5");
    }
  }
}

TEST_CASE("two sample patches, one behind the other, are read like each alone") {
  for (const PatchSample& first : kPatchSamples) {
    if (!first.ends_cleanly) continue;
    for (const PatchSample& second : kPatchSamples) {
      if (second.patch.starts_with("@@")) continue;  // would be one more hunk of the first one
      const std::string both = std::string(first.patch) + std::string(second.patch);
      const Index index = index_patch_document(both);
      INFO(both);
      CHECK(summary(index) == std::string(first.summary) + std::string(second.summary));
      CHECK(broken_promise(both, index) == "");
    }
  }
}

TEST_CASE("an index is empty for a patch without files") {
  CHECK(checked("").files.empty());
  CHECK(checked("\n").files.empty());
  CHECK(checked("just prose\nwith -- dashes\n--- and\n+++ more\n@ @@\n").files.empty());
  CHECK(checked("diff --git a/f b/f\n").files.empty());
  CHECK(checked("--- a\n+++ b\nno hunk\n").files.empty());
  CHECK(checked("*** a\n--- b\n***************\n*** 1 ****\n--- 1 ----\n").files.empty());
}

TEST_CASE("the text of a file is its section and no more") {
  const std::string_view section = "diff --git a/f b/f\nindex 1..2\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n+b\n";
  const std::string patch = "Subject: x\n\n---\n f | 2 +-\n\n" + std::string(section) + "-- \n2.39.5\n\n";
  CHECK(text_of(patch) == section);
  CHECK(text_of(std::string(section) + "\ncommit 0123456\n") == section);
  CHECK(text_of("Index: f\n=======\n--- f\n+++ f\n@@ -1 +1 @@\n-a\n+b\n\nProperty changes on: f\n") ==
        "Index: f\n=======\n--- f\n+++ f\n@@ -1 +1 @@\n-a\n+b\n");
  CHECK(text_of("diff -u x y\ndiff -u a/f b/f\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n+b\nOnly in a: x\n") ==
        "diff -u a/f b/f\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n+b\n");
}

TEST_CASE("hashes of an index line are columns of their own") {
  const Index index =
      checked("diff --git a/f b/f\nindex 0123abc..4567def 100644\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n+b\n");
  CHECK(index.files.at(0).old_hash == "0123abc");
  CHECK(index.files.at(0).new_hash == "4567def");
  CHECK(index.files.at(0).text_flags == (text_flag::kHasOldHash | text_flag::kHasNewHash));
  const Index renamed = checked("diff --git a/f b/g\nsimilarity index 100%\nrename from f\nrename to g\n");
  CHECK(renamed.files.at(0).text_flags == text_flag::kHasOldPath);
}

TEST_CASE("content that looks like a header is content") {
  CHECK(summary(plain("f", "@@ -1,2 +1,2 @@\n--- a/x\n-x\n+++ b/x\n+@@ -1 +1 @@\n")) == "M f +2 -2 /5\n");
  CHECK(summary(plain("f", "@@ -1,3 +1,3 @@\n--- a/x\n+++ b/x\n diff --git a/y b/y\n-@@ -1 +1 @@\n+@@ -1 +1 @@\n")) ==
        "M f +2 -2 /6\n");
}

TEST_CASE("surplus rows behind a hunk are raw rows, other text is prose") {
  const std::string hunk = "@@ -1 +1 @@\n-a\n+b\n";
  CHECK(summary(plain("f", hunk + "+c\n d\n-e\n")) == "M f +1 -1 /6\n");
  CHECK(summary(plain("f", hunk + "prose\n+c\n")) == "M f +1 -1 /3\n");
  CHECK(summary(plain("f", hunk + "\n\n+c\n\n")) == "M f +1 -1 /4\n");
  CHECK(summary(plain("f", hunk + "-- \n2.39.5\n")) == "M f +1 -1 /3\n");
  CHECK(summary(plain("f", hunk + "-- x\n")) == "M f +1 -1 /4\n");
  CHECK(summary(plain("f", hunk + "\n--------------2.39.5--\n\n")) == "M f +1 -1 /3\n");
  CHECK(summary(plain("f", "@@ -1,2 +1 @@\n-a\n-- \n+b\n")) == "M f +1 -2 /4\n");
}

TEST_CASE("a hunk that was left early keeps what may be its text") {
  CHECK(summary(plain("f", "@@ -1,3 +1,3 @@\n a\nwrapped line\n-b\n+c\n d\n") + plain("g", "@@ -1 +1 @@\n-a\n+b\n")) ==
        "M f +0 -0 /6\nM g +1 -1 /3\n");
  CHECK(summary(plain("f", "@@ -1,3 +1,3 @@\n a\n") + "diff --git a/g b/g\nnew file mode 100644\n") ==
        "M f +0 -0 /2\nA g empty\n");
  CHECK(summary(plain("f", "@@ -1,3 +1,3 @@\n a\n@@ -7 +7 @@\n-a\n+b\n")) == "M f +1 -1 /5\n");
  CHECK(summary(plain("f", "@@ -1,3 +1,3 @@\n a\ncommit 0123456789\n\n    message\n")) == "M f +0 -0 /2\n");
}

TEST_CASE("a hunk without a file has an entry without a path") {
  CHECK(summary("@@ -1 +1 @@\n-a\n+b\n") == "M  +1 -1 /3\n");
  CHECK(summary("prose\n@@ -1 +1 @@ x\n-a\n+b\nprose\n@@ -1 +1 @@\n-a\n+b\n") == "M  +1 -1 /3\nM  +1 -1 /3\n");
  CHECK(summary("prose\n@@ no header\n").empty());
}

TEST_CASE("hunk headers that cannot be read leave raw rows") {
  CHECK(summary(plain("f", "@@ -1 +4294967296 @@\n-a\n+b\n")) == "M f +0 -0 /3\n");
  CHECK(summary(plain("f", "@@ -1 +1 @@\n-a\n+b\n@@ -x +y @@\n-a\n@@ -9 +9 @@\n-c\n+d\n")) == "M f +2 -2 /8\n");
}

TEST_CASE("an empty line in a hunk is a context row whose blank was stripped") {
  CHECK(summary(plain("f", "@@ -1,4 +1,4 @@\n a\n\n-b\n+c\n\n")) == "M f +1 -1 /6 blank\n");
  CHECK(summary(plain("f", "@@ -1,2 +1,2 @@\n-a\n+b\n\n") + plain("g", "@@ -1 +1 @@\n-a\n+b\n")) ==
        "M f +1 -1 /4 blank\nM g +1 -1 /3\n");
  // Cut right behind the last line end, as trimming does.
  CHECK(summary(plain("f", "@@ -1,2 +1,2 @@\n-a\n+b\n")) == "M f +1 -1 /4 blank\n");
}

TEST_CASE("stripped context never swallows the next file's header") {
  // Read as doubled newlines, both hunks would use up the next file's lines and come out even.
  CHECK(summary(plain("x", "@@ -1,2 +1,2 @@\n a\n\n") + plain("y", "@@ -1 +1 @@\n-a\n+b\n")) ==
        "M x +0 -0 /3 blank\nM y +1 -1 /3\n");
  CHECK(summary(plain("x", "@@ -1,4 +1,4 @@\n a\n\n b\n\n") + plain("y", "@@ -1,2 +1,2 @@\n a\n\n")) ==
        "M x +0 -0 /5 blank\nM y +0 -0 /3 blank\n");
}

TEST_CASE("doubled newlines are read as such where they are strictly so") {
  const std::string file = plain("f", "@@ -1,3 +1,2 @@\n a\n\n--- x\n\n-b\n\n+c");
  CHECK(summary(file) == "M f +1 -2 /5 doubled\n");
  CHECK(checked(file).files.at(0).diff_bytes == file.size() - 3);
  CHECK(summary(file + "\n" + plain("g", "@@ -1 +1 @@\n-a\n\n+b\n\n") + plain("h", "@@ -1 +1 @@\n-a\n+b\n")) ==
        "M f +1 -2 /5 doubled\nM g +1 -1 /3 doubled\nM h +1 -1 /3\n");
  CHECK(summary(plain("f", "@@ -1,2 +1,2 @@\n-a\n\n+b\n\n c\n\n@@ -9,2 +9,3 @@\n x\n\n+y\n\n z\n\n") +
                "diff --git a/g b/g\nnew file mode 100644\n") == "M f +2 -1 /8 doubled\nA g empty\n");
  CHECK(summary(plain("f", "@@ -1,2 +1,2 @@\n-a\n\n-- \n\n+b\n\n+c\n\n") + "prose\n") == "M f +2 -2 /5 doubled\n");
}

TEST_CASE("doubled newlines that stop being so were stripped context") {
  CHECK(summary(plain("f", "@@ -1,6 +1,6 @@\n a\n\n b\n\n-c\n-d\n+e\n+f\n")) == "M f +2 -2 /9 blank\n");
  CHECK(summary(plain("f", "@@ -1,2 +1,2 @@\n a\n\n-- \n2.39.5\n\n")) == "M f +0 -0 /3 blank\n");
}

TEST_CASE("a line beyond the limit is prose outside hunks and a row inside") {
  const std::string longest(limits::kMaxHeaderLineBytes - 6, 'n');
  const std::string hunk = "@@ -1 +1 @@\n-a\n+b\n";
  const auto with = [&](const std::string& name) { return "--- a/" + name + "\n+++ b/" + name + "\n" + hunk; };
  CHECK(checked(with(longest)).files.at(0).path == longest);
  CHECK(summary(with(longest + "n")) == "M  +1 -1 /3\n");
  const std::string beyond(3 * limits::kMaxHeaderLineBytes, 'x');
  CHECK(summary(beyond + "\n" + plain("f", hunk)) == "M f +1 -1 /3\n");
  CHECK(summary(plain("f", "@@ -1 +1,3 @@" + beyond + "\n-" + beyond + "\n+" + beyond + "\n+\n+" + beyond)) ==
        "M f +3 -1 /5\n");
  CHECK(summary(plain("f", hunk + "+" + beyond + "\n--- " + beyond + "\n" + beyond + "\n+c\n")) == "M f +1 -1 /5\n");
}

TEST_CASE("a window may wait for as many bytes as the interface says and no more") {
  const std::string name(limits::kMaxHeaderLineBytes - 4, 'n');
  const std::string patch = "--- " + name + "\n+++ " + name + "\n@@ -1 +1 @@\n-a\n+b\n";
  const auto bytes = [&](std::size_t size) { return std::span(reinterpret_cast<const u8*>(patch.data()), size); };
  ResultArena arena;
  TableHeader header;
  CHECK(index_patch({}, bytes(kMostPatchLookahead - 1), false, arena) == Status::kOk);
  std::memcpy(&header, arena.bytes().data(), sizeof header);
  CHECK(header.consumed == 0);
  CHECK(index_patch({}, bytes(kMostPatchLookahead), false, arena) == Status::kOk);
  std::memcpy(&header, arena.bytes().data(), sizeof header);
  CHECK(header.consumed != 0);
}

TEST_CASE("a carriage return ends header lines and belongs to rows") {
  const std::string_view patch =
      "diff --git a/my file b/my file\r\nnew file mode 100644\r\nindex 0000000..1111111\r\n"
      "--- /dev/null\r\n+++ b/my file\t\r\n@@ -0,0 +1 @@\r\n+x\r\n";
  CHECK(summary(patch) == "A my file +1 -0 /2\n");
  const Index index = index_patch_document(patch);
  CHECK(index.files.at(0).new_hash == "1111111");
  CHECK(parse_file(patch, index.files.at(0)).rows.at(1).text == "x\r");
}

TEST_CASE("a byte order mark before a patch is skipped") {
  CHECK(summary("\xEF\xBB\xBF" + plain("f", "@@ -1 +1 @@\n-a\n+b\n")) == "M f +1 -1 /3\n");
  CHECK(summary("\xEF\xBB\xBF").empty());
}

TEST_CASE("bytes that are not UTF-8 do not matter") {
  CHECK(summary("diff --git \"a/\\377\" \"b/\\377\"\n--- \"a/\\377\"\n+++ \"b/\\377\"\n@@ -1 +1 @@\n-\x80\n+\xFF\n") ==
        "M \xFF +1 -1 /3\n");
}

TEST_CASE("a state that this build did not make is refused") {
  ResultArena arena;
  const std::string garbage(2000, 'x');
  const std::span<const u8> bytes(reinterpret_cast<const u8*>(garbage.data()), garbage.size());
  for (std::size_t size = 1; size <= bytes.size(); ++size) {
    CHECK(index_patch(bytes.first(size), {}, true, arena) == Status::kInternal);
  }
}

namespace {

// A patch of several files, each in one of three dialects, and the counts it must give.
struct RandomPatch {
  std::string patch;
  std::vector<std::array<u32, 3>> counts;  // additions, deletions, rows

  explicit RandomPatch(u32 seed) : seed_(seed) {
    for (u32 file = 0, files = 1 + below(4); file < files; ++file) add_file("f" + std::to_string(file));
  }

 private:
  enum class Dialect { kGit, kStripped, kDoubled };

  u32 below(u32 bound) {
    seed_ = seed_ * 1664525u + 1013904223u;
    return (seed_ >> 8) % bound;
  }

  void add_file(const std::string& name) {
    static constexpr std::string_view kContents[] = {
        "", "", "a", "-- x", "++ y", "- ", "@@ -1 +1 @@", "diff --git a/x b/x", " b"};
    const auto dialect = static_cast<Dialect>(below(3));
    patch += "--- a/" + name + "\n+++ b/" + name + "\n";
    u32 additions = 0, deletions = 0, rows = 0;
    for (u32 hunk = 0, hunks = 1 + below(3); hunk < hunks; ++hunk) {
      const u32 size = 1 + below(9);
      std::string signs;
      for (u32 row = 0; row < size; ++row) signs += " -+"[below(3)];
      const auto count = [&](char sign) { return static_cast<u32>(std::count(signs.begin(), signs.end(), sign)); };
      additions += count('+');
      deletions += count('-');
      rows += size + 1;
      patch += "@@ -1," + std::to_string(size - count('+')) + " +1," + std::to_string(size - count('-')) + " @@\n";
      // Only the last rows of the last hunk may lack a newline.
      const bool may_lack = hunk + 1 == hunks && below(2) == 0;
      for (u32 row = 0; row < size; ++row) {
        const std::string_view content = kContents[below(static_cast<u32>(std::size(kContents)))];
        const bool is_blank = dialect == Dialect::kStripped && signs[row] == ' ' && content.empty();
        if (!is_blank) patch += signs[row];
        patch += content;
        patch += '\n';
        const auto follows = [&](char sign) { return signs.find(sign, row + 1) != std::string::npos; };
        const bool ends_old = !follows(' ') && !follows('-');
        const bool ends_new = !follows(' ') && !follows('+');
        const bool lacks = may_lack && ((signs[row] == ' ' && ends_old && ends_new) ||
                                        (signs[row] == '-' && ends_old) || (signs[row] == '+' && ends_new));
        if (dialect == Dialect::kDoubled && !lacks) patch += '\n';
        if (dialect != Dialect::kDoubled && lacks) patch += "\\ No newline at end of file\n";
      }
    }
    counts.push_back({additions, deletions, rows});
  }

  u32 seed_;
};

}  // namespace

TEST_CASE("random patches give every file its counts in three dialects") {
  for (u32 seed = 1; seed <= 20000; ++seed) {
    const RandomPatch random(seed);
    const Index index = index_patch_document(random.patch);
    std::vector<std::array<u32, 3>> counts;
    for (const File& file : index.files) counts.push_back({file.additions, file.deletions, file.rows});
    const std::string broken = broken_promise(random.patch, index);
    if (counts == random.counts && broken.empty() &&
        (seed % 10 != 0 || index_patch_document(random.patch, random_sizes(seed, 40)) == index)) {
      continue;
    }
    FAIL("seed " << seed << " " << broken << "\n" << random.patch << "\n" << summary(index));
  }
}

TEST_CASE("many windows of one large patch give the index of one") {
  std::string patch;
  for (u32 file = 0; file < 200; ++file) {
    std::string hunks;
    for (u32 hunk = 0; hunk < file % 7 + 1; ++hunk) {
      const u32 rows = (file * 31 + hunk * 17) % 60 + 1;
      hunks += "@@ -" + std::to_string(hunk * 100 + 1) + "," + std::to_string(rows) + " +1," +
               std::to_string(2 * rows) + " @@\n";
      for (u32 row = 0; row < rows; ++row) {
        hunks +=
            (row % 3 == 0 ? " " : "-") + std::string(row * 7 % 90, 'x') + "\n" + (row % 3 == 0 ? "+\n" : "+y\n+z\n");
      }
    }
    patch += plain("f" + std::to_string(file), hunks);
  }
  const Index index = checked(patch);
  CHECK(index.files.size() == 200);
}

TEST_CASE("a binary patch reaches to its last line, however long git makes its lines", "[patch_index]") {
  const std::string full_line = "z" + std::string(65, 'c') + "\n";  // 52 bytes
  const std::string patch = "diff --git a/x b/x\nindex 1111111..2222222 100644\nGIT binary patch\nliteral 104\n" +
                            full_line + full_line + "\nliteral 0\nHcmV?d00001\n";
  CHECK(summary(patch + "\n") == "M x binary\n");
  CHECK(text_of(patch + "\n") == patch);
}

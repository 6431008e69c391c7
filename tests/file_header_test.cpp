#include "file_header.h"

#include <catch_amalgamated.hpp>

#include "time_stamp.h"

using namespace hunkwise;

namespace {

std::string unquoted(std::string_view text) {
  OwnedText name;
  const std::size_t size = read_quoted(text, name);
  return size != 0 && size == text.size() ? std::string(name.view()) : "<none>";
}

struct Named {
  std::string name;
  Stamp stamp;
  bool operator==(const Named&) const = default;
};

Named named(std::string_view text) {
  Named result;
  OwnedText name;
  result.stamp = read_name(text, name);
  result.name = name.view();
  return result;
}

ResolvedFile git(std::string_view names, std::initializer_list<std::string_view> lines) {
  FileHeader header;
  header.begin_git(std::string("diff --git ") + std::string(names));
  for (const std::string_view line : lines) {
    if (!header.take_git_line(line)) CHECK(header.take_binary_line(line));
  }
  return header.resolve();
}

ResolvedFile plain(std::string_view old_line, std::string_view new_line, std::string_view index_line = {}) {
  FileHeader header;
  header.begin(SectionForm::kPlain);
  header.set(FileHeader::kOldName, old_line);
  header.set(FileHeader::kNewName, new_line);
  if (!index_line.empty()) header.set(FileHeader::kIndexName, index_line);
  return header.resolve();
}

std::string pair_of(std::string_view text, std::string_view separator = " ") {
  const NamePair pair = split_names(text, separator);
  return std::string(pair.old_name.view()) + "|" + std::string(pair.new_name.view());
}

}  // namespace

TEST_CASE("a quoted path is read with every escape git writes") {
  CHECK(unquoted(R"("a/\303\244 \a\b\f\n\r\t\v\\\"")") == "a/\xC3\xA4 \a\b\f\n\r\t\v\\\"");
  CHECK(unquoted("\"\"").empty());
  CHECK(unquoted(R"("\000")") == std::string(1, '\0'));
  CHECK(unquoted(R"("\377")") == "\xFF");
}

TEST_CASE("what only looks like a quoted path is none") {
  for (const std::string_view text : {"", "\"", "\"abc", "abc\"", "\"a\\\"", "\"\\q\"", "\"\\40\"", "\"\\400\"",
                                      "\"\\08\"", "\"\\1", "\"\\12", "\"\\"}) {
    CHECK(unquoted(text) == "<none>");
  }
}

TEST_CASE("a date may follow a name after a tab or a blank") {
  CHECK(named("a/f\t2010-07-05 19:41:17.620000023 -0500") == Named{"a/f", Stamp::kTime});
  CHECK(named("a/f 2010-07-05 19:41:17.620000023 -0500") == Named{"a/f", Stamp::kTime});
  CHECK(named("a/f   2010-07-05 19:41:17") == Named{"a/f", Stamp::kTime});
  CHECK(named("a/my file\t2010-07-05 19:41:17 +05:30") == Named{"a/my file", Stamp::kTime});
  CHECK(named("a/my file 2010-07-05 19:41:17 +0000  ") == Named{"a/my file", Stamp::kTime});
  CHECK(named("b/f\tSun Oct 13 20:51:40 2013 -0300") == Named{"b/f", Stamp::kTime});
  CHECK(named("b/f Sun Oct  3 20:51:40 2013") == Named{"b/f", Stamp::kTime});
  CHECK(named("f\t(revision 191)") == Named{"f", Stamp::kTime});
  CHECK(named("f\t(.../trunk/f)\t(revision 191)") == Named{"f", Stamp::kTime});
  CHECK(named("f (working copy)") == Named{"f", Stamp::kTime});
  CHECK(named("a/f\t''timestamp''") == Named{"a/f", Stamp::kNone});
  CHECK(named("a/my file\t") == Named{"a/my file", Stamp::kNone});
  CHECK(named("\"a/\\303\\244\"\t2010-07-05 19:41:17 +0000") == Named{"a/\xC3\xA4", Stamp::kTime});
}

TEST_CASE("a name that only resembles a date stays whole") {
  for (const std::string_view name :
       {"a/2010-07-05 19:41", "a/f 2010-07-05", "f 2010-07-05 19:41:17 x", "notes (revision)",
        "Sun Oct 13 20:51:40 2013 -0300 a", "f 2010-07-05 19:41:17 +05"}) {
    CHECK(named(name) == Named{std::string(name), Stamp::kNone});
  }
}

TEST_CASE("the epoch and Subversion's words stand for a file that is not there") {
  for (const std::string_view stamp :
       {"1970-01-01 00:00:00 +0000", "1970-01-01 01:00:00.000000000 +0100", "1969-12-31 19:00:00.000000000 -0500",
        "1970-01-01 05:30:00 +05:30", "(nonexistent)", "(revision 0)"}) {
    CHECK(read_time_stamp(stamp) == Stamp::kNoFile);
  }
  for (const std::string_view stamp :
       {"1970-01-01 00:00:00", "1970-01-01 00:00:00.5 +0000", "1970-01-01 00:00:01 +0000", "1970-01-01 01:00:00 +0000",
        "1969-12-31 19:00:00 +0500", "1971-01-01 00:00:00 +0000"}) {
    CHECK(read_time_stamp(stamp) == Stamp::kTime);
  }
}

TEST_CASE("the names of a diff --git line are split where both are the same file") {
  CHECK(pair_of("a/f b/f") == "a/f|b/f");
  CHECK(pair_of("a/has spaces/t x b/has spaces/t x") == "a/has spaces/t x|b/has spaces/t x");
  CHECK(pair_of("a/x b/x b/x b/x") == "a/x b/x|b/x b/x");
  CHECK(pair_of("f f") == "f|f");
  CHECK(pair_of("my file my file") == "my file|my file");
  CHECK(pair_of("dir/my file dir/my file") == "dir/my file|dir/my file");
  CHECK(pair_of("src://foo bar/baz dst://foo bar/baz") == "src://foo bar/baz|dst://foo bar/baz");
  CHECK(pair_of("old/prefix/f new/prefix/f") == "old/prefix/f|new/prefix/f");
  CHECK(pair_of("\"a/\\303\\244\" \"b/\\303\\244\"") == "a/\xC3\xA4|b/\xC3\xA4");
  CHECK(pair_of("\"a/\\303\\244 x\" b/plain name") == "a/\xC3\xA4 x|b/plain name");
  CHECK(pair_of("a/plain name \"b/\\303\\244\"") == "a/plain name|b/\xC3\xA4");
  CHECK(pair_of("a/one file b/another file") == "a/one file|b/another file");
  CHECK(pair_of("a/one b/two") == "a/one|b/two");
  CHECK(pair_of("single") == "|");
  CHECK(pair_of("a/x and y.png and b/x and y.png", " and ") == "a/x and y.png|b/x and y.png");
  CHECK(pair_of("/dev/null and b/x.png", " and ") == "/dev/null|b/x.png");
}

TEST_CASE("splitting names takes linear time") {
  const std::string blanks(64 * 1024, ' ');
  CHECK(pair_of(blanks).size() == blanks.size());
  std::string slashes, quotes;
  for (u32 i = 0; i < 20000; ++i) {
    slashes += "/ ";
    quotes += " \"";
  }
  pair_of(slashes);
  pair_of(quotes);
  named(quotes);
}

TEST_CASE("git's extended headers tell what happened to a file") {
  CHECK(git("a/f b/f", {"new file mode 100644", "index 0000000..e69de29"}).status == FileStatus::kAdded);
  CHECK(git("a/f b/f", {"new file mode 100644"}).side == Side::kNew);
  CHECK(git("a/f b/f", {"deleted file mode 100644"}).status == FileStatus::kDeleted);
  CHECK(git("a/f b/f", {"deleted file mode 100644"}).side == Side::kOld);
  CHECK(git("a/f b/f", {"old mode 100644", "new mode 100755"}).status == FileStatus::kModified);
  CHECK(git("a/f b/f", {"old mode 100644", "new mode 120000"}).status == FileStatus::kTypeChanged);
  CHECK(git("a/f b/f", {"--- /dev/null", "+++ b/f"}).status == FileStatus::kAdded);
  CHECK(git("a/f b/f", {"--- a/f", "+++ /dev/null"}).status == FileStatus::kDeleted);
  for (const auto& [from, to, status] : {std::tuple("rename from x y", "rename to z", FileStatus::kRenamed),
                                         std::tuple("rename old x y", "rename new z", FileStatus::kRenamed),
                                         std::tuple("copy from x y", "copy to z", FileStatus::kCopied)}) {
    const ResolvedFile file = git("a/x y b/z", {"similarity index 90%", from, to, "--- a/x y\t", "+++ b/z"});
    CHECK(file.status == status);
    CHECK(file.old_path == "x y");
    CHECK(file.path == "z");
  }
  CHECK(git("a/x b/y", {"rename from x", "rename to \"\\303\\244\""}).path == "\xC3\xA4");
}

TEST_CASE("a path loses git's prefix, whatever that is, and nothing else") {
  CHECK(git("a/dir/f b/dir/f", {}).path == "dir/f");
  CHECK(git("i/dir/f w/dir/f", {"--- i/dir/f", "+++ w/dir/f"}).path == "dir/f");
  CHECK(git("src://foo bar/baz dst://foo bar/baz", {"--- /dev/null", "+++ dst://foo bar/baz"}).path == "foo bar/baz");
  CHECK(git("dir/f dir/f", {"--- dir/f", "+++ dir/f"}).path == "dir/f");
  CHECK(git("dir/f dir/f", {"new file mode 100644", "--- /dev/null", "+++ dir/f"}).path == "dir/f");
  CHECK(git("dir/f dir/f", {"deleted file mode 100644", "--- dir/f", "+++ /dev/null"}).path == "dir/f");
  CHECK(git("f f", {"--- f", "+++ f"}).path == "f");
  CHECK(git("a/one b/two", {"--- a/one", "+++ b/two"}).path == "two");
  CHECK(git("a/old/f b/new/f", {"deleted file mode 100644", "--- a/old/f", "+++ /dev/null"}).path == "old/f");
}

TEST_CASE("a name without a slash gives way to the diff --git line") {
  CHECK(git("a/dir/f b/dir/f", {"--- f", "+++ f"}).path == "dir/f");
}

TEST_CASE("a binary file's sentence names it if nothing else does") {
  CHECK(git("a/one file b/another file", {"index 1..2", "Binary files a/one file and b/another file differ"}).path ==
        "another file");
  CHECK(git("a/f b/f", {"index 1..2", "Binary files /dev/null and b/f differ"}).status == FileStatus::kAdded);
  CHECK(git("a/f b/f", {"Files a/f and b/f differ"}).path == "f");
}

TEST_CASE("hashes stay as abbreviated as they are") {
  FileHeader header;
  header.begin_git("diff --cc f");
  CHECK(header.take_git_line("index 0123abc,4567def..89abcde"));
  CHECK(header.texts[FileHeader::kOldHash] == "0123abc,4567def");
  CHECK(header.texts[FileHeader::kNewHash] == "89abcde");
  CHECK(header.take_git_line("mode 100644,100644..100755"));
  CHECK(header.take_git_line("mode 160000,100644..100755"));
  CHECK(header.resolve().path == "f");
  for (const std::string_view line : {"index ..1", "index 1..", "index xyz", "index 1.2", "mode x", "rename", ""}) {
    CHECK_FALSE(header.take_git_line(line));
  }
}

TEST_CASE("the names of a plain patch lose their first component if they have one") {
  CHECK(plain("a/dir/f", "b/dir/f").path == "dir/f");
  CHECK(plain("/path/to/old", "/path/to/new").path == "path/to/new");
  CHECK(plain("old//f", "new//f").path == "f");
  CHECK(plain("f", "f").path == "f");
  CHECK(plain("f.c\t2010-07-05 19:41:17 +0000", "f.c\t2010-07-05 19:41:18 +0000").path == "f.c");
  CHECK(plain("a/f", "/dev/null").status == FileStatus::kDeleted);
  CHECK(plain("/dev/null\tThu Jan 01 00:00:00 1970 +0000", "b/f").status == FileStatus::kAdded);
  CHECK(plain("f\t1970-01-01 00:00:00 +0000", "f\t2013-10-13 23:44:04 +0000").status == FileStatus::kAdded);
  CHECK(plain("f\t2013-10-13 23:44:04 +0000", "f\t1970-01-01 00:00:00 +0000").status == FileStatus::kDeleted);
}

TEST_CASE("the shorter one of two names of a plain patch is the file") {
  CHECK(plain("a/f", "b/f.orig").path == "f");
  CHECK(plain("a/f.orig", "b/f").path == "f");
  CHECK(plain("f", "f~").path == "f");
}

TEST_CASE("Subversion's names have no prefix if its Index line says so") {
  CHECK(plain("src/f\t(revision 1)", "src/f\t(working copy)", "src/f").path == "src/f");
  CHECK(plain("p.orig/src/f", "p/src/f", "p/src/f").path == "src/f");
}

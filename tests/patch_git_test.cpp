// git itself as the judge: paths, statuses and counts of its patches against --numstat and --name-status. Skipped, with
// a message, where there is no git to ask.
#include <array>
#include <catch_amalgamated.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

#include "documents.h"
#include "patch_checks.h"
#include "sha1.h"

using namespace hunkwise;
using namespace hunkwise::test;

namespace {

// What a shell command prints; nothing if it fails.
std::optional<std::string> output_of(const std::string& command) {
#if defined(__EMSCRIPTEN__)
  static_cast<void>(command);
  return std::nullopt;
#else
  std::FILE* pipe = popen((command + " 2>/dev/null").c_str(), "r");
  if (pipe == nullptr) return std::nullopt;
  std::string text;
  std::array<char, 65536> buffer;
  for (std::size_t size; (size = std::fread(buffer.data(), 1, buffer.size(), pipe)) != 0;)
    text.append(buffer.data(), size);
  if (pclose(pipe) != 0) return std::nullopt;
  return text;
#endif
}

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::vector<std::string> fields_of(const std::string& text) {
  std::vector<std::string> fields;
  std::istringstream stream(text);
  for (std::string field; std::getline(stream, field, '\0');) fields.push_back(field);
  return fields;
}

// One line a file: "additions deletions old => new", "- - path" for binary ones.
std::vector<std::string> from_numstat(const std::string& numstat) {
  std::vector<std::string> lines;
  const std::vector<std::string> fields = fields_of(numstat);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    std::string field = fields[i];
    field.erase(0, std::min(field.find_first_not_of('\n'), field.size()));
    const std::size_t first = field.find('\t');
    const std::size_t second = first == std::string::npos ? first : field.find('\t', first + 1);
    if (second == std::string::npos) continue;
    std::string names = field.substr(second + 1);
    if (names.empty() && i + 2 < fields.size()) {
      names = fields[i + 1] + " => " + fields[i + 2];
      i += 2;
    }
    lines.push_back(field.substr(0, first) + " " + field.substr(first + 1, second - first - 1) + " " + names);
  }
  return lines;
}

// The same from our index. git counts a type change once and prints it as a deletion and an addition of one path.
std::vector<std::string> from_index(const Index& index, bool with_old_path = true) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < index.files.size(); ++i) {
    File file = index.files[i];
    if (i + 1 < index.files.size() && file.status == FileStatus::kDeleted && with_old_path) {
      const File& next = index.files[i + 1];
      if (next.status == FileStatus::kAdded && next.path == file.path) {
        file.additions += next.additions;
        file.deletions += next.deletions;
        if (next.detail == Detail::kBinary) file.detail = Detail::kBinary;
        ++i;
      }
    }
    const bool is_binary = file.detail == Detail::kBinary;
    const std::string counts =
        is_binary ? "- -" : std::to_string(file.additions) + " " + std::to_string(file.deletions);
    lines.push_back(counts + " " + (with_old_path && !file.old_path.empty() ? file.old_path + " => " : "") + file.path);
  }
  return lines;
}

// "M path", "R old => new", …
std::vector<std::string> from_name_status(const std::string& text) {
  std::vector<std::string> lines;
  const std::vector<std::string> fields = fields_of(text);
  for (std::size_t i = 0; i + 1 < fields.size(); i += 2) {
    const char status = fields[i].front();
    const bool has_two = status == 'R' || status == 'C';
    lines.push_back(std::string(1, status) + " " + fields[i + 1] + (has_two ? " => " + fields[i + 2] : ""));
    i += has_two;
  }
  return lines;
}

std::vector<std::string> statuses_of(const Index& index) {
  std::vector<std::string> lines;
  for (const File& file : index.files) {
    std::string line = std::string(1, "AMDURCT"[static_cast<u32>(file.status)]) + " " +
                       (file.old_path.empty() ? "" : file.old_path + " => ") + file.path;
    if (!lines.empty() && line.front() == 'A' && lines.back() == "D" + line.substr(1)) {
      lines.back().front() = 'T';
      continue;
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

// A folder of its own, gone at the end.
class Folder {
 public:
  Folder() {
    const auto unique = std::to_string(Catch::getSeed()) + "-" + std::to_string(reinterpret_cast<std::uintptr_t>(this));
    path_ = std::filesystem::temp_directory_path() / ("hunkwise-git-" + unique);
    std::filesystem::create_directories(path_);
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string git(const std::string& arguments) const {
    return "cd '" + path_.string() + "' && git -c user.name=x -c user.email=x@example.org " + arguments;
  }
  std::string shell(const std::string& commands) const { return "cd '" + path_.string() + "' && " + commands; }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// Two commits with everything in between that git tells apart.
constexpr const char* kMakeHistory = R"sh(set -e
export GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x@example.org GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x@example.org
git init -q . && git config core.autocrlf false
mkdir -p dir 'a b' 'b/b'
seq 1 60 > dir/numbers; seq 1 60 > 'with blanks and more'; seq 100 160 > moved; seq 200 260 > copied; seq 300 360 > 'b/b/f b'
printf 'a\nb' > no-newline; printf 'x\r\ny\r\n' > crlf; : > empty; printf 'a\n' > "$(printf 'tab\there')"
printf 'umlaut\n' > "$(printf '\303\244\303\266.txt')"; printf 'q\n' > 'quo"te'; printf '\0\1' > binary.bin; printf '\0\2' > gone.bin
printf -- '-- x\n++ y\n@@ -1 +1 @@\ndiff --git a/x b/x\n' > headers; printf 'target\n' > type; echo run > script; seq 1 9 > deleted
printf 'a\n\n\nb\n' > blanks; printf '\351\n' > latin; seq 1 30 > 'a b/c d'
git add -A && git update-index --add --cacheinfo 160000,0123456789012345678901234567890123456789,sub
git commit -q -m one -m '--- not a header
+++ nor this
-- '
sed -i 's/^7$/seven/;s/^50$/fifty/' dir/numbers; sed -i '1d' 'with blanks and more'; git mv moved 'moved to here'
sed -i 's/105/x/' 'moved to here'; cp copied copy; echo more >> copied
printf 'a\nb\n' > no-newline; printf 'x\ny\r\n' > crlf; echo x > empty; echo b >> "$(printf 'tab\there')"
git mv "$(printf '\303\244\303\266.txt')" "$(printf '\303\274 neu.txt')"; echo r >> 'quo"te'; printf '\0\3' > binary.bin; rm gone.bin
printf '\0\5' > new.bin; printf -- '--- x\n+++ y\n@@ -2 +2 @@\n' > headers; rm type; ln -s target type; chmod +x script; rm deleted
printf 'a\n\n\nc\n' > blanks; printf '\350\n' > latin; sed -i '3d' 'a b/c d'; sed -i 's/333/x/' 'b/b/f b'; : > 'new empty file'
git add -A && git update-index --add --cacheinfo 160000,1123456789012345678901234567890123456789,sub
git commit -q -m two)sh";

}  // namespace

TEST_CASE("paths, statuses and counts are those that git gives for its own patches") {
  if (!output_of("git --version")) SKIP("there is no git to compare with");
  const Folder folder;
  {
    std::ofstream script(folder.path() / ".make");
    script << kMakeHistory;
  }
  const std::string work = "mkdir work && cd work && ";
  REQUIRE(output_of(folder.shell(work + "sh ../.make")));
  const auto git = [&](const std::string& arguments) {
    const auto text = output_of(folder.shell("cd work && git -c core.pager= " + arguments));
    REQUIRE(text);
    return *text;
  };
  for (const std::string detection : {"--no-renames", "-M", "-M -C -C", "-B -M"}) {
    const std::string range = " HEAD~1 HEAD";
    const std::vector<std::string> numstat = from_numstat(git("diff " + detection + " --numstat -z" + range));
    const std::vector<std::string> status = from_name_status(git("diff " + detection + " --name-status -z" + range));
    REQUIRE(numstat.size() > 20);
    for (const std::string form : {"", "-U0", "-U1", "-U20", "--no-prefix", "--src-prefix=old/ --dst-prefix=new/",
                                   "--src-prefix='x y/' --dst-prefix=z/", "--full-index", "--binary", "-W",
                                   "--patience", "--ws-error-highlight=all --no-color", "--stat -p"}) {
      for (const std::string setting :
           {"", "-c core.quotePath=false", "-c diff.mnemonicPrefix=true", "-c diff.suppressBlankEmpty=true"}) {
        const std::string command = setting + " diff " + detection + " " + form + range;
        INFO(command);
        const std::string patch = git(command);
        const Index index = index_patch_document(patch);
        CHECK(broken_promise(patch, index) == "");
        CHECK(from_index(index) == numstat);
        CHECK(statuses_of(index) == status);
        CHECK(index_patch_document(patch, every(100)) == index);
      }
    }
  }

  const std::vector<std::string> logged = from_numstat(git("log --reverse --root --format= -M --numstat -z"));
  for (const std::string command :
       {"log --reverse --root -M -p", "log --reverse --root -M --stat -p --format=email",
        "format-patch --root -M --stdout HEAD", "format-patch --root -M --attach --stdout HEAD",
        "format-patch --root -M --no-signature --stdout HEAD"}) {
    INFO(command);
    const std::string patch = git(command);
    const Index index = index_patch_document(patch);
    CHECK(broken_promise(patch, index) == "");
    CHECK(from_index(index) == logged);
  }
}

namespace {

// One side of a file from its rows, which show all of it.
std::string rebuilt(const Rows& table, RowKind other) {
  std::string text;
  for (const Row& row : table.rows) {
    if (row.kind == RowKind::kHunkHeader || row.kind == other) continue;
    text += row.text + ((row.flags & row_flag::kNoNewline) != 0 ? "" : "\n");
  }
  return text;
}

std::string git_name(const std::string& text) {
  return sha1("blob " + std::to_string(text.size()) + std::string(1, '\0') + text);
}

bool is_side(const std::string& text, const std::string& name) {
  const bool is_missing = name.find_first_not_of('0') == std::string::npos;
  return is_missing ? text.empty() : git_name(text) == name;
}

}  // namespace

TEST_CASE("both sides of a real history's files are rebuilt exactly from our rows") {
  const std::string repository = environment("HUNKWISE_HISTORY");
  if (repository.empty()) SKIP("HUNKWISE_HISTORY names no repository");
  const auto patch = output_of("git -C '" + repository +
                               "' -c core.pager= log -n 300 -p -U1000000000 --full-index --no-merges --no-renames"
                               " --format= --no-color --no-ext-diff --no-textconv");
  REQUIRE(patch);
  const Index index = index_patch_document(*patch);
  u32 compared = 0;
  for (const File& file : index.files) {
    if (file.detail != Detail::kText || file.old_hash.size() != 40) continue;
    const Rows table = parse_file(*patch, file);
    const std::string new_side = rebuilt(table, RowKind::kDeletion);
    const std::string old_side = rebuilt(table, RowKind::kAddition);
    if (new_side.starts_with("Subproject commit ") || old_side.starts_with("Subproject commit ")) continue;
    CAPTURE(file.path, file.old_hash, file.new_hash);
    REQUIRE(table.diagnostics.empty());
    REQUIRE(is_side(old_side, file.old_hash));
    REQUIRE(is_side(new_side, file.new_hash));
    ++compared;
  }
  WARN(compared << " files rebuilt on both sides");
  CHECK(compared > 0);
}

TEST_CASE("counts of a real history are git's") {
  const std::string repository = environment("HUNKWISE_HISTORY");
  if (repository.empty()) SKIP("HUNKWISE_HISTORY names no repository");
  const std::string git = "git -C '" + repository + "' -c core.pager= ";
  const auto patch = output_of(git + "log -M -p --no-color --no-ext-diff --no-textconv");
  const auto numstat = output_of(git + "log -M --format= --numstat -z");
  REQUIRE(patch);
  REQUIRE(numstat);
  const Index index = index_patch_document(*patch);
  CHECK(broken_promise(*patch, index) == "");
  const std::vector<std::string> ours = from_index(index), theirs = from_numstat(*numstat);
  REQUIRE(!theirs.empty());
  CHECK(ours.size() == theirs.size());
  u32 differences = 0;
  for (std::size_t i = 0; i < std::min(ours.size(), theirs.size()) && differences < 10; ++i) {
    if (ours[i] == theirs[i]) continue;
    ++differences;
    UNSCOPED_INFO(ours[i] << " is " << theirs[i] << " for git");
  }
  CHECK(differences == 0);
}

TEST_CASE("every patch of the public corpora keeps its promises, and git agrees where it reads it") {
  const std::string corpora = environment("HUNKWISE_CORPORA");
  if (corpora.empty()) SKIP("HUNKWISE_CORPORA names no folder");
  const bool has_git = output_of("git --version").has_value();
  if (!has_git) WARN("there is no git to compare with");
  // Differences on purpose: GNU's sentence for binary files is an entry, "dst://f" loses its slashes, and line numbers
  // from 2^31 up are not read.
  static constexpr std::string_view kOtherwise[] = {"debdiff.diff", "git_filenames_with_spaces_prefix.diff",
                                                    "text_fragment_error_overflow.patch",
                                                    "text_fragment_error_short_src_extreme.patch"};
  const Folder elsewhere;
  u32 patches = 0, compared = 0;
  for (const char* folder : {"patches-gitdiff", "patches-unidiff"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(std::filesystem::path(corpora) / folder)) {
      const std::filesystem::path& path = entry.path();
      if (path.extension() != ".patch" && path.extension() != ".diff") continue;
      std::ifstream file(path, std::ios::binary);
      const std::string patch{std::istreambuf_iterator<char>(file), {}};
      const Index index = index_patch_document(patch);
      INFO(path.string());
      ++patches;
      CHECK(broken_promise(patch, index) == "");
      CHECK(index_patch_document(patch, every(1)) == index);
      CHECK(index_patch_document(patch, random_sizes(patches, 200)) == index);
      for (std::size_t size = 0; size < patch.size(); size += 1 + size / 500) {
        const std::string prefix = patch.substr(0, size);
        const std::string broken = broken_promise(prefix, index_patch_document(prefix));
        if (!broken.empty()) FAIL(prefix << "\n" << broken);
      }
      if (!has_git) continue;
      const auto numstat = output_of(elsewhere.git("apply --numstat -z --unsafe-paths '" + path.string() + "'"));
      if (!numstat) continue;  // git refuses the whole patch
      ++compared;
      const bool is_equal = from_index(index, false) == from_numstat(*numstat);
      const std::string name = path.filename().string();
      CHECK(is_equal == (std::find(std::begin(kOtherwise), std::end(kOtherwise), name) == std::end(kOtherwise)));
    }
  }
  CHECK(patches >= 60);
  if (has_git) CHECK(compared >= 40);
}

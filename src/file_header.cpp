#include "file_header.h"

#include <algorithm>

namespace hunkwise {
namespace {

constexpr std::string_view kDevNull = "/dev/null";

bool eat(std::string_view& text, std::string_view expected) {
  if (!text.starts_with(expected)) return false;
  text.remove_prefix(expected.size());
  return true;
}

// Where the name goes on behind its first component, as `patch -p1` counts; 0: it has only one.
std::size_t prefix_size(std::string_view name) {
  std::size_t at = name.find('/');
  if (at == std::string_view::npos) return 0;
  at = name.find_first_not_of('/', at);
  return at == std::string_view::npos ? 0 : at;
}

std::string_view without_prefix(std::string_view name) { return name.substr(prefix_size(name)); }

bool starts_like_prefixed(std::string_view name) { return name.size() > 2 && name[1] == '/'; }

// A name that takes the whole rest of a line.
OwnedText whole_name(std::string_view text) {
  OwnedText name;
  if (read_quoted(text, name) == text.size()) return name;
  return OwnedText(text);
}

// The octal number of a mode; 0 where there is none.
u32 read_mode(std::string_view text) {
  u32 mode = 0;
  for (const char digit : text.substr(0, 6)) {
    if (digit < '0' || digit > '7') break;
    mode = mode * 8 + static_cast<u32>(digit - '0');
  }
  return mode;
}

// Regular file, symbolic link, submodule: the bits above the permissions.
bool is_other_type(u32 old_mode, u32 new_mode) {
  return old_mode != 0 && new_mode != 0 && (old_mode >> 12) != (new_mode >> 12);
}

std::size_t hash_size(std::string_view text) {
  const std::size_t end = text.find_first_not_of("0123456789abcdefABCDEF,");
  return end == std::string_view::npos ? text.size() : end;
}

}  // namespace

std::size_t read_quoted(std::string_view text, OwnedText& name) {
  name.clear();
  if (!text.starts_with('"')) return 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '"') return i + 1;
    if (text[i] != '\\') {
      name += text[i];
      continue;
    }
    if (++i == text.size()) break;
    static constexpr std::string_view kLetters = "abfnrtv\\\"";
    static constexpr std::string_view kValues = "\a\b\f\n\r\t\v\\\"";
    if (const std::size_t letter = kLetters.find(text[i]); letter != std::string_view::npos) {
      name += kValues[letter];
      continue;
    }
    const auto is_octal = [&](std::size_t at, char highest) {
      return at < text.size() && text[at] >= '0' && text[at] <= highest;
    };
    if (!is_octal(i, '3') || !is_octal(i + 1, '7') || !is_octal(i + 2, '7')) break;
    name += static_cast<char>((text[i] - '0') << 6 | (text[i + 1] - '0') << 3 | (text[i + 2] - '0'));
    i += 2;
  }
  name.clear();
  return 0;
}

Stamp read_name(std::string_view text, OwnedText& name) {
  if (const std::size_t quoted = read_quoted(text, name); quoted != 0) {
    text.remove_prefix(quoted);
    const std::size_t blanks = std::min(text.find_first_not_of("\t "), text.size());
    return read_time_stamp(text.substr(blanks));
  }
  // A stamp that is one is looked for first, because a name may have blanks and even tabs.
  for (std::size_t at = text.find_first_of("\t "); at != std::string_view::npos;
       at = text.find_first_of("\t ", at + 1)) {
    const Stamp stamp = read_time_stamp(text.substr(at + 1));
    if (stamp == Stamp::kNone || at == 0) continue;
    const std::size_t last = text.find_last_not_of("\t ", at);
    if (last == std::string_view::npos) continue;
    std::string_view found = text.substr(0, last + 1);
    // Subversion may put more of its own between name and revision, each behind a tab.
    if (text[at + 1] == '(') found = found.substr(0, found.find('\t'));
    name = found;
    return stamp;
  }
  name = text.substr(0, text.find('\t'));
  return Stamp::kNone;
}

NamePair split_names(std::string_view text, std::string_view separator) {
  NamePair pair;
  if (const std::size_t quoted = read_quoted(text, pair.old_name); quoted != 0) {
    std::string_view rest = text.substr(quoted);
    if (eat(rest, separator)) pair.new_name = whole_name(rest);
    return pair;
  }
  if (text.ends_with('"')) {
    for (std::size_t at = text.find(separator); at != std::string_view::npos; at = text.find(separator, at + 1)) {
      const std::string_view second = text.substr(at + separator.size());
      if (!second.starts_with('"')) continue;  // each quote is looked at once, so this stays linear
      if (read_quoted(second, pair.new_name) != second.size()) continue;
      pair.old_name = text.substr(0, at);
      return pair;
    }
    pair.new_name.clear();
  }
  // With the place, the left name grows and the right one shrinks: at most one place can make them the same length,
  // and one more without their prefixes. Only there are they compared.
  const std::size_t left_prefix = prefix_size(text);
  std::size_t fallback = std::string_view::npos;
  bool is_fallback_good = false;
  std::size_t slash = 0;
  for (std::size_t at = text.find(separator); at != std::string_view::npos; at = text.find(separator, at + 1)) {
    const std::string_view left = text.substr(0, at);
    const std::string_view right = text.substr(at + separator.size());
    if (left.empty() || right.empty()) continue;
    bool same = left.size() == right.size() && left == right;
    if (!same && left_prefix != 0 && left_prefix < at) {
      const std::size_t right_start = at + separator.size();
      if (slash < right_start) slash = text.find('/', right_start);
      if (slash != std::string_view::npos) {
        std::size_t rest = slash;
        while (rest < text.size() && text[rest] == '/') ++rest;
        same = text.size() - rest == at - left_prefix && left.substr(left_prefix) == text.substr(rest);
      } else {
        slash = text.size();  // none any more
      }
    }
    if (same) {
      pair.old_name = left;
      pair.new_name = right;
      return pair;
    }
    const bool is_good = starts_like_prefixed(left) && starts_like_prefixed(right);
    if (fallback == std::string_view::npos || (is_good && !is_fallback_good)) {
      fallback = at;
      is_fallback_good = is_good;
    }
  }
  if (fallback != std::string_view::npos) {
    pair.old_name = text.substr(0, fallback);
    pair.new_name = text.substr(fallback + separator.size());
  }
  return pair;
}

bool is_binary_line(std::string_view line) {
  return eat(line, "Binary files ") && line.ends_with(" differ") && line.find(" and ") != std::string_view::npos;
}

void FileHeader::begin(SectionForm form) {
  facts = {};
  facts.form = form;
  for (OwnedText& text : texts) text.clear();
}

void FileHeader::begin_git(std::string_view line) {
  if (eat(line, "diff --git ")) {
    begin(SectionForm::kGit);
  } else {
    begin(SectionForm::kCombined);
    if (!eat(line, "diff --cc ")) eat(line, "diff --combined ");
  }
  set(kDiffNames, line);
}

void FileHeader::set(Text which, std::string_view text) {
  facts.has_names |= static_cast<u8>(1u << which);
  texts[which] = text;
}

bool FileHeader::take_git_line(std::string_view line) {
  static constexpr struct {
    std::string_view start;
    Text text;
    FileStatus status;
  } kTextLines[] = {
      {"--- ", kOldName, FileStatus::kModified},     {"+++ ", kNewName, FileStatus::kModified},
      {"rename from ", kFrom, FileStatus::kRenamed}, {"rename to ", kTo, FileStatus::kRenamed},
      {"rename old ", kFrom, FileStatus::kRenamed},  {"rename new ", kTo, FileStatus::kRenamed},
      {"copy from ", kFrom, FileStatus::kCopied},    {"copy to ", kTo, FileStatus::kCopied},
  };
  // A second `+++`, or a `---` after it, begins something else.
  if (has(kNewName) && (line.starts_with("--- ") || line.starts_with("+++ "))) return false;
  std::string_view rest = line;
  for (const auto& known : kTextLines) {
    if (!eat(rest, known.start)) continue;
    set(known.text, rest);
    if (known.status != FileStatus::kModified) facts.status = known.status;
    ++facts.lines;
    return true;
  }
  if (eat(rest, "index ")) {
    if (!take_index_line(rest)) return false;
  } else if (eat(rest, "new file mode ")) {
    facts.status = FileStatus::kAdded;
  } else if (eat(rest, "deleted file mode ")) {
    facts.status = FileStatus::kDeleted;
  } else if (eat(rest, "old mode ")) {
    facts.old_mode = read_mode(rest);
  } else if (eat(rest, "new mode ")) {
    facts.new_mode = read_mode(rest);
  } else if (eat(rest, "mode ")) {  // a merge's: "mode 100644,100644..100755"
    if (facts.form != SectionForm::kCombined || read_mode(rest) == 0) return false;
  } else if (!line.starts_with("similarity index ") && !line.starts_with("dissimilarity index ")) {
    return false;
  }
  ++facts.lines;
  return true;
}

// "0123abc..4567def 100644"; a merge has several old hashes with commas between them.
bool FileHeader::take_index_line(std::string_view rest) {
  const std::size_t old_size = hash_size(rest);
  if (old_size == 0 || !rest.substr(old_size).starts_with("..")) return false;
  const std::string_view old_hash = rest.substr(0, old_size);
  rest.remove_prefix(old_size + 2);
  const std::size_t new_size = hash_size(rest);
  if (new_size == 0) return false;
  set(kOldHash, old_hash);
  set(kNewHash, rest.substr(0, new_size));
  return true;
}

bool FileHeader::take_binary_line(std::string_view line) {
  if (!line.ends_with(" differ")) return false;
  if (line != "Binary files differ") {
    if (!eat(line, "Binary files ") && !eat(line, "Files ")) return false;
    line.remove_suffix(std::string_view(" differ").size());
    if (line.find(" and ") == std::string_view::npos) return false;
    if (!has(kOldName) && !has(kNewName)) {
      const NamePair pair = split_names(line, " and ");
      set(kOldName, pair.old_name);
      set(kNewName, pair.new_name);
    }
  }
  facts.is_binary = 1;
  ++facts.lines;
  return true;
}

ResolvedFile FileHeader::resolve() const {
  ResolvedFile file;
  switch (facts.form) {
    case SectionForm::kHeaderless:
      return file;
    case SectionForm::kGit:
    case SectionForm::kCombined:
      file = resolve_git();
      break;
    case SectionForm::kPlain:
    case SectionForm::kBinaryLine:
      file = resolve_plain();
      break;
  }
  file.side = file.status == FileStatus::kAdded     ? Side::kNew
              : file.status == FileStatus::kDeleted ? Side::kOld
                                                    : Side::kBoth;
  if (file.status != FileStatus::kRenamed && file.status != FileStatus::kCopied) file.old_path.clear();
  return file;
}

ResolvedFile FileHeader::resolve_git() const {
  ResolvedFile file;
  const bool is_combined = facts.form == SectionForm::kCombined;
  NamePair diff;
  if (is_combined) {
    diff.old_name = diff.new_name = whole_name(texts[kDiffNames]);
  } else {
    diff = split_names(texts[kDiffNames], " ");
  }
  const auto line_name = [&](Text which) {
    OwnedText name;
    // A tab ends the name; a time stamp is not expected here (Subversion's `diff --git` has one, after a tab).
    const std::string_view line = texts[which];
    if (read_quoted(line, name) == 0) name = line.substr(0, line.find('\t'));
    return name;
  };
  const OwnedText old_line = line_name(kOldName);
  const OwnedText new_line = line_name(kNewName);

  file.status = facts.status;
  if (file.status == FileStatus::kModified) {
    if (is_other_type(facts.old_mode, facts.new_mode)) file.status = FileStatus::kTypeChanged;
    if (old_line == kDevNull) file.status = FileStatus::kAdded;
    if (new_line == kDevNull) file.status = FileStatus::kDeleted;
  }
  if (has(kTo) && (file.status == FileStatus::kRenamed || file.status == FileStatus::kCopied)) {
    file.path = whole_name(texts[kTo]);
    file.old_path = whole_name(texts[kFrom]);
    return file;
  }

  // Twice the very same name: git's prefixes are off (or this is a merge, where the first line never has one).
  const auto confirms = [&](const OwnedText& line) {
    return line.empty() || line == kDevNull || line == diff.new_name;
  };
  const bool is_same_name = !diff.new_name.empty() && diff.old_name == diff.new_name;
  const bool is_unprefixed = is_combined || (is_same_name && confirms(old_line) && confirms(new_line));
  const auto of_line = [&](const OwnedText& name) -> std::string_view {
    if (name == kDevNull || is_unprefixed) return {};
    return prefix_size(name) == 0 ? std::string_view() : without_prefix(name);
  };
  const auto of_diff = [&](const OwnedText& name) -> std::string_view {
    return is_unprefixed ? std::string_view(name) : without_prefix(name);
  };
  const bool wants_old = file.status == FileStatus::kDeleted;
  const std::string_view choices[] = {of_line(wants_old ? old_line : new_line),
                                      of_diff(wants_old ? diff.old_name : diff.new_name),
                                      of_line(wants_old ? new_line : old_line), texts[kDiffNames]};
  for (const std::string_view choice : choices) {
    if (choice.empty()) continue;
    file.path = choice;
    break;
  }
  return file;
}

ResolvedFile FileHeader::resolve_plain() const {
  ResolvedFile file;
  OwnedText old_name, new_name;
  Stamp old_stamp = Stamp::kNone, new_stamp = Stamp::kNone;
  if (facts.form == SectionForm::kBinaryLine) {
    old_name = texts[kOldName];
    new_name = texts[kNewName];
  } else {
    old_stamp = read_name(texts[kOldName], old_name);
    new_stamp = read_name(texts[kNewName], new_name);
  }
  // Subversion and CVS name the file on a line of its own, and have no prefixes if that is the same name.
  const bool is_unprefixed = has(kIndexName) && texts[kIndexName] == old_name && old_name == new_name;
  const auto strip = [&](const OwnedText& name) -> std::string_view {
    return is_unprefixed ? std::string_view(name) : without_prefix(name);
  };
  if (old_name == kDevNull) {
    file.status = FileStatus::kAdded;
    file.path = new_name == kDevNull ? std::string_view(new_name) : strip(new_name);
    return file;
  }
  if (new_name == kDevNull) {
    file.status = FileStatus::kDeleted;
    file.path = strip(old_name);
    return file;
  }
  if (old_stamp == Stamp::kNoFile) {
    file.status = FileStatus::kAdded;
  } else if (new_stamp == Stamp::kNoFile) {
    file.status = FileStatus::kDeleted;
  }
  // "f" against "f.orig" or "f~": the shorter one is the file, whichever side it is on, as in git.
  const std::string_view old_path = strip(old_name);
  const std::string_view new_path = strip(new_name);
  file.path = !old_path.empty() && new_path.starts_with(old_path) ? old_path : new_path;
  return file;
}

}  // namespace hunkwise

// What stands before the hunks of a section of a patch -> whose file it is and what happened to it: git's extended
// headers, `---`/`+++` lines, quoted and octal paths, /dev/null, time stamps. Lines come without their line end and
// without a trailing CR. Linear in the length of a line; nothing here keeps a view into it.
#pragma once

#include <array>
#include <string_view>

#include "diff_types.h"
#include "owned_text.h"
#include "time_stamp.h"

namespace hunkwise {

// Reads `"a\303\244\t"` at the beginning of `text` as git and GNU diff write it. Answers the bytes it took, both quotes
// included; 0 where there is no such thing.
std::size_t read_quoted(std::string_view text, OwnedText& name);

// Cuts the time stamp off; in its absence, whatever follows a tab. A name in quotes ends with them.
Stamp read_name(std::string_view text, OwnedText& name);

// Two names with `separator` between them, which either of them may contain: that place wins where both sides are
// the same name, as in git. Names keep their prefixes.
struct NamePair {
  OwnedText old_name;
  OwnedText new_name;
};
NamePair split_names(std::string_view text, std::string_view separator);

enum class SectionForm : u8 { kHeaderless, kPlain, kGit, kCombined, kBinaryLine };

struct ResolvedFile {
  OwnedText path;
  OwnedText old_path;  // renames and copies only
  FileStatus status = FileStatus::kModified;
  Side side = Side::kBoth;
};

// Collects the header lines of one section. Its state is `facts` (plain data) and `texts`.
class FileHeader {
 public:
  enum Text { kDiffNames, kOldName, kNewName, kFrom, kTo, kIndexName, kOldHash, kNewHash, kTexts };

  struct Facts {
    SectionForm form = SectionForm::kHeaderless;
    FileStatus status = FileStatus::kModified;  // as the extended headers say
    u8 has_names = 0;                           // bit of each Text that was there
    u8 is_binary = 0;
    u32 lines = 0;  // after the one that began the section
    u32 old_mode = 0;
    u32 new_mode = 0;
  };

  void begin(SectionForm form);
  // A line that begins a section in git's form: "diff --git …", "diff --cc …", "diff --combined …".
  void begin_git(std::string_view line);
  // One more line of a section in git's form. False: it is none of its header's lines.
  bool take_git_line(std::string_view line);
  // "Binary files x and y differ"; git also writes "Files x and y differ" and, for a merge, no names.
  bool take_binary_line(std::string_view line);
  void set(Text which, std::string_view text);

  bool has(Text which) const { return (facts.has_names >> which & 1) != 0; }
  ResolvedFile resolve() const;

  Facts facts;
  std::array<OwnedText, kTexts> texts;

 private:
  bool take_index_line(std::string_view rest);
  ResolvedFile resolve_git() const;
  ResolvedFile resolve_plain() const;
};

// "Binary files x and y differ" outside git's form, where it is all there is of a file.
bool is_binary_line(std::string_view line);

}  // namespace hunkwise

// Small patches in every form that is read, and what is in them: one line a file (patch_index_test.cpp: summary()).
#pragma once

#include <string_view>

namespace hunkwise::test {

struct PatchSample {
  std::string_view patch;
  std::string_view summary;
  bool ends_cleanly = true;  // whatever follows, it is no text of this patch (`---` after a header alone would be)
};

inline constexpr PatchSample kPatchSamples[] = {
    // git: modified, with a section heading
    {"diff --git a/src/f.c b/src/f.c\nindex 0123abc..4567def 100644\n--- a/src/f.c\n+++ b/src/f.c\n"
     "@@ -1,3 +1,4 @@ int main()\n a\n-b\n+c\n+d\n e\n@@ -20 +21 @@\n-x\n+y\n",
     "M src/f.c +3 -2 /9\n"},
    // git: added, deleted, without newline
    {"diff --git a/new b/new\nnew file mode 100755\nindex 0000000..4567def\n--- /dev/null\n+++ b/new\n@@ -0,0 +1,2 "
     "@@\n+a\n+b\n"
     "diff --git a/old b/old\ndeleted file mode 100644\nindex 4567def..0000000\n--- a/old\n+++ /dev/null\n@@ -1 +0,0 "
     "@@\n-a\n"
     "\\ No newline at end of file\n",
     "A new +2 -0 /3\nD old +0 -1 /2\n"},
    // git: empty files
    {"diff --git a/e b/e\nnew file mode 100644\nindex 0000000..e69de29\n"
     "diff --git a/has blank b/has blank\ndeleted file mode 100644\nindex e69de29..0000000\n",
     "A e empty\nD has blank empty\n", false},
    // git: renamed and copied, with and without changes
    {"diff --git a/one two b/three\nsimilarity index 100%\nrename from one two\nrename to three\n"
     "diff --git a/x b/y z\nsimilarity index 80%\nrename from x\nrename to y z\nindex 1..2 100644\n--- a/x\n+++ b/y "
     "z\t\n"
     "@@ -1,2 +1,2 @@\n-a\n+b\n c\n"
     "diff --git a/x b/w\nsimilarity index 100%\ncopy from x\ncopy to w\n"
     "diff --git a/x b/v\ndissimilarity index 95%\ncopy from x\ncopy to v\nindex 1..2\n--- a/x\n+++ b/v\n@@ -1 +1 "
     "@@\n-a\n+b\n",
     "R one two => three empty\nR x => y z +1 -1 /4\nC x => w empty\nC x => v +1 -1 /3\n"},
    // git: modes
    {"diff --git a/run me b/run me\nold mode 100644\nnew mode 100755\n"
     "diff --git a/f b/f\nold mode 100755\nnew mode 100644\nindex 1..2\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n+b\n"
     "diff --git a/g b/g\nold mode 100644\nnew mode 120000\nindex 1..2\n--- a/g\n+++ b/g\n@@ -1 +1 @@\n-a\n+b\n"
     "\\ No newline at end of file\n",
     "M run me empty\nM f +1 -1 /3\nT g +1 -1 /3\n"},
    // git: a type change is two sections of one path
    {"diff --git a/l b/l\ndeleted file mode 100644\nindex 1..0\n--- a/l\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n"
     "diff --git a/l b/l\nnew file mode 120000\nindex 0..2\n--- /dev/null\n+++ b/l\n@@ -0,0 +1 @@\n+t\n"
     "\\ No newline at end of file\n",
     "D l +0 -1 /2\nA l +1 -0 /2\n"},
    // git: a submodule
    {"diff --git a/sub b/sub\nindex 0123abc..4567def 160000\n--- a/sub\n+++ b/sub\n@@ -1 +1 @@\n"
     "-Subproject commit 0123abc\n+Subproject commit 4567def-dirty\n",
     "M sub +1 -1 /3\n"},
    // git: binary, named only
    {"diff --git a/p.png b/p.png\nindex 1..2 100644\nBinary files a/p.png and b/p.png differ\n"
     "diff --git a/q.png b/q.png\nnew file mode 100644\nindex 0..2\nBinary files /dev/null and b/q.png differ\n"
     "diff --git a/r s.png b/r s.png\ndeleted file mode 100644\nindex 1..0\nBinary files a/r s.png and /dev/null "
     "differ\n",
     "M p.png binary\nA q.png binary\nD r s.png binary\n"},
    // git: binary, literal and delta
    {"diff --git a/p b/p\nnew file mode 100644\nindex 0000000..4567def\nGIT binary patch\nliteral 5\n"
     "McmZQzWMXDv002Z2\n\nliteral 0\nHcmV?d00001\n\n"
     "diff --git a/q b/q\nindex 1..2 100644\nGIT binary patch\ndelta 9\nQcmeZhVVvM$!$1K50C&Ox;s5{u\n\n"
     "delta 5\nMcmZo+^qAlQ00i9urT_o{\n\n",
     "A p binary\nM q binary\n"},
    // git: quoted and octal paths
    {"diff --git \"a/A \\303\\242 B.py\" \"b/A \\303\\242 B.py\"\nnew file mode 100644\nindex 0..1\n--- /dev/null\n"
     "+++ \"b/A \\303\\242 B.py\"\n@@ -0,0 +1 @@\n+x\n"
     "diff --git \"a/tab\\there\" b/plain\nsimilarity index 100%\nrename from \"tab\\there\"\nrename to plain\n"
     "diff --git \"a/q\\\"q\" \"b/q\\\"q\"\nold mode 100644\nnew mode 100755\n",
     "A A \xC3\xA2 B.py +1 -0 /2\nR tab\there => plain empty\nM q\"q empty\n", false},
    // git: no prefix, other prefixes
    {"diff --git dir/f dir/f\nindex 1..2\n--- dir/f\n+++ dir/f\n@@ -1 +1 @@\n-a\n+b\n"
     "diff --git g g\nnew file mode 100644\nindex 0..2\n"
     "diff --git i/dir/h w/dir/h\nindex 1..2\n--- i/dir/h\n+++ w/dir/h\n@@ -1 +1 @@\n-a\n+b\n"
     "diff --git src/x y dst/x y\nold mode 100644\nnew mode 100755\n",
     "M dir/f +1 -1 /3\nA g empty\nM dir/h +1 -1 /3\nM x y empty\n", false},
    // format-patch: two mails
    {"From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\nFrom: A <a@example.org>\n"
     "Date: Fri, 9 Dec 2022 12:05:32 +0100\nSubject: [PATCH 1/2] one\n\nbody - with dashes\n--- not a header\n---\n"
     " f | 2 +-\n 1 file changed\n\ndiff --git a/f b/f\nindex 1..2 100644\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n+b\n-- "
     "\n2.39.5\n\n"
     "From 1123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\nSubject: [PATCH 2/2] two\n\n---\n"
     "diff --git a/g b/g\nnew file mode 100644\nindex 0..1\n--- /dev/null\n+++ b/g\n@@ -0,0 +1 @@\n+a\n-- \n2.39.5\n\n",
     "M f +1 -1 /3\nA g +1 -0 /2\n"},
    // git log -p
    {"commit 0123456789012345678901234567890123456789\nAuthor: A <a@example.org>\n\n    one\n\ndiff --git a/f b/f\n"
     "index 1..2 100644\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n+b\n\ncommit 1123456789012345678901234567890123456789\n"
     "Author: A <a@example.org>\n\n    two\n    -- \n    +++ x\n\ndiff --git a/f b/f\nindex 0..1 100644\n--- a/f\n+++ "
     "b/f\n"
     "@@ -1,0 +2 @@\n+a\n\n",
     "M f +1 -1 /3\nM f +1 -0 /2\n"},
    // a merge
    {"diff --cc dir/f\nindex 0123abc,1123abc..4567def\nmode 100644,100644..100755\n--- a/dir/f\n+++ b/dir/f\n"
     "@@@ -1,2 -1,2 +1,3 @@@\n  a\n- b\n -c\n++d\n--- x\n++e\n@@@ -9 -9 +10 @@@\n--y\n++z\n\n"
     "diff --combined g\nindex 0123abc,1123abc..4567def\nBinary files differ\n"
     "diff --cc h\nindex 0123abc,1123abc..0000000\ndeleted file mode 100644,100644\n--- a/h\n+++ /dev/null\n",
     "M dir/f +0 -0 /10 combined\nM g binary\nD h empty\n"},
    // GNU diff -ru
    {"Only in a: x\ndiff -ru a/d/f b/d/f\n--- a/d/f\t2010-07-05 19:41:17.620000023 -0500\n"
     "+++ b/d/f\t2010-07-05 19:41:18.620000023 -0500\n@@ -1 +1 @@\n-a\n+b\nBinary files a/p.png and b/p.png differ\n"
     "diff -ruN a/n b/n\n--- a/n\t1970-01-01 01:00:00.000000000 +0100\n+++ b/n\t2010-07-05 19:41:18.620000023 +0100\n"
     "@@ -0,0 +1 @@\n+a\nOnly in b: y\n",
     "M d/f +1 -1 /3\nM p.png binary\nA n +1 -0 /2\n"},
    // a date behind a blank
    {"--- a/my file 2010-07-05 19:41:17 +0000\n+++ b/my file 2010-07-05 19:41:18 +0000\n@@ -1 +1 @@\n-a\n+b\n",
     "M my file +1 -1 /3\n"},
    // the names of a backup
    {"--- f\n+++ f.orig\n@@ -1 +1 @@\n-a\n+b\n--- g~\n+++ g\n@@ -1 +1 @@\n-a\n+b\n", "M f +1 -1 /3\nM g +1 -1 /3\n"},
    // Subversion
    {"Index: src/f\n===================================================================\n--- src/f\t(revision 191)\n"
     "+++ src/f\t(working copy)\n@@ -1 +1 @@\n-a\n+b\n\nProperty changes on: src/f\n"
     "___________________________________________________________________\nAdded: svn:eol-style\n   + native\n\n"
     "Index: n\n===================================================================\n--- n\t(nonexistent)\n"
     "+++ n\t(working copy)\n@@ -0,0 +1 @@\n+a\n\\ No newline at end of file\n",
     "M src/f +1 -1 /3\nA n +1 -0 /2\n"},
    // hg
    {"diff -r 44299fd3d1a8 empty\ndiff -r 44299fd3d1a8 d/f\n--- a/d/f\tSun Oct 13 20:51:07 2013 -0300\n"
     "+++ b/d/f\tSun Oct 13 20:51:40 2013 -0300\n@@ -1 +1 @@\n-a\n+b\ndiff -r 44299fd3d1a8 g\n"
     "--- a/g\tSun Oct 13 20:51:07 2013 -0300\n+++ /dev/null\tThu Jan 01 00:00:00 1970 +0000\n@@ -1 +0,0 @@\n-a\n",
     "M d/f +1 -1 /3\nD g +0 -1 /2\n"},
    // bzr
    {"=== added file 'f'\n--- f\t1970-01-01 00:00:00 +0000\n+++ f\t2013-10-13 23:44:04 +0000\n@@ -0,0 +1 @@\n+a\n"
     "\\ No newline at end of file\n\n=== modified file 'g'\n--- g\t2013-10-13 23:53:13 +0000\n"
     "+++ g\t2013-10-13 23:53:26 +0000\n@@ -1,3 +1,3 @@\n a\n \n-b\n+c\n\n",
     "A f +1 -0 /2\nM g +1 -1 /5\n"},
    // no newline on both sides
    {"--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n",
     "M f +1 -1 /3\n"},
    // stripped context rows
    {"--- a/f\n+++ b/f\n@@ -1,5 +1,5 @@\n a\n\n-b\n+c\n\n d\n--- a/g\n+++ b/g\n@@ -1,2 +1,2 @@\n\n-a\n+b\n",
     "M f +1 -1 /7 blank\nM g +1 -1 /4 blank\n"},
    // doubled newlines
    {"--- a/f\n+++ b/f\n@@ -1,3 +1,3 @@\n a\n\n-b\n\n+c\n\n d\n\n@@ -9 +9 @@\n-x\n\n+y\n\n", "M f +2 -2 /8 doubled\n"},
    {"--- a/f\n+++ b/f\n@@ -1,3 +1,2 @@\n a\n\n--- x\n\n-b\n\n+c", "M f +1 -2 /5 doubled\n", false},
    // surplus, truncated, unreadable
    {"--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n+b\n+c\n-d\n", "M f +1 -1 /5\n"},
    {"--- a/f\n+++ b/f\n@@ -1,9 +1,9 @@\n a\n-b\n+c\n", "M f +1 -1 /4\n", false},
    {"--- a/f\n+++ b/f\n@@ -1 +99999999999 @@\n-a\n+b\n", "M f +0 -0 /3\n"},
    {"@@ -1 +1 @@\n-a\n+b\n", "M  +1 -1 /3\n"},
};

}  // namespace hunkwise::test

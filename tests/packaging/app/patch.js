// What every place shows: three files, one of them new, one renamed without a change.
export const patch = `diff --git a/src/greeting.txt b/src/greeting.txt
--- a/src/greeting.txt
+++ b/src/greeting.txt
@@ -1,3 +1,3 @@ greeting
 first
-good morning
+good evening
 last
diff --git a/docs/new.md b/docs/new.md
new file mode 100644
--- /dev/null
+++ b/docs/new.md
@@ -0,0 +1,2 @@
+Größe <b>
+end
diff --git a/old-name.txt b/new-name.txt
similarity index 100%
rename from old-name.txt
rename to new-name.txt
`;

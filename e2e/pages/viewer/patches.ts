// Patches of any size, made in the page.

export const threeFiles = `diff --git a/src/app.ts b/src/app.ts
--- a/src/app.ts
+++ b/src/app.ts
@@ -1,10 +1,11 @@ export function start() {
 import { createServer } from 'node:http';
 
-const port = 8080;
-const host = 'localhost';
+const port = Number(process.env.PORT ?? 8080);
+const host = process.env.HOST ?? 'localhost';
+const isOpen = /*\u202e } \u2066if (isAdmin)\u2069 \u2066 begin admins only */ true;
 
 export function start() {
-  createServer(answer).listen(port, host);
+  createServer(answer).listen(port, host, () => console.log('listening'));
 }
 
 // The end of the file, in a line that is a good deal longer than any screen is wide, so that wrapping and scrolling sideways have something to do: ${'lorem ipsum dolor sit amet '.repeat(6)}
@@ -40,4 +41,3 @@ // answers
 const answer = (request, response) => {
-  log(request);
   response.end('ok');
-};
\\ No newline at end of file
+};
diff --git a/docs/old-guide.md b/docs/guide.md
similarity index 70%
rename from docs/old-guide.md
rename to docs/guide.md
--- a/docs/old-guide.md
+++ b/docs/guide.md
@@ -1,3 +1,4 @@
 # Guide
 
-This guide explains everything.
+This guide explains everything that there is.
+It has a second line.
diff --git a/src/lib/unused.ts b/src/lib/unused.ts
deleted file mode 100644
--- a/src/lib/unused.ts
+++ /dev/null
@@ -1,3 +0,0 @@
-export const unused = 1;
-export const neverUsed = 2;
-export const long = '${'x'.repeat(5000)}';
`;

/** One file of so many rows under one header: every tenth line is changed. `words`: more of them on every seventh line. */
export function hugePatch(rows: number, words = 0): Uint8Array {
  const blocks = Math.floor((rows - 1) / 11);
  const context = rows - 1 - blocks * 11;
  const surplus = ' and so on'.repeat(words);
  const lines: string[] = ['--- a/huge.txt', '+++ b/huge.txt'];
  const count = blocks * 10 + context;
  lines.push(`@@ -1,${count} +1,${count} @@`);
  for (let block = 0; block < blocks; ++block) {
    const first = block * 10;
    for (let line = 1; line < 10; ++line)
      lines.push(` line ${first + line} is the same on both sides${(first + line) % 7 ? '' : surplus}`);
    lines.push(`-line ${first + 10} is old`, `+line ${first + 10} is new`);
  }
  for (let line = 1; line <= context; ++line) lines.push(` line ${blocks * 10 + line} ends the file`);
  return new TextEncoder().encode(`${lines.join('\n')}\n`);
}

export function manyFiles(files: number): string {
  const sections = Array.from({ length: files }, (_, i) => {
    const path = `packages/part-${Math.floor(i / 100)}/src/module-${i}.ts`;
    return `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -1,2 +1,2 @@\n same\n-old ${i}\n+new ${i}\n`;
  });
  return sections.join('');
}

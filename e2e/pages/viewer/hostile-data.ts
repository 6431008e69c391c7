// Hostile strings in the places where an answer or a patch holds text of others.

export interface HostileFile {
  readonly file_path: string;
  readonly status: string;
  readonly collection_hash: string;
  readonly project_hash: string;
  readonly unified_diff: string;
}

/** A row ends at a line feed, so none is in it. */
export const asLine = (text: string): string => text.replaceAll('\n', ' ');

export const rowsOf = (text: string): readonly string[] => {
  const line = asLine(text);
  return [`@@ -1,2 +1,2 @@ ${line}`, line, `${line} old`, `${line} new`];
};

const file = (path: string, diff: string): HostileFile => ({
  file_path: path,
  status: 'modified',
  collection_hash: 'old',
  project_hash: 'new',
  unified_diff: diff,
});

/** As path, heading of a section, context and both sides of a change. */
export function fileOfRows(text: string): HostileFile {
  const [header, same, before, after] = rowsOf(text);
  return file(text, `--- a\n+++ b\n${header}\n ${same}\n-${before}\n+${after}\n`);
}

export const sentenceOf = (text: string): string => `[Error generating diff: ${asLine(text)}]`;

export const fileOfSentence = (text: string): HostileFile => file(text, sentenceOf(text));

/** As git writes names that are no plain ASCII. */
const quoted = (name: string): string => {
  const bytes = [...new TextEncoder().encode(name)];
  return `"${bytes.map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')}"`;
};

export const newNameOf = (file: number): string => `renamed-${file}.txt`;

/** Of a name in a patch: the core reads headers up to 64 KB, and git spells a character with up to twelve bytes. */
export const nameOf = (text: string): string => text.slice(0, 5000);

/** Each as the name that a file had. */
export function patchOfRenames(texts: readonly string[]): string {
  return texts
    .map((text, i) => {
      const [before, after] = [quoted(`a/${nameOf(text)}`), `b/${newNameOf(i)}`];
      const names = `rename from ${quoted(nameOf(text))}\nrename to ${newNameOf(i)}`;
      return `diff --git ${before} ${after}\nsimilarity index 50%\n${names}\n--- ${before}\n+++ ${after}\n@@ -1 +1 @@\n-a\n+b\n`;
    })
    .join('');
}

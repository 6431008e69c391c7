// Two contents → their diff in the operator's dialect. The one place where engine and method are chosen.

import type { DiffEngine } from '../../core/api.ts';
import { unifiedText } from '../../core/unified-text.ts';
import { difflibBody } from './difflib-text.ts';
import { isBinary, NotUtf8, pythonText } from './python-text.ts';

/** Of core-full.wasm: the legacy dialect takes difflib's way. */
export type TextDiffer = Pick<DiffEngine, 'diffTexts'>;

/** `legacy`: byte for byte what the application sends. `git`: in the form of `git diff`. */
export type DiffDialect = 'legacy' | 'git';

/** To be raised when the same two contents get another diff than before: shared caches and clients outlive a release. */
export const DIFF_REVISION = 2;

/**
 * What two contents differ in, without the names of the files: it is the same wherever the same two contents meet, and so
 * can be kept by their hashes.
 */
export interface ContentDiff {
  /** Hunks; empty if no line differs, null if there is nothing to show: binary, or {@link fault}. */
  readonly body: string | null;
  readonly additions: number;
  readonly deletions: number;
  /** UTF-8 bytes of the body, without the newlines that doubling adds. */
  readonly bodyBytes: number;
  readonly isBinary: boolean;
  /** Why there is no diff. Nothing is counted then. */
  readonly fault?: string;
}

export function diffContents(
  differ: TextDiffer,
  dialect: DiffDialect,
  oldBytes: Uint8Array,
  newBytes: Uint8Array,
): ContentDiff {
  const nothing = { body: null, additions: 0, deletions: 0, bodyBytes: 0 };
  if (isBinary(oldBytes) || isBinary(newBytes)) return { ...nothing, isBinary: true };
  try {
    if (dialect === 'git') {
      const table = differ.diffTexts(oldBytes, newBytes);
      const { additions, deletions } = table;
      const body = unifiedText(table);
      return { body, bodyBytes: Buffer.byteLength(body), additions, deletions, isBinary: false };
    }
    const [oldText, newText] = [pythonText(oldBytes), pythonText(newBytes)];
    const table = differ.diffTexts(oldText, newText, { method: 'difflib' });
    const { additions, deletions } = table;
    return { ...difflibBody(table, oldText, newText), additions, deletions, isBinary: false };
  } catch (error) {
    if (error instanceof NotUtf8) return { ...nothing, isBinary: false, fault: error.message };
    throw error;
  }
}

/** The lines before the hunks. */
export function headerOf(dialect: DiffDialect, fromName: string, toName: string): string {
  if (dialect === 'legacy') return `--- ${fromName}\n+++ ${toName}\n`;
  const path = fromName.slice(fromName.indexOf('/') + 1);
  const [from, to] = [gitName(`a/${path}`), gitName(`b/${path}`)];
  // As git does it: a tab says that the name ends there, not at its first blank.
  const end = path.includes(' ') && !from.startsWith('"') ? '\t' : '';
  return `diff --git ${from} ${to}\n--- ${from}${end}\n+++ ${to}${end}\n`;
}

// Git quotes names with control characters, quotes or backslashes. Other letters stay as they are (core.quotePath=false).
function gitName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is quoted
  if (!/[\x00-\x1f"\\\x7f]/.test(name)) return name;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is quoted
  const quoted = name.replace(/["\\]/g, '\\$&').replace(/[\x00-\x1f\x7f]/g, (control) => {
    const letter = { '\t': 't', '\n': 'n', '\r': 'r' }[control];
    return `\\${letter ?? control.charCodeAt(0).toString(8).padStart(3, '0')}`;
  });
  return `"${quoted}"`;
}

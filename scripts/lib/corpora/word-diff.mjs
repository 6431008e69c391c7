// git's own cases of `git diff --word-diff` beside our marks inside lines. Information, no test of the marks: git knows the
// words of a language and compares them across lines, ours compares a row with the row it faces, whatever the language. A
// failure means that the two were not of the same text.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const isBlank = (character) => /\s/.test(character);

/**
 * One side of a case: its characters, blanks left out (git's text has those of the new side), and for each whether it is
 * marked as changed.
 */
class MarkedText {
  text = '';
  marks = [];

  add(text, isMarked) {
    for (const character of text) {
      if (isBlank(character)) continue;
      this.text += character;
      this.marks.push(isMarked);
    }
  }
}

/** git's answer, with its colours spelled out: text of both sides in plain, of the old in red, of the new in green. */
function readWordDiff(expected) {
  const lines = expected.split('\n').filter((line) => !/^<(BOLD|CYAN)>/.test(line));
  const [old, fresh] = [new MarkedText(), new MarkedText()];
  let colour = 'RESET';
  for (const part of lines.join('\n').split(/(<(?:RED|GREEN|RESET)>)/)) {
    const sign = /^<(RED|GREEN|RESET)>$/.exec(part)?.[1];
    if (sign) {
      colour = sign;
      continue;
    }
    if (colour !== 'GREEN') old.add(part, colour === 'RED');
    if (colour !== 'RED') fresh.add(part, colour === 'GREEN');
  }
  return { old, fresh };
}

/** What a reader of our rows sees: spans where both rows of a pair were compared, a whole row everywhere else. */
function readRows(engine, before, after) {
  const table = engine.diffTexts(before, after);
  const [old, fresh] = [new MarkedText(), new MarkedText()];
  const spans = engine.intraline(
    table,
    Array.from({ length: table.rowCount }, (_, row) => row),
  );
  const isCompared = (row) => {
    const faced = table.pairedRowAt(row);
    return faced >= 0 && spans.spansAt(row).length + spans.spansAt(faced).length > 0;
  };
  for (let row = 0; row < table.rowCount; ++row) {
    const text = table.textAt(row);
    const kind = table.kindAt(row);
    if (kind === 'context') {
      old.add(text, false);
      fresh.add(text, false);
    } else if (kind === 'deletion' || kind === 'addition') {
      const side = kind === 'deletion' ? old : fresh;
      const marked = isCompared(row) ? spans.spansAt(row) : [{ start: 0, end: text.length }];
      let end = 0;
      for (const span of marked) {
        side.add(text.slice(end, span.start), false);
        side.add(text.slice(span.start, span.end), true);
        end = span.end;
      }
      side.add(text.slice(end), false);
    }
  }
  return { old, fresh };
}

/**
 * @param {string} folder with one folder of `pre`, `post` and `expect` for each language, as t/t4034 of git's sources
 * @returns {{ cases: { name: string, characters: number, git: number, ours: number, both: number }[], failures: string[] }}
 *   of each case the characters of both sides, how many git marks, how many we do, and how many both
 */
export function compareWordDiffs(engine, folder) {
  const report = { cases: [], failures: [] };
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'expect')));
  for (const name of names.sort()) {
    const [pre, post, expected] = ['pre', 'post', 'expect'].map((file) =>
      readFileSync(join(folder, name, file), 'utf8'),
    );
    const theirs = readWordDiff(expected);
    const ours = readRows(engine, pre, post);
    const counts = { name, characters: 0, git: 0, ours: 0, both: 0 };
    for (const side of ['old', 'fresh']) {
      if (theirs[side].text !== ours[side].text) report.failures.push(`${name}: another text (${side} side)`);
      counts.characters += ours[side].marks.length;
      counts.git += theirs[side].marks.filter(Boolean).length;
      counts.ours += ours[side].marks.filter(Boolean).length;
      counts.both += ours[side].marks.filter((isMarked, at) => isMarked && theirs[side].marks[at]).length;
    }
    report.cases.push(counts);
  }
  return report;
}

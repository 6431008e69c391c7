// The peers behind one signature: text -> how many additions and deletions their model has. Bundled for Node and for
// the browser alike, so that both run the same code.
import { parsePatch } from 'diff';
import { parse as parseWithDiff2html } from 'diff2html';
import gitdiffParser from 'gitdiff-parser';
import parseDiff from 'parse-diff';
// By its path: the package's entry draws, and asks for a browser when it is imported.
import { parsePatchFiles } from './node_modules/@pierre/diffs/dist/utils/parsePatchFiles.js';

const sum = (values, read) => values.reduce((total, value) => total + read(value), 0);

export const peers = [
  {
    name: 'jsdiff parsePatch',
    parse: (text) => parsePatch(text),
    counts(files) {
      const lines = files.flatMap((file) => file.hunks).flatMap((hunk) => hunk.lines);
      return [lines.filter((line) => line[0] === '+').length, lines.filter((line) => line[0] === '-').length];
    },
  },
  {
    name: 'gitdiff-parser',
    parse: (text) => (gitdiffParser.default ?? gitdiffParser).parse(text),
    counts(files) {
      const changes = files.flatMap((file) => file.hunks).flatMap((hunk) => hunk.changes);
      return [
        changes.filter((change) => change.isInsert).length,
        changes.filter((change) => change.isDelete).length,
      ];
    },
  },
  {
    name: 'parse-diff',
    parse: (text) => parseDiff(text),
    counts: (files) => [sum(files, (file) => file.additions), sum(files, (file) => file.deletions)],
  },
  {
    name: 'diff2html parse',
    parse: (text) => parseWithDiff2html(text),
    counts: (files) => [sum(files, (file) => file.addedLines), sum(files, (file) => file.deletedLines)],
  },
  {
    name: '@pierre/diffs',
    parse: (text) => parsePatchFiles(text),
    counts(patches) {
      const hunks = patches.flatMap((patch) => patch.files).flatMap((file) => file.hunks);
      return [sum(hunks, (hunk) => hunk.additionLines), sum(hunks, (hunk) => hunk.deletionLines)];
    },
  },
];

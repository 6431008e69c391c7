// What is timed against what, and what must come of it. Runs in Node, in a page and in a Worker: `context` brings what
// differs: { engines, peers, rounds, read(name) => bytes }.
import { largestFileContestants, largestFromAnswer } from './largest-file-contestants.mjs';
import { patchContestants } from './patch-contestants.mjs';
import { payloadContestants, requireSameFiles } from './payload-contestants.mjs';
import { streamingContestants } from './streaming-contestants.mjs';

const payloadGoals = [
  { against: 'JSON.parse + counting', atLeast: 10 },
  { against: 'JSON.parse', atLeast: 8 },
];

const payloadRow = (size) => ({
  id: `payload-${size}`,
  title: `${size} MB answer: bytes → every file's path, status and counts`,
  inputs: [`payload-${size}`],
  goals: payloadGoals,
  contestants: async ({ engines, read }) => payloadContestants(engines, await read(`payload-${size}`)),
  check: requireSameFiles,
});

export const timedRows = [
  payloadRow(10),
  payloadRow(90),
  {
    id: 'summary',
    title: '10,000-file summary without diffs: bytes → every path, status and counts',
    inputs: ['summary'],
    goals: [{ against: 'JSON.parse', atLeast: 1 }],
    contestants: async ({ engines, read }) => payloadContestants(engines, await read('summary')),
    check: requireSameFiles,
  },
  {
    id: 'streaming',
    title: '90 MB answer in chunks of 64 KB: last chunk → every path, status and counts',
    inputs: ['payload-90'],
    goals: [],
    contestants: async ({ engines, read }) => streamingContestants(engines, await read('payload-90')),
    check: requireSameFiles,
  },
  {
    id: 'largest',
    title: 'largest file: click → model',
    inputs: ['largest', 'largest-git'],
    goals: [{ against: 'best peer', atLeast: 5 }],
    contestants: async (context) => largestFileContestants(context),
  },
  {
    id: 'largest-answer',
    title: "one-file answer with the largest file: bytes → model and the first 60 rows' text",
    inputs: ['largest', 'largest-git'],
    goals: [],
    contestants: async (context) => largestFromAnswer(context),
  },
  {
    id: 'patch',
    title: 'git patch of many files: ours → index, peers → models',
    inputs: ['patch'],
    goals: [],
    contestants: async (context) => patchContestants(context),
  },
];

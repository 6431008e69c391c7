// Visits every artifact with the switches off and on, in turn, so that what the machine does beside it hits both alike.
// Writes build/report-samples.json; scripts/report.mjs makes tables of it.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, test } from '@playwright/test';
import { startDemo } from '../support/demo-process.ts';
import {
  type BaselineArtifact,
  baselineArtifacts,
  networks,
  switches,
  type VisitSample,
} from './baselines.ts';
import { startGateway } from './gateway.ts';
import { writeSeededArtifact } from './seeded-trees.ts';
import { visit } from './visit.ts';

const rounds = Number(process.env.HUNKWISE_ROUNDS ?? 5);
const SEED = 1;
/** Words of baselines.ts; all of them if none is given. */
const chosen = process.env.HUNKWISE_ARTIFACTS?.split(',');

interface ServedArtifact {
  readonly artifact: BaselineArtifact;
  readonly origin: string;
  stop(): void;
}

async function serveArtifact(folder: string, artifact: BaselineArtifact): Promise<ServedArtifact> {
  const { files, projects } = artifact;
  const trees = writeSeededArtifact(join(folder, artifact.name), { files, projects, seed: SEED });
  const demos = await Promise.all(
    trees.projects.map(async (projectPath) => {
      const args = ['--source', trees.source, '--collection', trees.collection, '--project', projectPath];
      return { projectPath, ...(await startDemo(args)) };
    }),
  );
  const gateway = await startGateway(demos);
  return {
    artifact,
    origin: gateway.origin,
    stop() {
      gateway.close();
      for (const demo of demos) demo.stop();
    },
  };
}

/** A context of its own for each visit: nothing is left of the one before. */
async function sampleOf(
  browser: Browser,
  { artifact, origin }: ServedArtifact,
  network: string,
  position: 'off' | 'on',
): Promise<VisitSample> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const fields = { ...networks[network], ...switches[position] };
    const figures = await visit(await context.newPage(), origin, fields);
    return { artifact: artifact.name, network, switches: position, figures };
  } finally {
    await context.close();
  }
}

test('baselines', async ({ browser }) => {
  const folder = mkdtempSync(join(tmpdir(), 'hunkwise-'));
  const served: ServedArtifact[] = [];
  try {
    const artifacts = baselineArtifacts.filter(({ name }) => chosen?.includes(name) ?? true);
    for (const artifact of artifacts) served.push(await serveArtifact(folder, artifact));
    // Once for nothing: the servers keep what they counted, the browser what it compiled.
    for (const one of served)
      for (const position of ['off', 'on'] as const) await sampleOf(browser, one, 'direct', position);
    const samples: VisitSample[] = [];
    for (let round = 0; round < rounds; ++round) {
      const turns = round % 2 === 0 ? (['off', 'on'] as const) : (['on', 'off'] as const);
      for (const network of Object.keys(networks))
        for (const one of served)
          for (const position of turns) samples.push(await sampleOf(browser, one, network, position));
      console.log(`round ${round + 1} of ${rounds}`);
    }
    const run = { chromium: browser.version(), rounds, artifacts, networks, samples };
    writeFileSync('build/report-samples.json', `${JSON.stringify(run, null, 1)}\n`);
  } finally {
    for (const one of served) one.stop();
    rmSync(folder, { recursive: true });
  }
});

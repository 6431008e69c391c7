// What may go wrong around the service: files, repositories, clients. It answers with what is true of the rest.

import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { DiffJob } from '../../js/server/diff/diff-runner.ts';
import type { AnsweredFile } from '../../js/server/diff/wire.ts';
import type { Comparison } from '../../js/server/trees/comparison.ts';
import { directoryTree } from '../../js/server/trees/directory-tree.ts';
import { snapshotTree } from '../../js/server/trees/snapshot-tree.ts';
import type { Tree } from '../../js/server/trees/tree.ts';
import { randomSizes } from './support/feeding.ts';
import { serve } from './support/http.ts';
import { askService, makeComparison, makeFolder, makeService, runner, writeTree } from './support/trees.ts';

const diffPath = (comparison: Comparison, query = '') =>
  `artifacts/skill:demo/diff?project_path=${comparison.project?.location}${query}`;

/** A tree whose files' bytes are read by a function of the test's. */
function withReader(tree: Tree, read: (path: string) => Promise<Uint8Array> | undefined): Tree {
  return {
    ...tree,
    async list() {
      const listing = await tree.list();
      return {
        ...listing,
        files: listing.files.map((file) => ({ ...file, read: () => read(file.path) ?? file.read() })),
      };
    },
  };
}

test('a file that is gone between the look and the read has a sentence, the others their texts', async () => {
  const comparison = makeComparison({
    collection: { a: '1\n', b: '1\n' },
    project: { a: '2\n', b: '2\n' },
  });
  const { project } = comparison;
  const file = join(project?.location ?? '', 'a');
  const vanishing =
    project &&
    withReader(project, (path) => {
      if (path === 'a') rmSync(file, { force: true });
      return undefined;
    });
  const service = makeService({ ...comparison, project: vanishing });
  const { status, headers, body } = await askService(service, diffPath(comparison));
  expect(status).toBe(200);
  expect(body.files[0]).toMatchObject({ status: 'modified' });
  expect(body.files[0].unified_diff).toBe('[Error generating diff: [Errno 2] No such file or directory]');
  expect(body.files[0]).not.toHaveProperty('additions');
  expect(body.files[1].unified_diff).toContain('+2\n');
  // Nothing of it is kept: the next answer knows that the file is not there.
  expect(headers.get('etag')).toBeNull();
  const next = await askService(service, diffPath(comparison));
  expect(next.body.files[0]).toMatchObject({ status: 'added', unified_diff: null });
});

test('a file that changes between the look and the read: the answer begins anew', async () => {
  const comparison = makeComparison({ collection: { a: '1\n' }, project: { a: '2\n' } });
  const { project } = comparison;
  let writes = 0;
  const changing = (most: number) =>
    project &&
    withReader(project, () => {
      if (writes < most) writeTree(project.location, { a: `write ${++writes}\n` });
      return undefined;
    });
  const once = await askService(makeService({ ...comparison, project: changing(1) }), diffPath(comparison));
  expect(once.body.files[0].unified_diff).toContain('+write 1\n');
  const restless = makeService({ ...comparison, project: changing(Number.POSITIVE_INFINITY) });
  const never = await askService(restless, diffPath(comparison));
  expect([never.status, never.headers.get('retry-after')]).toEqual([503, '1']);
  const lines = await askService(restless, diffPath(comparison), {
    headers: { accept: 'application/x-ndjson' },
  });
  expect(JSON.parse(lines.text.split('\n')[1] ?? '').unified_diff).toBe(
    '[Error generating diff: the file changed while it was read]',
  );
});

test('a file that is too large to be compared has a sentence, and is still told apart', async () => {
  const folder = makeFolder();
  const small = { maxFileBytes: 100 };
  const comparison: Comparison = {
    artifactId: 'skill:demo',
    collectionName: 'default',
    upstream: { source: '', version: '' },
    source: undefined,
    collection: directoryTree(
      writeTree(join(folder, 'c'), { a: 'x'.repeat(101), b: 'x'.repeat(200) }),
      '',
      small,
    ),
    project: directoryTree(writeTree(join(folder, 'p'), { a: '1\n', b: 'x'.repeat(200) }), '', small),
  };
  const { body } = await askService(makeService(comparison), diffPath(comparison));
  expect(body.files.map(({ status }: AnsweredFile) => status)).toEqual(['modified', 'unchanged']);
  expect(body.files[0].unified_diff).toBe(
    '[Error generating diff: the file has 101 bytes, at most 100 are compared]',
  );
});

test('a name that is no UTF-8 is shown, and does no harm', async () => {
  const comparison = makeComparison({ collection: { ok: '1\n' }, project: { ok: '2\n' } });
  const name = (folder: string, bytes: number[]) =>
    Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(bytes)]);
  for (const [tree, content] of [
    [comparison.collection, 'c\n'],
    [comparison.project, 'p\n'],
  ] as const) {
    writeFileSync(name(tree?.location ?? '', [0x61, 0xff]), content);
    mkdirSync(name(tree?.location ?? '', [0xe9]));
    writeFileSync(name(tree?.location ?? '', [0xe9, 0x2f, 0x78]), 'same\n');
  }
  const { status, body } = await askService(makeService(comparison), diffPath(comparison));
  expect(status).toBe(200);
  expect(body.files.map(({ file_path, status }: AnsweredFile) => [file_path, status])).toEqual([
    ['\\xe9/x', 'unchanged'],
    ['a\\xff', 'modified'],
    ['ok', 'modified'],
  ]);
  expect(body.files[1].unified_diff).toBe("[Error generating diff: the file's name is not UTF-8]");
});

test('no link and no swapped folder leads out of a tree', async () => {
  const outside = writeTree(makeFolder(), { 'secret.txt': 'secret\n' });
  const comparison = makeComparison({
    collection: { 'in/secret.txt': 'c\n', 'secret.txt': 'c\n' },
    project: { 'in/secret.txt': 'p\n', 'secret.txt': 'p\n' },
  });
  const project = comparison.project?.location ?? '';
  rmSync(join(project, 'secret.txt'));
  symlinkSync(join(outside, 'secret.txt'), join(project, 'secret.txt'));
  const swapping =
    comparison.project &&
    withReader(comparison.project, () => {
      renameSync(join(project, 'in'), join(project, '..', 'away'));
      symlinkSync(outside, join(project, 'in'));
      return undefined;
    });
  const service = makeService({ ...comparison, project: swapping });
  const { text, body } = await askService(service, diffPath(comparison));
  expect(text).not.toContain('+secret');
  expect(body.files.map(({ file_path, status }: AnsweredFile) => [file_path, status])).toEqual([
    ['in/secret.txt', 'modified'],
    ['secret.txt', 'added'],
  ]);
  expect(body.files[0].unified_diff).toBe('[Error generating diff: the file was replaced while it was read]');
});

test('an upstream that was fetched into a folder that is deleted at once: the second answer is the first', async () => {
  let fetches = 0;
  const source = snapshotTree('upstream', 'npm:x', async () => {
    fetches++;
    const folder = writeTree(makeFolder(), { f: 'new\n', same: 's\n' });
    const listing = await directoryTree(folder, '').list();
    const files = await Promise.all(
      listing.files.map(async ({ path, read }): Promise<[string, Uint8Array]> => [path, await read()]),
    );
    rmSync(folder, { recursive: true });
    return { files, version: 'abc' };
  });
  const comparison = {
    ...makeComparison({ collection: { f: 'old\n', same: 's\n' }, project: { f: 'own\n', same: 's\n' } }),
    source,
  };
  const service = makeService(comparison, { cacheDiffs: false });
  for (const endpoint of ['upstream-diff', 'source-project-diff']) {
    const path = `artifacts/skill:demo/${endpoint}?project_path=${comparison.project?.location}`;
    const answers = await Promise.all([1, 2, 3].map(() => askService(service, path)));
    answers.push(await askService(service, path));
    for (const { text, body } of answers) {
      expect(body.summary).toEqual({ added: 0, modified: 1, deleted: 0, unchanged: 1 });
      expect(text).toBe(answers[0]?.text);
    }
  }
  expect(fetches).toBe(1);
});

test('a fetch that fails is a sentence without places; the collection and the project are compared', async () => {
  const source = snapshotTree('upstream', 'x', async () => {
    throw new Error(
      "ENOENT: no such file or directory, open '/home/me/.netrc'\n    at fetch (/srv/app.js:1:2)",
    );
  });
  const comparison = { ...makeComparison({ collection: { f: '1' }, project: { f: '2' } }), source };
  const service = makeService(comparison);
  const { status, body } = await askService(service, 'artifacts/skill:demo/upstream-diff');
  expect([status, body.detail]).toEqual([
    500,
    "Failed to fetch upstream: ENOENT: no such file or directory, open '…'",
  ]);
  expect((await askService(service, diffPath(comparison))).body.summary.modified).toBe(1);
});

test('more comparisons than were allowed are told to come back; the others are answered', async () => {
  const comparison = makeComparison({ collection: { f: '1' }, project: { f: '2' } });
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const slow: typeof runner = {
    ...runner,
    async run(...job) {
      await held;
      return runner.run(...job);
    },
  };
  const service = makeService(comparison, { runner: slow, mostRequests: 3 });
  const asked = Array.from({ length: 5 }, () => askService(service, diffPath(comparison)));
  await expect
    .poll(async () => (await askService(service, '/metrics')).text)
    .toContain('hunkwise_rejected_total{reason="queue"} 2');
  release();
  const statuses = (await Promise.all(asked)).map(({ status }) => status);
  expect(statuses.sort()).toEqual([200, 200, 200, 503, 503]);
  expect((await askService(service, diffPath(comparison))).status).toBe(200);
});

test('a process that is too large takes no more comparisons', async () => {
  const comparison = makeComparison({ collection: { f: '1' }, project: { f: '2' } });
  const { status, headers } = await askService(
    makeService(comparison, { maxMemoryBytes: 1 }),
    diffPath(comparison),
  );
  expect([status, headers.get('retry-after')]).toEqual([503, '1']);
});

test('a client that leaves: what nobody waits for is not computed', async () => {
  const files = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`f${i}`, `${i}\n`]));
  const others = Object.fromEntries(Object.keys(files).map((path) => [path, `other ${path}\n`]));
  const comparison = makeComparison({ collection: files, project: others });
  let begun = 0;
  const counting = {
    ...runner,
    run: (job: DiffJob, lane: object, signal: AbortSignal) => {
      begun++;
      return new Promise<void>((resolve) => setTimeout(resolve, 150)).then(() =>
        runner.run(job, lane, signal),
      );
    },
  };
  const { origin } = await serve(comparison, { runner: counting });
  const leaving = new AbortController();
  const asked = fetch(`${origin}/api/v1/${diffPath(comparison)}`, { signal: leaving.signal });
  await expect.poll(() => begun, { interval: 5 }).toBeGreaterThan(0);
  leaving.abort();
  await expect(asked).rejects.toThrow();
  await expect
    .poll(
      async () => {
        const before = begun;
        await new Promise((resolve) => setTimeout(resolve, 400));
        return begun - before;
      },
      { timeout: 10_000 },
    )
    .toBe(0);
  expect(begun).toBeLessThan(150);
  expect(await (await fetch(`${origin}/metrics`)).text()).toContain('hunkwise_requests_under_way 0');
}, 30_000);

test('an answer larger than was allowed says how to ask for less', async () => {
  const comparison = makeComparison({ collection: { f: '1\n' }, project: { f: `${'x'.repeat(5000)}\n` } });
  const service = makeService(comparison, { maxAnswerBytes: 2000 });
  const { status, body } = await askService(service, diffPath(comparison));
  expect([status, body.detail]).toEqual([500, expect.stringContaining('more than 2000 bytes')]);
  expect((await askService(service, diffPath(comparison, '&summary_only=1'))).status).toBe(200);
});

test('malformed requests by the thousand: typed answers, no crash, no stack', async () => {
  const comparison = makeComparison({ collection: { f: '1' }, project: { f: '2' } });
  const { ask, port } = await serve(comparison);
  const next = randomSizes(7, 1_000_000);
  const strange = [
    '%',
    '%00',
    '%ff',
    '..',
    '%2e%2e',
    '%2F',
    '\\',
    '//',
    ':',
    'skill:demo',
    '\u00e9',
    '?',
    '&',
    '=',
    '#',
    ' ',
  ];
  const known = [
    '/api/v1/artifacts',
    'skill:demo',
    'diff',
    'project_path',
    'file_paths',
    'since',
    'summary_only',
    'deploy',
  ];
  const words = [...strange, ...known];
  const raw = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      let answer = '';
      socket.setTimeout(5000, () => socket.destroy(new Error(`no answer to ${JSON.stringify(text)}`)));
      socket.on('data', (chunk) => {
        answer += chunk;
      });
      socket.on('close', () => resolve(answer));
      socket.on('error', (error) =>
        'code' in error && error.code === 'ECONNRESET' ? resolve(answer) : reject(error),
      );
      socket.end(text);
    });
  const statuses = new Map<string, number>();
  for (let batch = 0; batch < 60; ++batch) {
    const requests = Array.from({ length: 50 }, () => {
      const target = Array.from({ length: 1 + (next() % 6) }, () => words[next() % words.length]).join(
        ['/', '', '&', '?'][next() % 4],
      );
      const method = ['GET', 'GET', 'POST', 'PUT', 'HEAD', 'OPTIONS', 'BREW'][next() % 7];
      const host = next() % 8 ? `127.0.0.1:${port}` : ['', 'x', '[', '127.0.0.1:1'][next() % 4];
      const extra = [
        '',
        'If-None-Match: \x01\r\n',
        'Accept-Encoding: ;;q=,,\r\n',
        'Content-Length: 5\r\n',
        'Transfer-Encoding: x\r\n',
      ][next() % 5];
      return raw(`${method} /${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n${extra}\r\n{"a"`);
    });
    for (const answer of await Promise.all(requests)) {
      const status = /^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 'none';
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      expect(answer).not.toMatch(/node:internal|\.ts:\d|at \w+ \(/);
    }
  }
  expect([...statuses.keys()].filter((status) => status.startsWith('5'))).toEqual([]);
  expect(statuses.get('404')).toBeGreaterThan(0);
  const { body } = await ask(diffPath(comparison));
  expect(body.summary.modified).toBe(1);
}, 60_000);

test('five hundred clients that take nothing: the others are answered, and memory is that of one answer', async () => {
  const text = (word: string) => Array.from({ length: 20_000 }, (_, i) => `${word} ${i}\n`).join('');
  const comparison = makeComparison({ collection: { f: text('old') }, project: { f: text('new') } });
  const { ask, port } = await serve(comparison, { mostRequests: 1000 });
  const path = diffPath(comparison);
  const whole = (await ask(path)).bytes.length;
  expect(whole).toBeGreaterThan(400_000);
  const before = process.memoryUsage().arrayBuffers;
  const sockets = Array.from({ length: 500 }, () => connect(port, '127.0.0.1').pause());
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
  });
  await Promise.all(
    sockets.map((socket) => {
      socket.on('error', () => {});
      return new Promise<void>((resolve) => {
        socket.write(`GET /api/v1/${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`, () => resolve());
      });
    }),
  );
  for (let round = 0; round < 5; ++round) {
    expect((await ask(`${path}&summary_only=true`)).status).toBe(200);
    expect((await ask(path)).bytes.length).toBe(whole);
  }
  // A copy for each of them would be 500 times as much.
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100 * whole);
  for (const socket of sockets) socket.destroy();
  await expect
    .poll(async () => (await ask('/metrics')).bytes.toString())
    .toContain('hunkwise_requests_under_way 0');
}, 60_000);

test('other names, other origins', async () => {
  const comparison = makeComparison({ collection: { f: '1' }, project: { f: '2' } });
  const { ask, port } = await serve(
    comparison,
    {},
    { allowedHosts: ['sync.test:80'], allowedOrigins: ['https://app.test'] },
  );
  const status = async (headers: Record<string, string>) => (await ask('/health', headers)).status;
  expect(await status({ host: 'evil.test' })).toBe(421);
  expect(await status({ host: 'sync.test:80' })).toBe(200);
  expect(await status({ host: `LOCALHOST:${port}` })).toBe(200);
  expect(await status({ origin: 'https://evil.test' })).toBe(403);
  expect(await status({ origin: 'null' })).toBe(403);
  expect(await status({ origin: 'https://app.test' })).toBe(200);
  expect(await status({ origin: `http://localhost:${port}` })).toBe(200);
});

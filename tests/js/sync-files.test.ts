// Opening files: one request each, one parse each, and never another file's rows.

import { describe, expect, test } from 'vitest';
import { FileDetails, type FileDetailsOptions, type LazyLoadedEvent } from '../../js/sync.ts';
import { FakeService, hashOf } from './support/sync-service.ts';
import {
  allScopes,
  changedLines,
  clientOf,
  engine,
  failureOf,
  fileAt,
  runner,
  settled,
  summaryOf,
  target,
} from './support/sync-session.ts';

const large = (word: string) => `${word}\n`.repeat(1200);

function opened(
  trees: ConstructorParameters<typeof FakeService>[0],
  options: Partial<FileDetailsOptions> = {},
) {
  const service = new FakeService(trees);
  const client = clientOf(service);
  return { service, client, details: new FileDetails({ client, ...options }) };
}

const small = {
  source: { 'a.txt': 'source\n', 'b.txt': 'same\n' },
  collection: { 'a.txt': 'library\n', 'b.txt': 'same\n', 'gone.txt': 'x\n' },
  project: { 'a.txt': 'project\n', 'b.txt': 'mine\n', 'new.txt': 'y\n' },
};

const parses = () => runner.calls.filter(({ name }) => name === 'parseRows').length;

test('opening a file is one request for it, and its rows are what the service sent', async () => {
  const { service, client, details } = opened(small);
  const summary = await summaryOf(client);
  const file = fileAt(summary, 'a.txt');
  expect(summary.index.additions(file)).toBe(-1);
  expect(details.needsRequest(summary, file)).toBe(true);
  const detail = await details.open(summary, file);
  expect(service.asked).toEqual(['diff summary', 'diff a.txt']);
  expect(detail).toMatchObject({ kind: 'rows', additions: 1, deletions: 1, rowCount: 3, isCurrent: true });
  expect(changedLines(detail.table)).toEqual(['-library', '+project']);
});

test('opening it again, or in the list after a refresh, is no request and no parse', async () => {
  const { service, client, details } = opened(small);
  const summary = await summaryOf(client);
  const first = await details.open(summary, fileAt(summary, 'a.txt'));
  const before = parses();
  const refreshed = await summaryOf(client);
  expect(details.peek(refreshed, fileAt(refreshed, 'a.txt'))).toBe(first);
  expect(await details.open(refreshed, fileAt(refreshed, 'a.txt'))).toBe(first);
  expect(details.needsRequest(refreshed, fileAt(refreshed, 'a.txt'))).toBe(false);
  expect(service.asked.filter((what) => what === 'diff a.txt').length).toBe(1);
  expect(parses()).toBe(before);
});

test('each scope shows its own rows for the same path, there and back again', async () => {
  const { service, client, details } = opened(small);
  const shown: Record<string, string[]> = {};
  for (const scope of [...allScopes, ...allScopes]) {
    const summary = await summaryOf(client, scope);
    const detail = await details.open(summary, fileAt(summary, 'a.txt'));
    const lines = changedLines(detail.table);
    expect(shown[scope] ?? lines).toEqual(lines);
    shown[scope] = lines;
  }
  expect(shown).toEqual({
    'collection-vs-project': ['-library', '+project'],
    'source-vs-collection': ['-library', '+source'],
    'source-vs-project': ['-source', '+project'],
  });
  expect(service.asked.filter((what) => what.endsWith('a.txt')).length).toBe(3);
});

test('the same pair of contents in another scope is neither fetched nor parsed again', async () => {
  const { service, client, details } = opened(small);
  const first = await summaryOf(client, 'collection-vs-project');
  const rows = await details.open(first, fileAt(first, 'b.txt'));
  const second = await summaryOf(client, 'source-vs-project');
  expect(details.peek(second, fileAt(second, 'b.txt'))).toBe(rows);
  expect(service.asked).toEqual(['diff summary', 'diff b.txt', 'source-project-diff summary']);
});

test('after an edit the same path shows the new rows', async () => {
  const { service, client, details } = opened(small);
  const before = await summaryOf(client);
  await details.open(before, fileAt(before, 'a.txt'));
  service.trees.project = { ...service.trees.project, 'a.txt': 'edited\n' };
  const after = await summaryOf(client);
  expect(details.peek(after, fileAt(after, 'a.txt'))).toBeUndefined();
  const detail = await details.open(after, fileAt(after, 'a.txt'));
  expect(changedLines(detail.table)).toEqual(['-library', '+edited']);
});

test('hashes that are not from the real service only count within their comparison', async () => {
  const { service, client, details } = opened({});
  const answer = (text: string) => ({
    files: [
      {
        file_path: 'a',
        status: 'modified',
        collection_hash: '1',
        project_hash: '2',
        unified_diff: `@@ -1 +1 @@\n-old\n\n+${text}\n`,
      },
    ],
  });
  service.instead = ({ what }) => Response.json(answer(what.startsWith('diff') ? 'diff' : 'other'));
  const first = await summaryOf(client, 'collection-vs-project', 'all');
  const second = await summaryOf(client, 'source-vs-project', 'all');
  expect(changedLines((await details.open(first, 0)).table)).toEqual(['-old', '+diff']);
  expect(changedLines((await details.open(second, 0)).table)).toEqual(['-old', '+other']);
});

test('an answer without hashes is never mistaken for another one', async () => {
  const { service, client, details } = opened({});
  let text = 'first';
  service.instead = () =>
    Response.json({
      files: [{ path: 'a', status: 'modified', unified_diff: `@@ -1 +1 @@\n-o\n\n+${text}\n` }],
    });
  const first = await summaryOf(client);
  const rows = await details.open(first, 0);
  text = 'second';
  const second = await summaryOf(client);
  expect(changedLines((await details.open(second, 0)).table)).toEqual(['-o', '+second']);
  expect(details.peek(first, 0)).toBe(rows);
});

test('a text that was not sent yet is not "no changes"', async () => {
  const { client, details } = opened(small);
  const summary = await summaryOf(client);
  expect(details.peek(summary, fileAt(summary, 'a.txt'))).toBeUndefined();
});

test('what needs no text needs no request', async () => {
  const { service, client, details } = opened(small);
  const summary = await summaryOf(client);
  const upstream = await summaryOf(client, 'source-vs-collection');
  const kinds = ['gone.txt', 'new.txt'].map((path) => details.peek(summary, fileAt(summary, path))?.kind);
  expect(kinds).toEqual(['one-sided', 'one-sided']);
  expect(details.peek(upstream, fileAt(upstream, 'b.txt'))?.kind).toBe('unchanged');
  expect((await details.open(summary, fileAt(summary, 'new.txt'))).kind).toBe('one-sided');
  expect(service.log.length).toBe(2);
});

test('a modified file whose text was asked for and not given is binary or unreadable, and stays so', async () => {
  const { service, client, details } = opened({
    collection: { 'logo.png': 'a\0', 'a.txt': 'a\n' },
    project: { 'logo.png': 'b\0', 'a.txt': 'b\n' },
  });
  const summary = await summaryOf(client);
  const file = fileAt(summary, 'logo.png');
  expect(await details.open(summary, file)).toMatchObject({ kind: 'unreadable', table: undefined });
  expect(details.peek(summary, file)?.kind).toBe('unreadable');
  expect(service.asked).toEqual(['diff summary', 'diff logo.png']);
});

test('a change of line ends only is told from both', async () => {
  const { service, client, details } = opened({});
  service.instead = () =>
    Response.json({
      files: [
        { file_path: 'a', status: 'modified', collection_hash: 'x', project_hash: 'y', unified_diff: '' },
      ],
    });
  expect((await details.open(await summaryOf(client), 0)).kind).toBe('empty');
});

test("the service's failure on one file is shown and not kept", async () => {
  const { service, client, details } = opened(small);
  const summary = await summaryOf(client);
  const file = fileAt(summary, 'a.txt');
  const sentence = "[Error generating diff: 'utf-8' codec can't decode byte]";
  service.instead = () =>
    Response.json({
      files: [
        {
          file_path: 'a.txt',
          status: 'modified',
          collection_hash: hashOf('library\n'),
          project_hash: hashOf('project\n'),
          unified_diff: sentence,
        },
      ],
    });
  const detail = await details.open(summary, file);
  expect(detail.kind).toBe('error');
  expect(detail.table?.textAt(0)).toBe(sentence);
  service.instead = () => undefined;
  expect((await details.open(summary, file)).kind).toBe('rows');
});

describe('a service from before the flags', () => {
  test('sends everything with the list, so files open without a request', async () => {
    const { service, client, details } = opened(small);
    service.ignoresFlags = true;
    const summary = await summaryOf(client);
    for (const path of ['a.txt', 'b.txt']) {
      expect(details.needsRequest(summary, fileAt(summary, path))).toBe(false);
      expect((await details.open(summary, fileAt(summary, path))).kind).toBe('rows');
    }
    expect(service.log.length).toBe(1);
  });

  test('has then said all about binary files, too', async () => {
    const { service, client, details } = opened({
      collection: { 'logo.png': 'a\0', 'a.txt': 'a\n' },
      project: { 'logo.png': 'b\0', 'a.txt': 'b\n' },
    });
    service.ignoresFlags = true;
    const summary = await summaryOf(client);
    expect(details.peek(summary, fileAt(summary, 'logo.png'))?.kind).toBe('unreadable');
    expect(service.log.length).toBe(1);
  });
});

describe('paths with commas', () => {
  const trees = {
    collection: { 'a,b.txt': 'x\n', 'c,d.txt': 'x\n', 'e.txt': 'x\n' },
    project: { 'a,b.txt': 'y\n', 'c,d.txt': 'z\n', 'e.txt': 'y\n' },
  };

  test('are one request where the service knows the parameter for them', async () => {
    const { service, client, details } = opened(trees);
    const summary = await summaryOf(client);
    const detail = await details.open(summary, fileAt(summary, 'a,b.txt'));
    expect(changedLines(detail.table)).toEqual(['-x', '+y']);
    expect(service.asked).toEqual(['diff summary', 'diff a,b.txt']);
  });

  test('are one request where it does not, and what came along is used', async () => {
    const { service, client, details } = opened(trees);
    service.knowsFilePath = false;
    const summary = await summaryOf(client);
    expect((await details.open(summary, fileAt(summary, 'a,b.txt'))).kind).toBe('rows');
    for (const path of ['c,d.txt', 'e.txt'])
      expect((await details.open(summary, fileAt(summary, path))).kind).toBe('rows');
    expect(service.asked).toEqual(['diff summary', 'diff a,b.txt']);
  });

  test('are asked for with everything else, once, where the answer has no text for them', async () => {
    const { service, client, details } = opened(trees);
    const summary = await summaryOf(client);
    const empty = await client.diff('collection-vs-project', target, 'none');
    service.log.length = 0;
    const stubborn = new FileDetails({
      client: {
        ...client,
        diff: (scope, ofTarget, texts, options) =>
          typeof texts === 'object' ? Promise.resolve(empty) : client.diff(scope, ofTarget, texts, options),
      },
    });
    expect((await stubborn.open(summary, fileAt(summary, 'a,b.txt'))).kind).toBe('rows');
    expect(service.asked).toEqual(['diff']);
    expect((await details.open(summary, fileAt(summary, 'e.txt'))).kind).toBe('rows');
  });
});

describe('a file over a guard threshold', () => {
  const trees = { collection: { 'big.txt': large('old') }, project: { 'big.txt': large('new') } };

  test('has its counts, but no row before somebody wants them; then without another request', async () => {
    const { service, client, details } = opened(trees);
    const summary = await summaryOf(client);
    const before = parses();
    const collapsed = await details.open(summary, 0);
    expect(collapsed).toMatchObject({ kind: 'collapsed', additions: 1200, deletions: 1200, rowCount: 2401 });
    expect(parses()).toBe(before);
    expect(details.peek(summary, 0)).toBe(collapsed);
    expect(details.peek(summary, 0, true)).toBeUndefined();
    const expanded = await details.open(summary, 0, { isExpanded: true });
    expect(expanded.table?.rowCount).toBe(2401);
    expect(details.peek(summary, 0)).toBe(details.peek(summary, 0, true));
    expect([service.log.length, parses() - before]).toEqual([2, 1]);
  });

  test('that came with the list is collapsed in the first frame', async () => {
    const { client, details } = opened(trees);
    const summary = await summaryOf(client, 'collection-vs-project', 'all');
    const before = parses();
    expect(details.peek(summary, 0)).toMatchObject({ kind: 'collapsed', rowCount: 2401 });
    expect(parses()).toBe(before);
    expect((await details.open(summary, 0, { isExpanded: true })).table?.rowCount).toBe(2401);
  });

  test('is one request for those who want its counts and those who want its rows', async () => {
    const { service, client, details } = opened(trees);
    const summary = await summaryOf(client);
    const [collapsed, expanded] = await Promise.all([
      details.open(summary, 0),
      details.open(summary, 0, { isExpanded: true }),
    ]);
    expect([collapsed.kind, expanded.kind]).toEqual(['collapsed', 'rows']);
    expect(service.log.length).toBe(2);
  });
});

describe('waiting', () => {
  async function waiting() {
    const session = opened(small);
    const summary = await summaryOf(session.client);
    session.service.answersAtOnce = false;
    return { ...session, summary, file: fileAt(summary, 'a.txt') };
  }

  test('for the same file is one request, whoever leaves; it ends with the last', async () => {
    const { service, details, summary, file } = await waiting();
    const leaving = [new AbortController(), new AbortController()];
    const failures = leaving.map(({ signal }) => failureOf(details.open(summary, file, { signal })));
    await settled();
    expect(service.log.length).toBe(2);
    leaving[0]?.abort();
    await settled();
    expect(await failures[0]).toMatchObject({ kind: 'aborted' });
    expect(service.log[1]?.state).toBe('waiting');
    leaving[1]?.abort();
    await settled();
    expect(service.log[1]?.state).toBe('aborted');
  });

  test('survives a page that is drawn anew within the same turn', async () => {
    const { service, details, summary, file } = await waiting();
    const first = new AbortController();
    const left = failureOf(details.open(summary, file, { signal: first.signal }));
    await settled();
    first.abort();
    const again = details.open(summary, file, { signal: new AbortController().signal });
    await settled();
    service.log[1]?.answer();
    expect((await again).kind).toBe('rows');
    expect(await left).toMatchObject({ kind: 'aborted' });
    expect(service.log.length).toBe(2);
  });

  test('after all have left and one comes back begins anew', async () => {
    const { service, details, summary, file } = await waiting();
    const first = new AbortController();
    const left = failureOf(details.open(summary, file, { signal: first.signal }));
    await settled();
    first.abort();
    await left;
    await settled();
    const again = details.open(summary, file);
    await settled();
    expect(service.log.map(({ state }) => state)).toEqual(['answered', 'aborted', 'waiting']);
    service.log[2]?.answer();
    expect((await again).kind).toBe('rows');
  });

  test('in vain is not kept: the next one asks again', async () => {
    const { service, details, summary, file } = await waiting();
    const failing = failureOf(details.open(summary, file));
    await settled();
    service.log[1]?.fail();
    expect(await failing).toMatchObject({ kind: 'network' });
    service.answersAtOnce = true;
    expect((await details.open(summary, file)).kind).toBe('rows');
  });

  test('tells everybody how far it is', async () => {
    const { service, details, summary, file } = await waiting();
    const seen = [0, 0];
    const opening = seen.map((_, who) =>
      details.open(summary, file, {
        onProgress: (received) => {
          seen[who] = received;
        },
      }),
    );
    await settled();
    service.log[1]?.answer();
    await Promise.all(opening);
    expect(seen[0]).toBeGreaterThan(100);
    expect(seen[1]).toBe(seen[0]);
  });
});

test('a file that changed since the list was made says so and shows what is there now', async () => {
  const { service, client, details } = opened(small);
  const summary = await summaryOf(client);
  service.trees.project = { ...service.trees.project, 'a.txt': 'newer\n' };
  const detail = await details.open(summary, fileAt(summary, 'a.txt'));
  expect(detail.isCurrent).toBe(false);
  expect(changedLines(detail.table)).toEqual(['-library', '+newer']);
  const refreshed = await summaryOf(client);
  expect(details.peek(refreshed, fileAt(refreshed, 'a.txt'))).toMatchObject({
    kind: 'rows',
    isCurrent: true,
  });
  expect(details.peek(summary, fileAt(summary, 'a.txt'))).toBeUndefined();
});

test('a file that is gone is no failure', async () => {
  const { service, client, details } = opened(small);
  const summary = await summaryOf(client);
  service.trees.collection = {};
  service.trees.project = {};
  expect(await details.open(summary, fileAt(summary, 'a.txt'))).toMatchObject({
    kind: 'gone',
    isCurrent: false,
  });
});

test('what is kept has a limit in bytes; the rows shown longest ago go first', async () => {
  const names = ['a', 'b', 'c', 'd'];
  const tree = (word: string) =>
    Object.fromEntries(names.map((name) => [name, `${name}${word}`.repeat(500)]));
  const { client, details } = opened({ collection: tree('old'), project: tree('new') }, { maxBytes: 15_000 });
  const summary = await summaryOf(client);
  for (const file of [0, 1, 2]) await details.open(summary, file);
  details.peek(summary, 0);
  await details.open(summary, 3);
  expect(names.map((_, file) => details.peek(summary, file) !== undefined)).toEqual([
    true,
    false,
    true,
    true,
  ]);
});

test('rows do not keep the answer alive that they came with', async () => {
  const { client, details } = opened(small);
  const summary = await summaryOf(client);
  const { table } = await details.open(summary, fileAt(summary, 'a.txt'));
  const bytes = table?.toParts().texts.reduce((sum, text) => sum + text.buffer.byteLength, 0);
  expect(bytes).toBeLessThan(200);
});

test('each lazy load is one line of a log', async () => {
  const events: LazyLoadedEvent[] = [];
  let time = 0;
  const { client, details } = opened(small, {
    logger: (event) => events.push(event),
    now: () => {
      time += 12.5;
      return time;
    },
  });
  const summary = await summaryOf(client);
  await details.open(summary, fileAt(summary, 'a.txt'));
  await details.open(summary, fileAt(summary, 'a.txt'));
  expect(events.map(({ line }) => line)).toEqual(['perf:diff lazy-loaded path=a.txt rows=3 ms=12.5']);
  expect(events[0]).toMatchObject({ name: 'perf:diff lazy-loaded', path: 'a.txt', rows: 3, ms: 12.5 });
});

test('a file that no list has is an error of the caller', async () => {
  const { client, details } = opened(small);
  const summary = await summaryOf(client);
  expect(await failureOf(details.open(summary, 99))).toBeInstanceOf(RangeError);
});

test('the engine is not disposed by those who use it', () => {
  expect(engine.heapBytes).toBeGreaterThan(0);
});

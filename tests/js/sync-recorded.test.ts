// Visits against answers recorded from the real service; they are not part of the repository.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type ComparisonScope, comparisonScopes, FileDetails, ServiceError } from '../../js/sync.ts';
import { rowsDigest } from './support/plain.ts';
import { FakeService } from './support/sync-service.ts';
import { clientOf, failureOf, fileAt, summaryOf, target } from './support/sync-session.ts';

interface Expected {
  readonly endpoint: string;
  readonly lazy_files: readonly string[];
  readonly files: readonly {
    readonly file_path: string;
    readonly true?: { readonly additions: number; readonly deletions: number; readonly rows_sha256?: string };
  }[];
}

const folder = process.env.HUNKWISE_PAYLOADS ?? '';
const isThere = folder !== '' && existsSync(folder);
if (!isThere)
  console.warn('SKIPPED: visits of recorded answers. Set HUNKWISE_PAYLOADS to their folder to run them.');

const names = (isThere ? readdirSync(folder) : [])
  .filter((file) => file.endsWith('.lazy1.json'))
  .map((file) => file.replace('.lazy1.json', ''));

const recorded = (file: string) => readFileSync(join(folder, file));
const expectedOf = (name: string): Expected => JSON.parse(recorded(`${name}.expected.json`).toString());

function scopeOf({ endpoint }: Expected): ComparisonScope {
  const found = comparisonScopes.find((description) => description.endpoint === endpoint);
  if (!found) throw new Error(`no scope for ${endpoint}`);
  return found.scope;
}

describe.skipIf(!isThere)('recorded answers', () => {
  test.each(names)(
    '%s: a summary, then one request per opened file, with the rows that are true',
    async (name) => {
      const expected = expectedOf(name);
      const service = new FakeService();
      service.instead = ({ query }) => {
        const file = expected.lazy_files.indexOf(query.get('file_paths') ?? query.get('file_path') ?? '');
        return new Response(recorded(`${name}.${file < 0 ? 'summary' : `lazy${file + 1}`}.json`));
      };
      const client = clientOf(service);
      const details = new FileDetails({ client });
      const summary = await summaryOf(client, scopeOf(expected));
      expect(summary.index.fileCount).toBe(expected.files.length);
      for (const path of expected.lazy_files) {
        const facts = expected.files.find(({ file_path }) => file_path === path)?.true;
        const detail = await details.open(summary, fileAt(summary, path), { isExpanded: true });
        expect(detail).toMatchObject({ isCurrent: true, ...(facts && pick(facts)) });
        if (facts?.rows_sha256 && detail.table) expect(rowsDigest(detail.table)).toBe(facts.rows_sha256);
      }
      expect(service.log.length).toBe(1 + expected.lazy_files.length);
    },
  );

  test.each(names)('%s from a service without the flags: one request for everything', async (name) => {
    const expected = expectedOf(name);
    const service = new FakeService();
    service.instead = () => new Response(recorded(`${name}.legacy.json`));
    const client = clientOf(service);
    const details = new FileDetails({ client });
    const summary = await summaryOf(client, scopeOf(expected));
    for (const [file, { true: facts }] of expected.files.entries()) {
      expect(details.needsRequest(summary, file)).toBe(false);
      const { table } = await details.open(summary, file, { isExpanded: true });
      if (facts?.rows_sha256 && table) expect(rowsDigest(table)).toBe(facts.rows_sha256);
    }
    expect(service.log.length).toBe(1);
  });

  test("the service's own errors are sentences with its own words", async () => {
    const errors: { status: number; content_type: string; body: string | { detail?: unknown } | null }[] =
      JSON.parse(recorded('errors.json').toString());
    for (const { status, content_type, body } of errors) {
      const text = typeof body === 'object' && body !== null ? JSON.stringify(body) : body;
      const fetch = async () => new Response(text, { status, headers: { 'content-type': content_type } });
      const error = await failureOf(clientOf(new FakeService(), { fetch }).artifactDeployments(target));
      expect(error).toBeInstanceOf(ServiceError);
      expect(error.status ?? status).toBe(status);
      expect(error.message).toMatch(/^Cannot list the projects that have skill:demo: .+\. .+\.$/);
      if (typeof body === 'object' && typeof body?.detail === 'string')
        expect(error.message).toContain(body.detail.slice(0, 100).replace(/\.$/, ''));
    }
  });
});

function pick({ additions, deletions }: { readonly additions: number; readonly deletions: number }) {
  return { additions, deletions };
}

import { expect, test } from '@playwright/test';
import { formatAddress, type PageAddress, parseAddress } from '../demo/page/page-address.ts';

const usual = parseAddress('');

test('an address that says nothing is the page as it begins', () => {
  expect(usual).toMatchObject({ set: 'trees', tab: 'sync', scope: undefined, file: '', view: 'split' });
  expect(usual.toggles).toEqual({ summaryFirst: true, lazyDetail: true, prefetchScopes: true });
  expect(formatAddress(usual)).toBe('#');
});

test('every state survives being written and read', () => {
  const changes: readonly Partial<PageAddress>[] = [
    { set: 'rows' },
    { tab: 'deployments' },
    { scope: 'source-vs-project', file: 'a&b=c#d, e%2F ü.txt' },
    { view: 'unified' },
    { engine: 'page' },
    { toggles: { summaryFirst: false, lazyDetail: true, prefetchScopes: false } },
    { delay: 500, speed: 20 },
    { follow: true },
    { costs: true },
    { costs: false },
  ];
  for (const change of changes) {
    const address = { ...usual, ...change };
    expect(parseAddress(formatAddress(address))).toEqual(address);
  }
});

test('words that nobody knows count as not said', () => {
  const hash =
    '#set=nothing&tab=&scope=x&view=sideways&engine=moon&delay=-1&speed=7&costs=maybe&lazyDetail=no';
  expect(parseAddress(hash)).toEqual(usual);
});

// Hostile strings, always the same ones: the patterns, then mixtures of them.

import { longTexts, patterns } from './hostile-patterns.ts';

type Random = (below: number) => number;

/** A linear congruence is random enough to mix strings, and the same everywhere. */
function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const mixers: readonly ((one: string, other: string, random: Random) => string)[] = [
  (one, other) => one + other,
  (one, other) => `${one}/${other}`,
  (one, other) => `"${one}" => '${other}'`,
  (one, other, random) => {
    const at = random(one.length + 1);
    return one.slice(0, at) + other + one.slice(at);
  },
  (one, other) => `${one.toUpperCase()} ${other}`,
  (one, other) => `${one}\u202e${other}`,
  (one, other) => `${[...one].join('\u200b')} ${other}`,
  (one, other) => `${one.replaceAll('<', '&lt;').replaceAll('"', '&quot;')} ${other}`,
  (one, other, random) => `${one} `.repeat(2 + random(6)) + other,
  (one, other) => `${encodeURIComponent(asSent(one))}?${other}`,
];

/** As UTF-8 brings it: without lone surrogates. */
export const asSent = (text: string): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(text));

/** All different, also without lone surrogates, which no answer of a service can hold. */
export function hostileStrings(count: number, seed: number): readonly string[] {
  const random = randomFrom(seed);
  const pick = <T>(from: readonly T[]): T => from[random(from.length)] as T;
  const made = new Map([...patterns, ...longTexts].map((text) => [asSent(text), text]));
  while (made.size < count) {
    const text = pick(mixers)(pick(patterns), pick(patterns), random);
    made.set(asSent(text), text);
  }
  return [...made.values()].slice(0, count);
}

// Numbers as the reader's locale writes them.

const whole = new Intl.NumberFormat();
const oneDigit = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

export const count = (value: number): string => whole.format(value);

/** As the components on this page count them: 1,024 bytes to the KB. */
export function bytes(value: number): string {
  if (value < 1024) return `${whole.format(value)} B`;
  if (value < 1024 ** 2) return `${oneDigit.format(value / 1024)} KB`;
  return `${oneDigit.format(value / 1024 ** 2)} MB`;
}

/** Milliseconds, without the unit. */
export const timed = (value: number): string =>
  value < 100 ? oneDigit.format(value) : whole.format(Math.round(value));

export const milliseconds = (value: number): string => `${timed(value)} ms`;

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

// Numbers and sizes as the reader writes them.

const numbers = new Intl.NumberFormat();
const fractions = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

export const count = (value: number): string => numbers.format(value);

/** "1 file", "2 files". */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** "312 KB", "1.4 MB" */
export function bytes(value: number): string {
  if (value < 1024 * 1024) return `${count(Math.round(value / 1024))} KB`;
  return `${fractions.format(value / (1024 * 1024))} MB`;
}

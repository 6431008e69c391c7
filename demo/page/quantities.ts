// Numbers and sizes as the reader writes them.

const numbers = new Intl.NumberFormat();
const fractions = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

export const count = (value: number): string => numbers.format(value);

/** "1 file", "2 files". */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

export function bytes(value: number): string {
  if (value < 1024) return counted(value, 'byte');
  if (value < 1024 * 1024) return `${count(Math.round(value / 1024))} KB`;
  return `${fractions.format(value / (1024 * 1024))} MB`;
}

/** A count of the list; not known yet is a dash, never 0. */
export const knownCount = (sign: string, value: number): string =>
  value < 0 ? '–' : `${sign}${numbers.format(value)}`;

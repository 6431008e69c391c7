// What can be looked at: the trees that the service was started with, sets made to be hard, and what somebody brings along.

export type SetName = 'trees' | 'files' | 'rows' | 'line' | 'legacy' | 'own';

export interface ComparedSet {
  readonly name: SetName;
  readonly label: string;
  /** The artifact of a generated set; the trees' own one comes from the service. */
  readonly artifactId?: string;
  /** Whether it has upstream's side, too. */
  readonly hasSource?: boolean;
}

export const sets: readonly ComparedSet[] = [
  { name: 'trees', label: 'Trees of this service' },
  { name: 'files', label: '10,000 files', artifactId: 'skill:ten-thousand-files', hasSource: true },
  { name: 'rows', label: 'One file of 1,000,000 rows', artifactId: 'skill:million-rows' },
  { name: 'line', label: 'One line of 1 MB', artifactId: 'skill:long-line' },
  { name: 'legacy', label: 'A legacy answer of 90 MB', artifactId: 'skill:legacy-90-mb' },
  { name: 'own', label: 'Your own patch or two files' },
];

export const setNamed = (name: SetName): ComparedSet => {
  const found = sets.find((set) => set.name === name);
  if (!found) throw new RangeError(`"${name}" is no set.`);
  return found;
};

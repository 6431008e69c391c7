// Which copies of which artifact are compared.

/** An artifact, and where its copies are. */
export interface ComparisonTarget {
  /** `type:name`, not encoded. */
  readonly artifactId: string;
  /** The collection's name; without it the service looks in all of them. */
  readonly collection?: string | undefined;
  /** The project's folder, absolute; needed by the scopes with a project. */
  readonly projectPath?: string | undefined;
}

/** The name that a user interface gives to artifacts of no collection. The service does not know it. */
const UNCOLLECTED = 'discovered';

/** The collection as it may be sent and as keys hold it. */
export function sentCollection({ collection }: Pick<ComparisonTarget, 'collection'>): string | undefined {
  return collection === UNCOLLECTED || collection === '' ? undefined : collection;
}

/** Whether the service knows the artifact at all: there is nothing to ask about one that was only discovered. */
export function isKnownToService(target: Partial<ComparisonTarget>): boolean {
  return target.artifactId !== undefined && target.artifactId !== '' && target.collection !== UNCOLLECTED;
}

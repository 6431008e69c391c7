// What passes the boundary, as values: a call and its answer. Documents are read by generators that yield calls and
// take answers, so that one reader serves both engines: the one in this thread answers at once, the Worker's later.

export type CoreFunction =
  | 'indexPayload'
  | 'indexPatch'
  | 'countText'
  | 'parseRows'
  | 'diffTexts'
  | 'diffTextsByDifflib'
  | 'diffInline';

export interface CoreCall {
  readonly name: CoreFunction;
  /** Bytes for the input arena, one group behind the other; each group's size is an argument. */
  readonly input: readonly (readonly Uint8Array[])[];
  /** The arguments behind the sizes. */
  readonly options: readonly number[];
}

/** Copies that belong to the receiver. A table's `byteOffset` is 0, so that its columns are aligned. */
export interface CoreAnswer {
  /** The header and the columns. */
  readonly table: Uint8Array<ArrayBuffer>;
  /** What to give back with the next window; empty where there is none. */
  readonly state: Uint8Array<ArrayBuffer>;
}

export type Steps<Result> = Generator<CoreCall, Result, CoreAnswer>;

/** Takes all steps in this thread. */
export function runSteps<Result>(steps: Steps<Result>, run: (call: CoreCall) => CoreAnswer): Result {
  let step = steps.next();
  while (!step.done) step = steps.next(run(step.value));
  return step.value;
}

/** Takes all steps somewhere else. */
export async function runStepsAsync<Result>(
  steps: Steps<Result>,
  run: (call: CoreCall) => Promise<CoreAnswer>,
): Promise<Result> {
  let step = steps.next();
  while (!step.done) step = steps.next(await run(step.value));
  return step.value;
}

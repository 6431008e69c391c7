// The one error of requests. Contents that cannot be read are a DiffError instead, as everywhere in this package.

/**
 * Why a request failed.
 *
 * Nothing came: `network` (no connection, or it broke off), `aborted` (nobody waits any more), `timeout` (the caller's
 * time limit, 408, or an answer that stayed silent in the middle). The service said no: `unauthenticated` (401),
 * `forbidden` (403), `not-found` (404), `invalid-request` (any other 4xx), `rate-limited` (429), `unavailable` (502, 503,
 * 504), `server` (any other 5xx), `rejected` (it answered 200 and `success: false`). The answer is none: `empty`,
 * `wrong-content` (a web page, JSON of another kind, or a redirection to nowhere).
 */
export type ServiceErrorKind =
  | 'network'
  | 'aborted'
  | 'timeout'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'invalid-request'
  | 'rate-limited'
  | 'unavailable'
  | 'server'
  | 'rejected'
  | 'empty'
  | 'wrong-content';

/** What is known of a request that failed. */
export interface ServiceErrorFields {
  readonly status?: number | undefined;
  readonly reason?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly cause?: unknown;
}

/**
 * A request that failed. The message is a sentence for people: what could not be done, why, and the one action that
 * helps, for instance "Cannot compare Collection and Project: too many requests. Wait 7 seconds, then try again."
 */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly kind: ServiceErrorKind;
  /** The HTTP status; undefined if there was no answer. */
  readonly status: number | undefined;
  /** The service's own words, cut to 300 characters; undefined if it gave none. */
  readonly reason: string | undefined;
  /** For `rate-limited` and `unavailable`, if the service says: how long to wait, in seconds. */
  readonly retryAfterSeconds: number | undefined;

  constructor(kind: ServiceErrorKind, sentence: string, fields: ServiceErrorFields = {}) {
    super(sentence, 'cause' in fields ? { cause: fields.cause } : undefined);
    this.kind = kind;
    this.status = fields.status;
    this.reason = fields.reason;
    this.retryAfterSeconds = fields.retryAfterSeconds;
  }

  /** The same as `message`. */
  get sentence(): string {
    return this.message;
  }
}

/** By its shape, not its class: a page may have this package twice. */
export function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && error.name === 'ServiceError' && 'kind' in error;
}

/** Whether a request ended because nobody waits for it any more; nothing to show then. */
export function isAborted(error: unknown): boolean {
  if (isServiceError(error)) return error.kind === 'aborted';
  return (
    error instanceof Error &&
    (error.name === 'AbortError' ||
      (error.name === 'DiffError' && 'code' in error && error.code === 'aborted'))
  );
}

// When asking again helps: after the network or a gateway failed, and once after "too many requests". A "no" stays a no.

import { isServiceError } from './service-error.ts';
import { DEFAULT_RETRY_AFTER, MAX_RETRIES, MAX_RETRY_AFTER, RETRY_DELAY } from './sync-limits.ts';

/**
 * For a query's `retry`.
 *
 * @param failures How often it was asked again already.
 */
export function shouldRetry(failures: number, error: Error): boolean {
  if (!isServiceError(error)) return false;
  switch (error.kind) {
    case 'network':
    case 'unavailable':
      return failures < MAX_RETRIES && (error.retryAfterSeconds ?? 0) <= MAX_RETRY_AFTER;
    case 'rate-limited':
      return failures < 1 && (error.retryAfterSeconds ?? DEFAULT_RETRY_AFTER) <= MAX_RETRY_AFTER;
    default:
      return false;
  }
}

/** For a query's `retryDelay`: milliseconds. As long as the service says, if it does. */
export function retryDelay(failures: number, error: Error): number {
  const { kind, retryAfterSeconds } = isServiceError(error)
    ? error
    : { kind: 'network', retryAfterSeconds: undefined };
  if (retryAfterSeconds !== undefined) return 1000 * retryAfterSeconds;
  return kind === 'rate-limited' ? 1000 * DEFAULT_RETRY_AFTER : RETRY_DELAY * 2 ** failures;
}

// What went wrong → the sentence that a person reads. All wording of failures is here.

import { ServiceError, type ServiceErrorFields, type ServiceErrorKind } from './service-error.ts';

/** Why, if the service gives no reason of its own, and what helps. */
const WORDS: Readonly<Record<ServiceErrorKind, readonly [reason: string, action: string]>> = {
  network: ['the service does not answer', 'Check the connection and that the service runs, then try again.'],
  aborted: ['the request was cancelled', 'Try again if you still need it.'],
  timeout: ['the service took too long', 'Try again.'],
  unauthenticated: ['you are not signed in', 'Sign in, then try again.'],
  forbidden: ['you are not allowed to', 'Ask an owner for access.'],
  'not-found': ['it does not exist, or not any more', 'Reload the list and choose again.'],
  'invalid-request': ['the service does not accept this request', 'Choose another scope or project.'],
  'rate-limited': ['too many requests', 'Wait a moment, then try again.'],
  unavailable: ['the service is busy or restarting', 'Try again in a moment.'],
  server: ['the service failed', 'Try again; if it fails again, tell whoever runs the service.'],
  rejected: ['the service could not do it', 'Compare again to see where it stands.'],
  empty: ['the answer is empty', 'Try again; if it stays empty, check the address of the service.'],
  'wrong-content': [
    'what answered is not the service',
    'Check the address of the service, and whether you are signed in.',
  ],
};

/**
 * @param task What was to be done, as it stands behind "Cannot": "pull", "compare Collection and Project".
 */
export function serviceError(
  kind: ServiceErrorKind,
  task: string,
  fields: ServiceErrorFields = {},
): ServiceError {
  const [reason, action] = WORDS[kind];
  const why = fields.reason ? withoutPeriod(fields.reason) : reason;
  return new ServiceError(kind, `Cannot ${task}: ${why}. ${waiting(fields) ?? action}`, fields);
}

function waiting({ retryAfterSeconds: seconds }: ServiceErrorFields): string | undefined {
  if (!seconds) return undefined; // 0: at once
  if (seconds > LONGEST_WAIT) return 'Try again another day.';
  return `Wait ${duration(seconds)}, then try again.`;
}

/** Seconds that are told as a duration. */
const LONGEST_WAIT = 48 * 3600;

/** In the unit that a person would use, rounded up: never too early. */
function duration(seconds: number): string {
  if (seconds > 2 * 3600) return `${Math.ceil(seconds / 3600)} hours`;
  if (seconds > 2 * 60) return `${Math.ceil(seconds / 60)} minutes`;
  return seconds === 1 ? '1 second' : `${seconds} seconds`;
}

function withoutPeriod(sentence: string): string {
  return sentence.trim().replace(/[.:]+$/, '');
}

export function kindOfStatus(status: number): ServiceErrorKind {
  // A redirection without a place to go, or "not modified" although nobody asked that: no service of ours.
  if (status < 400) return 'wrong-content';
  if (status === 401) return 'unauthenticated';
  if (status === 403) return 'forbidden';
  if (status === 404 || status === 410) return 'not-found';
  if (status === 408) return 'timeout';
  if (status === 429) return 'rate-limited';
  if (status >= 502 && status <= 504) return 'unavailable';
  return status >= 500 ? 'server' : 'invalid-request';
}

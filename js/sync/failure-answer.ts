// A failed answer → an error in the service's own words. Never fails itself: what cannot be read is left out.

import type { Connection } from './connection.ts';
import { kindOfStatus, serviceError } from './failure-sentence.ts';
import type { ServiceError } from './service-error.ts';
import { MAX_FAILURE_BYTES, MAX_FAILURE_TIME, MAX_REASON_LENGTH } from './sync-limits.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Reads at most 64 KB of the body, for at most three seconds. */
export async function failureOf(
  response: Response,
  task: string,
  connection: Connection,
): Promise<ServiceError> {
  const text = await beginningOf(response, connection);
  const body = fieldsIn(text);
  const kind = kindOfStatus(response.status);
  const mayWait = kind === 'rate-limited' || kind === 'unavailable';
  return serviceError(kind, task, {
    status: response.status,
    reason: body ? reasonIn(body) : plainReason(response, text),
    retryAfterSeconds: mayWait ? (secondsOf(response.headers) ?? secondsIn(body)) : undefined,
  });
}

async function beginningOf(response: Response, connection: Connection): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  const reader = response.body?.getReader();
  let isOver = reader === undefined;
  // Ends a read that waits, as if the body were over.
  const cancel = () => {
    void reader?.cancel().catch(() => {});
    connection.close();
  };
  const timer = setTimeout(cancel, MAX_FAILURE_TIME);
  try {
    while (reader && bytes < MAX_FAILURE_BYTES) {
      const { done, value } = await reader.read();
      isOver = done;
      if (done) break;
      bytes += value.length;
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    // The status and what was read so far say enough.
  } finally {
    clearTimeout(timer);
    if (!isOver) cancel();
  }
  return text;
}

/** A JSON object's fields; undefined if the text is anything else. */
export function fieldsIn(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
}

/** The service says why in `detail`, its gateway in `message`, others in `error_message` or `error`. */
export function reasonIn({ detail, message, error_message, error }: Fields): string | undefined {
  const words = Array.isArray(detail)
    ? detail.map(faultOf).filter(Boolean).join('; ')
    : [detail, error_message, message, error].find((word) => typeof word === 'string' && word.trim() !== '');
  return typeof words === 'string' && words !== '' ? shortened(words) : undefined;
}

/** One fault of a 422 answer: the parameter's name and what is wrong with it. */
function faultOf(fault: unknown): string {
  if (typeof fault !== 'object' || fault === null) return typeof fault === 'string' ? fault : '';
  const { loc, msg } = fault as { loc?: unknown; msg?: unknown };
  const place = Array.isArray(loc) ? loc.at(-1) : undefined;
  return [place, msg].filter((word) => typeof word === 'string' || typeof word === 'number').join(': ');
}

/** A proxy's line; of a web page nothing can be shown. */
function plainReason(response: Response, text: string): string | undefined {
  if (!response.headers.get('content-type')?.startsWith('text/plain')) return undefined;
  return text.trim() === '' ? undefined : shortened(text);
}

function shortened(words: string): string {
  const line = words.replaceAll(/\s+/g, ' ').trim();
  return line.length > MAX_REASON_LENGTH ? `${line.slice(0, MAX_REASON_LENGTH)}…` : line;
}

/**
 * `Retry-After` is a number of seconds or a date. Anything else says nothing: `Date.parse` would take "about 7" for a day in
 * July 2001, and `Number` would take "0x10" for sixteen.
 */
function secondsOf(headers: Headers): number | undefined {
  const value = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(value)) return wholeSeconds(Number(value));
  if (!/^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,? .*\d/i.test(value)) return undefined;
  return wholeSeconds((Date.parse(value) - Date.now()) / 1000);
}

function secondsIn(body: Fields | undefined): number | undefined {
  const seconds = body?.retry_after;
  return typeof seconds === 'number' ? wholeSeconds(seconds) : undefined;
}

function wholeSeconds(seconds: number): number | undefined {
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}

// Who holds a lock, and whether that one still lives.

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** What stands in a lock file. */
export interface LockOwner {
  readonly host: string;
  readonly pid: number;
  /**
   * When that program started, as its system counts; empty where it does not say. Pids are used again, pairs
   * are not.
   */
  readonly startedAt: string;
  /** Different for every time a lock is taken. */
  readonly ticket: string;
}

/** Above all that systems give out. */
const NO_PID = 0x7fff_ffff;

const self = { host: hostname(), pid: process.pid, startedAt: startOf(process.pid) ?? '' };

/** A new owner: this program. */
export const newOwner = (): LockOwner => ({ ...self, ticket: randomUUID() });

/** @returns undefined if the text is no owner: its writer died over it. */
export function parseOwner(text: string): LockOwner | undefined {
  try {
    const { host, pid, startedAt, ticket } = JSON.parse(text) as Partial<LockOwner>;
    if (typeof host !== 'string' || typeof ticket !== 'string') return undefined;
    if (!Number.isSafeInteger(pid) || Number(pid) <= 0) return undefined;
    return { host, pid: Number(pid), startedAt: String(startedAt ?? ''), ticket };
  } catch {
    return undefined;
  }
}

/** An owner on another machine counts as alive: nobody can see from here. */
export function isAlive({ host, pid, startedAt }: LockOwner): boolean {
  if (host !== self.host) return true;
  if (!doesRun(pid)) return false;
  const since = startOf(pid);
  return since === undefined || startedAt === '' || since === startedAt;
}

/** Of a lock that says nothing: a crash of the whole machine can leave an empty file. */
export const deadOwner = (text: string): LockOwner => ({ ...self, pid: NO_PID, startedAt: '', ticket: text });

/** Whether a program of this machine has the number. */
export function doesRun(pid: number): boolean {
  if (!(pid > 0 && pid < NO_PID)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

// Ticks since the machine was started, so the boot belongs to it. The name before may contain anything, also
// parentheses.
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie runs no more, whatever a signal to it says.
    if (fields[0] === 'Z') return 'ended';
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim()}:${fields[19]}`;
  } catch {
    return undefined;
  }
}

// Git itself, as a program: its own words when it fails, and one process for all contents that are asked of a repository.

import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process';

/** Bytes of the longest list of files. */
const MOST_OUTPUT = 2 ** 30;

/** @throws Error with git's own words */
export function git(repository: string, args: string[]): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    execFile(
      'git',
      ['-C', repository, ...args],
      { encoding: 'buffer', maxBuffer: MOST_OUTPUT },
      (error, stdout, stderr) => {
        if (!error) resolve(stdout);
        else reject(new Error(stderr.toString().trim() || 'git cannot be run'));
      },
    );
  });
}

interface Wanted {
  readonly object: string;
  resolve(bytes: Uint8Array): void;
  reject(error: Error): void;
}

/** Milliseconds without a question after which the process is ended; the next question starts another. */
const IDLE_MS = 10_000;

/** Blobs by their object name, through `git cat-file --batch`: answers come in the order of the questions. */
export class GitBlobs {
  readonly #repository: string;
  #child: ChildProcessWithoutNullStreams | undefined;
  #waiting: Wanted[] = [];
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  /** Bytes that must be there before there is anything to do. */
  #needed = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(repository: string) {
    this.#repository = repository;
  }

  /** @throws Error the repository is gone, or has no such object */
  read(object: string): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      const child = this.#child ?? this.#start();
      clearTimeout(this.#idle);
      this.#waiting.push({ object, resolve, reject });
      child.stdin.write(`${object}\n`);
    });
  }

  close(): void {
    clearTimeout(this.#idle);
    this.#child?.kill();
    this.#lose(new Error('the repository was closed'));
  }

  #start(): ChildProcessWithoutNullStreams {
    const child = spawn('git', ['-C', this.#repository, 'cat-file', '--batch'], { stdio: 'pipe' });
    this.#child = child;
    let words = '';
    child.stderr.on('data', (chunk) => {
      words += chunk;
    });
    child.stdin.on('error', () => {}); // its end says what was wrong
    child.stdout.on('data', (chunk: Buffer) => {
      if (this.#child === child) this.#take(chunk);
    });
    const end = () => {
      if (this.#child === child) this.#lose(new Error(words.trim() || 'git ended early'));
    };
    child.on('error', end);
    child.on('close', end);
    return child;
  }

  #lose(error: Error): void {
    this.#child = undefined;
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#pending = [];
    this.#pendingBytes = 0;
    this.#needed = 0;
    for (const { reject } of waiting) reject(error);
  }

  #take(chunk: Buffer): void {
    this.#pending.push(chunk);
    this.#pendingBytes += chunk.length;
    if (this.#pendingBytes < this.#needed) return;
    let bytes = this.#pending.length === 1 ? chunk : Buffer.concat(this.#pending);
    this.#needed = 0;
    for (;;) {
      const headerEnd = bytes.indexOf(0x0a);
      if (headerEnd < 0) break;
      const [, kind, size] = bytes.toString('latin1', 0, headerEnd).split(' ');
      const length = kind === 'missing' ? -1 : Number(size);
      const end = headerEnd + 1 + (length < 0 ? 0 : length + 1);
      if (bytes.length < end) {
        this.#needed = end;
        break;
      }
      const wanted = this.#waiting.shift();
      if (length < 0) wanted?.reject(new Error(`git has no object ${wanted.object}`));
      else wanted?.resolve(Uint8Array.prototype.slice.call(bytes, headerEnd + 1, headerEnd + 1 + length));
      bytes = bytes.subarray(end);
    }
    this.#pending = [bytes];
    this.#pendingBytes = bytes.length;
    if (this.#waiting.length === 0) this.#rest();
  }

  // Neither the process nor the timer keeps the program from ending.
  #rest(): void {
    const child = this.#child;
    this.#idle = setTimeout(() => child?.stdin.end(), IDLE_MS);
    this.#idle.unref();
  }
}

// Reads files of one folder and of nowhere else, whatever links are put in their place meanwhile.

import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync, realpathSync, statSync } from 'node:fs';
import { sep } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type FileTimes, isSameFile } from './file-times.ts';
import { FileFault, sha256Of } from './tree.ts';

/** A name as the file system has it; bytes where they are no UTF-8. */
export type FileName = string | Buffer;

/** Times that a file which changes while it is read is read again. */
const MOST_READS = 3;

/** Bytes of a large file that are hashed at a time; between two such pieces other requests are answered. */
const PIECE_BYTES = 4 * 2 ** 20;

/** Most files fit into it. Used between two lines of one function only, so one does for all. */
const smallPiece = Buffer.allocUnsafeSlow(65_536);

/** @param realRoot Without links, as everything below it must be. @throws {FileFault} */
export function readInside(realRoot: string, file: FileName, maxBytes: number): Uint8Array {
  const descriptor = openInside(realRoot, file);
  try {
    for (let attempt = 1; ; ++attempt) {
      const before = fstatSync(descriptor);
      if (before.size > maxBytes)
        throw new FileFault(`the file has ${before.size} bytes, at most ${maxBytes} are compared`);
      const bytes = new Uint8Array(before.size);
      let length = 0;
      while (length < bytes.length) {
        const read = readSync(descriptor, bytes, length, bytes.length - length, length);
        if (read === 0) break;
        length += read;
      }
      if (isSameFile(before, fstatSync(descriptor)) || attempt === MOST_READS)
        return bytes.subarray(0, length);
    }
  } catch (error) {
    throw asFault(error);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * The quick way to bytes whose hash is known: who has it has seen them, so where they stand need not be looked at.
 * Undefined if the file does not hold them, or is not small.
 */
export function readKnown(file: FileName, sha256: string, maxBytes: number): Uint8Array | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    if (!fstatSync(descriptor).isFile()) return undefined;
    const length = readSync(descriptor, smallPiece, 0, smallPiece.length, 0);
    const bytes = smallPiece.subarray(0, length);
    if (length === smallPiece.length || length > maxBytes || sha256Of(bytes) !== sha256) return undefined;
    return Uint8Array.from(bytes);
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

export interface HashedFile {
  readonly sha256: string;
  /** Whether nobody wrote to it between the look at its times and the end of reading. */
  readonly isAsListed: boolean;
}

/**
 * Of any size; at once where the file is small, since a promise for each of thousands takes longer than reading them.
 * Tells nothing of the bytes but their hash, so it is enough that the file is the one that was listed.
 *
 * @param isLink Whether the file may be reached by a link; where it leads was looked at when it was listed.
 * @throws {FileFault} also by the promise
 */
export function hashListed(
  file: FileName,
  listed: FileTimes,
  isLink: boolean,
): HashedFile | Promise<HashedFile> {
  if (listed.size >= smallPiece.length) return hashLarge(file, listed, isLink);
  let descriptor: number | undefined;
  try {
    descriptor = openListed(file, isLink);
    const length = readSync(descriptor, smallPiece, 0, smallPiece.length, 0);
    // Less than there was room for: the end.
    if (length < smallPiece.length)
      return hashedFile(sha256Of(smallPiece.subarray(0, length)), listed, descriptor);
  } catch (error) {
    throw asFault(error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
  return hashLarge(file, listed, isLink); // it has grown
}

async function hashLarge(file: FileName, listed: FileTimes, isLink: boolean): Promise<HashedFile> {
  let descriptor: number | undefined;
  try {
    descriptor = openListed(file, isLink);
    const hash = createHash('sha256');
    const piece = Buffer.allocUnsafe(Math.min(listed.size + 1, PIECE_BYTES));
    for (let at = 0; ; await setImmediate()) {
      const read = readSync(descriptor, piece, 0, piece.length, at);
      hash.update(piece.subarray(0, read));
      at += read;
      if (read < piece.length) return hashedFile(hash.digest('hex'), listed, descriptor);
    }
  } catch (error) {
    throw asFault(error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function openListed(file: FileName, isLink: boolean): number {
  const follow = isLink ? 0 : constants.O_NOFOLLOW;
  return openSync(file, constants.O_RDONLY | constants.O_NONBLOCK | follow);
}

/** @throws {FileFault} what was read is another file than the one that was listed */
function hashedFile(sha256: string, listed: FileTimes, descriptor: number): HashedFile {
  const after = fstatSync(descriptor);
  if (!after.isFile() || after.ino !== listed.ino || after.dev !== listed.dev)
    throw new FileFault('the file was replaced while it was read');
  return { sha256, isAsListed: isSameFile(listed, after) };
}

function openInside(realRoot: string, file: FileName): number {
  let descriptor: number | undefined;
  try {
    // Not blocking: what was a file may be a pipe by now.
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    const opened = fstatSync(descriptor);
    if (opened.isFile() && isInside(realRoot, file, opened)) return descriptor;
    throw new FileFault('the file was replaced while it was read');
  } catch (error) {
    if (descriptor !== undefined) closeSync(descriptor);
    throw asFault(error);
  }
}

// The path of what was opened, links resolved: a folder on the way may have become a link.
function isInside(realRoot: string, file: FileName, opened: FileTimes): boolean {
  const name = realpathSync.native(file, { encoding: 'buffer' });
  const prefix = Buffer.from(realRoot === sep ? sep : `${realRoot}${sep}`);
  if (!name.subarray(0, prefix.length).equals(prefix)) return false;
  const { ino, dev } = statSync(name);
  return ino === opened.ino && dev === opened.dev;
}

// Python's words for what happens often; never the path, which is nobody's business.
function asFault(error: unknown): FileFault {
  if (error instanceof FileFault) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = new Map([
    ['EACCES', '[Errno 13] Permission denied'],
    ['EPERM', '[Errno 1] Operation not permitted'],
    ['ENOENT', '[Errno 2] No such file or directory'],
    ['EIO', '[Errno 5] Input/output error'],
    ['EMFILE', '[Errno 24] Too many open files'],
  ]);
  return new FileFault(known.get(code) ?? `the file cannot be read${code && ` (${code})`}`);
}

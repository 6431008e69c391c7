// `.skillmeat-deployed.toml`: what is deployed in a project. Other programs read and write it, too.

import { readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { parse, stringify, TomlError, type TomlTable } from 'smol-toml';
import { DEPLOYED_FILE_NAME } from '../trees/excluded-names.ts';
import { isAbsence } from '../writing/write-failure.ts';
import { type DeploymentRecord, readRecord } from './deployment-record.ts';
import { DEPLOYED_FILE_FOLDERS, profileOf } from './profiles.ts';

/** Bytes. Ten thousand deployments are a tenth of it; more is no list of deployments. */
const LARGEST_FILE = 64 << 20;

/** A deployed file that cannot be understood. Its message names it relative to the project. */
export class DeployedFileError extends Error {
  constructor(path: string, reason: string, cause?: unknown) {
    super(`${path} ${reason}`, { cause });
    this.name = 'DeployedFileError';
  }
}

export interface DeployedFile {
  /** Relative to the project. */
  readonly path: string;
  /** Where it lies, relative to the project: the folder of a profile, or `.`. */
  readonly folder: string;
  readonly records: readonly DeploymentRecord[];
  /** What stands beside the records. */
  readonly rest: TomlTable;
}

/**
 * Reads the file in one folder of a project; without one, it is empty.
 *
 * @throws {DeployedFileError} not TOML, no list of tables, too large, not to be read, or a link out of the project
 */
export async function readDeployedFile(project: string, folder: string): Promise<DeployedFile> {
  const path = pathIn(folder);
  const text = await readInside(project, path);
  if (text === undefined) return { path, folder, records: [], rest: {} };
  const { deployed = [], ...rest } = parsed(text, path);
  if (!Array.isArray(deployed) || !deployed.every(isTable))
    throw new DeployedFileError(path, 'has no list of tables under "deployed".');
  const records = deployed.map((fields) => readRecord(fields as TomlTable, folder, profileOf(folder)));
  return { path, folder, records, rest };
}

/** All deployed files of a project, the usual one first. */
export async function readDeployedFiles(project: string): Promise<readonly DeployedFile[]> {
  return Promise.all(DEPLOYED_FILE_FOLDERS.map((folder) => readDeployedFile(project, folder)));
}

/** The text of a file. Unknown keys are kept, with the type of their values; comments are not. */
export function formatDeployedFile({ records, rest }: Pick<DeployedFile, 'records' | 'rest'>): string {
  // Whole numbers are bigints here, so that 1.0 stays a float and large numbers stay exact.
  return `${stringify({ ...rest, deployed: records.map(({ fields }) => fields) }, { numbersAsFloat: true })}\n`;
}

const pathIn = (folder: string): string =>
  folder === '.' ? DEPLOYED_FILE_NAME : `${folder}/${DEPLOYED_FILE_NAME}`;

async function readInside(project: string, path: string): Promise<string | undefined> {
  try {
    const place = await realpath(join(project, path));
    const root = await realpath(project);
    if (!place.startsWith(root + sep)) throw new DeployedFileError(path, 'leads out of the project.');
    const { size } = await stat(place);
    if (size > LARGEST_FILE) throw new DeployedFileError(path, 'is too large.');
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(place));
  } catch (error) {
    if (isAbsence(error)) return undefined;
    if (error instanceof DeployedFileError) throw error;
    throw new DeployedFileError(
      path,
      error instanceof TypeError ? 'is not UTF-8.' : 'cannot be read.',
      error,
    );
  }
}

function parsed(text: string, path: string): TomlTable {
  try {
    return parse(text, { integersAsBigInt: true });
  } catch (error) {
    const where = error instanceof TomlError ? ` (line ${error.line})` : '';
    throw new DeployedFileError(path, `is not valid TOML${where}.`, error);
  }
}

const isTable = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

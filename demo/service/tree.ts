// What the service compares: files with paths and bytes, wherever they come from.

/** A regular file of a tree. */
export interface TreeFile {
  /** Relative, with slashes. */
  readonly path: string;
  /** SHA-256 of the bytes, 64 hex digits. */
  readonly sha256: string;
  read(): Promise<Uint8Array>;
}

export interface Tree {
  /** For people: "undici 6.0.1". */
  readonly label: string;
  /** How the tree was named on the command line; sent as `project_path` for the project's tree. */
  readonly location: string;
  /** All files but those in excluded folders, in no particular order; empty if the tree is gone by now. */
  files(): Promise<TreeFile[]>;
}

const excludedNames = new Set(
  '.git node_modules __pycache__ .venv venv .tox .pytest_cache .mypy_cache dist build .next .turbo'.split(
    ' ',
  ),
);

/** Whether a file or folder of this name is left out, with all that is in it. */
export const isExcludedName = (name: string): boolean => excludedNames.has(name);

export const isExcludedPath = (path: string): boolean => path.split('/').some(isExcludedName);

// Turns whatever names the wasm into a compiled module, once per source. A failure is not remembered.

import { DiffError } from './errors.ts';
import { isNode, nodeBuiltin } from './node-builtin.ts';

/** Where core.wasm comes from. A string is a URL; in Node also the path of a file. */
export type WasmSource = URL | string | Response | Promise<Response> | BufferSource | WebAssembly.Module;

const byUrl = new Map<string, Promise<WebAssembly.Module>>();
const byObject = new WeakMap<object, Promise<WebAssembly.Module>>();

/** @throws {DiffError} wasm-load-failed */
export function compileCore(source: WasmSource): Promise<WebAssembly.Module> {
  const isUrl = typeof source === 'string' || source instanceof URL;
  const known = isUrl ? byUrl.get(String(source)) : byObject.get(source);
  if (known) return known;
  const compiling = compile(source);
  if (isUrl) byUrl.set(String(source), compiling);
  else byObject.set(source, compiling);
  compiling.catch(() => {
    if (isUrl) byUrl.delete(String(source));
    else byObject.delete(source);
  });
  return compiling;
}

async function compile(source: WasmSource): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) return source;
  if (ArrayBuffer.isView(source) || source instanceof ArrayBuffer)
    return compileBytes(source, 'the given bytes');
  if (typeof source !== 'string' && !(source instanceof URL)) return compileResponse(await given(source));
  const path = isNode() ? filePath(source) : undefined;
  if (path !== undefined) return compileBytes(await readFile(path), String(path));
  return compileResponse(await fetched(source));
}

async function given(response: Response | Promise<Response>): Promise<Response> {
  try {
    return await response;
  } catch (cause) {
    throw loadFailed('The given response failed', 'See the cause', cause);
  }
}

async function fetched(url: URL | string): Promise<Response> {
  try {
    return await fetch(url, { credentials: 'same-origin' });
  } catch (cause) {
    throw loadFailed(
      `${url} cannot be fetched`,
      "Check the address, the network and the page's Content-Security-Policy (connect-src), or use hunkwise/inline",
      cause,
    );
  }
}

// What Node's fetch does not do. In place of a URL, bundles for servers have objects that hold a path alone.
function filePath(source: URL | string): URL | string | undefined {
  if (!URL.canParse(String(source))) return String(source);
  const url = new URL(source);
  return url.protocol === 'file:' ? url : undefined;
}

async function readFile(path: URL | string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const fs = await nodeBuiltin<typeof import('node:fs/promises')>('node:fs/promises');
    return new Uint8Array(await fs.readFile(path));
  } catch (cause) {
    throw loadFailed(
      `${path} cannot be read`,
      'Give its place in the option `wasm`, or use hunkwise/inline',
      cause,
    );
  }
}

async function compileResponse(response: Response): Promise<WebAssembly.Module> {
  const place = response.url || 'the given response';
  if (!response.ok) {
    throw loadFailed(
      `${place} answered ${response.status}`,
      'Serve the file dist/core.wasm of the package there, or give its address in the option `wasm`',
    );
  }
  const type = response.headers.get('content-type') ?? '';
  // Streaming refuses every other type; a server that sends one costs the overlap of download and compilation only.
  if (type.startsWith('application/wasm') && 'compileStreaming' in WebAssembly) {
    try {
      return await WebAssembly.compileStreaming(response);
    } catch (cause) {
      throw notCompiled(place, cause);
    }
  }
  let bytes: ArrayBuffer;
  try {
    bytes = await response.arrayBuffer();
  } catch (cause) {
    throw loadFailed(`The download of ${place} broke off`, 'Try again', cause);
  }
  return compileBytes(bytes, place, type);
}

async function compileBytes(bytes: BufferSource, place: string, type = ''): Promise<WebAssembly.Module> {
  const start = ArrayBuffer.isView(bytes)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, Math.min(4, bytes.byteLength))
    : new Uint8Array(bytes, 0, Math.min(4, bytes.byteLength));
  if (String.fromCharCode(...start) !== '\0asm') {
    throw loadFailed(
      `${place} is not WebAssembly${type && ` but ${type}`}`,
      'An application server may answer with its own page for an address it does not know: serve the file ' +
        'dist/core.wasm of the package (as application/wasm), or give its address in the option `wasm`',
    );
  }
  try {
    return await WebAssembly.compile(bytes);
  } catch (cause) {
    throw notCompiled(place, cause);
  }
}

function notCompiled(place: string, cause: unknown): DiffError {
  return loadFailed(
    `${place} cannot be compiled`,
    "The file may be cut or damaged; a page with a Content-Security-Policy needs script-src 'wasm-unsafe-eval'; a " +
      'browser needs WebAssembly SIMD (Chrome 91, Firefox 89, Safari 16.4)',
    cause,
  );
}

function loadFailed(what: string, advice: string, cause?: unknown): DiffError {
  return new DiffError('wasm-load-failed', `${what}. ${advice}.`, cause === undefined ? {} : { cause });
}

// Starts a Worker: one of the browser, or a thread of Node that looks like one.

import { DiffError } from '../core/errors.ts';
import { isNode, nodeBuiltin } from '../core/node-builtin.ts';

/** What a client needs of a Worker. A `Worker` of the browser is one. */
export interface WorkerPort {
  postMessage(message: unknown, transfer: Transferable[]): void;
  terminate(): unknown;
  onmessage: ((event: MessageEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** @throws {DiffError} wasm-load-failed */
export async function startWorker(url: URL | string): Promise<WorkerPort> {
  try {
    return typeof Worker === 'undefined' && isNode() ? await startNodeThread(url) : startBrowserWorker(url);
  } catch (cause) {
    throw new DiffError(
      'wasm-load-failed',
      `The Worker ${url} cannot be started. Serve diff-worker.js from the page's own origin and allow it in the ` +
        'Content-Security-Policy (worker-src; trusted-types hunkwise), or give the option workerUrl or createWorker.',
      { cause },
    );
  }
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): URL };
}
let scriptUrlPolicy: ReturnType<TrustedTypes['createPolicy']> | undefined;

function startBrowserWorker(url: URL | string): WorkerPort {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  // The policy lets everything through: the address is the package's own or the application's option, never content.
  scriptUrlPolicy ??= trustedTypes?.createPolicy('hunkwise', { createScriptURL: (script) => script });
  const script = scriptUrlPolicy ? scriptUrlPolicy.createScriptURL(String(url)) : url;
  return new Worker(script, { type: 'module', name: 'hunkwise' });
}

async function startNodeThread(url: URL | string): Promise<WorkerPort> {
  const { Worker: Thread } = await nodeBuiltin<typeof import('node:worker_threads')>('node:worker_threads');
  const script = typeof url === 'string' && URL.canParse(url) ? new URL(url) : url;
  // None of the program's own flags: some of them, as --input-type, no thread takes.
  const thread = new Thread(script, { execArgv: [] });
  const port: WorkerPort = {
    postMessage(message, transfer) {
      thread.ref();
      thread.postMessage(message, transfer as ArrayBuffer[]);
    },
    terminate: () => thread.terminate(),
    onmessage: null,
    onmessageerror: null,
    onerror: null,
  };
  thread.on('message', (data) => {
    thread.unref(); // Each message has one answer: between the calls the thread must not keep Node from ending.
    port.onmessage?.({ data } as MessageEvent);
  });
  thread.on('messageerror', (error) => port.onmessageerror?.({ data: error } as MessageEvent));
  thread.on('error', (error) => port.onerror?.({ error, message: error.message } as ErrorEvent));
  thread.on('exit', (code) => port.onerror?.({ message: `exit code ${code}` } as ErrorEvent));
  return port;
}

// One started Worker, one call at a time.

import { copyOf } from '../core/bridge.ts';
import type { CoreAnswer, CoreCall } from '../core/core-call.ts';
import { DiffError } from '../core/errors.ts';
import { type ClientMessage, errorOf, type WorkerMessage } from './protocol.ts';
import type { WorkerPort } from './worker-port.ts';

interface Waiting {
  resolve(message: WorkerMessage): void;
  reject(error: DiffError): void;
}

export class WorkerConnection {
  readonly #port: WorkerPort;
  readonly #terminate: () => unknown;
  #waiting: Waiting | undefined;
  #isLost = false;
  #lossCause: unknown;
  #heapBytes = 0;

  private constructor(port: WorkerPort) {
    this.#port = port;
    port.onmessage = ({ data }: MessageEvent<WorkerMessage>) => {
      const waiting = this.#waiting;
      this.#waiting = undefined;
      waiting?.resolve(data);
    };
    port.onmessageerror = () =>
      this.#lose('engine-crashed', 'A message of the Worker cannot be read', undefined);
    port.onerror = (event) => this.#lose('engine-crashed', 'The Worker failed', event.error ?? event.message);
    // A browser tells nobody that terminate() was called, so whoever ends a Worker of theirs would wait for ever.
    const terminate = port.terminate.bind(port);
    port.terminate = () => {
      this.#lose('engine-crashed', 'The Worker was ended', undefined);
      return terminate();
    };
    this.#terminate = terminate;
  }

  /** @throws {DiffError} wasm-load-failed, version-mismatch, out-of-memory */
  static async open(port: WorkerPort, module: Promise<WebAssembly.Module>): Promise<WorkerConnection> {
    const connection = new WorkerConnection(port);
    try {
      await connection.#ask({ type: 'load', module: await module }, []);
      return connection;
    } catch (error) {
      connection.close();
      if (error instanceof DiffError && error.code !== 'engine-crashed') throw error;
      throw new DiffError(
        'wasm-load-failed',
        "The Worker's script failed to load. Serve diff-worker.js beside the package's JavaScript, allow it in the " +
          'Content-Security-Policy (worker-src), or give the option workerUrl or createWorker.',
        { cause: error instanceof DiffError ? error.cause : error },
      );
    }
  }

  get isLost(): boolean {
    return this.#isLost;
  }

  get heapBytes(): number {
    return this.#heapBytes;
  }

  /** The call's bytes are copied, and the copies transferred. */
  async run(call: CoreCall): Promise<CoreAnswer> {
    const input = call.input.map((group) => group.map(copyOf));
    const message = await this.#ask(
      { type: 'call', call: { ...call, input } },
      input.flat().map((bytes) => bytes.buffer),
    );
    if (message.type !== 'answer') throw new DiffError('internal', 'The Worker answered another question.');
    this.#heapBytes = message.heapBytes;
    return message.answer;
  }

  close(reason = new DiffError('disposed', 'The Worker was closed.')): void {
    this.#isLost = true;
    this.#terminate();
    this.#waiting?.reject(reason);
    this.#waiting = undefined;
  }

  async #ask(message: ClientMessage, transfer: ArrayBuffer[]): Promise<WorkerMessage> {
    if (this.#isLost)
      throw new DiffError('engine-crashed', 'The Worker ended between two calls. Call again for a new one.', {
        cause: this.#lossCause,
      });
    const answer = await new Promise<WorkerMessage>((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#port.postMessage(message, transfer);
    });
    if (answer.type === 'error') throw errorOf(answer.error);
    return answer;
  }

  #lose(code: 'engine-crashed', what: string, cause: unknown): void {
    if (this.#isLost) return;
    this.#lossCause = cause;
    this.close(
      new DiffError(
        code,
        `${what} in the middle of a call. This call is lost, the next one gets a new Worker.`,
        { cause },
      ),
    );
  }
}

// The Worker's script: takes calls, gives answers, remembers nothing.

import { InstanceRunner, instantiateCore } from '../core/core-runner.ts';
import { DiffError } from '../core/errors.ts';
import { nodeBuiltin } from '../core/node-builtin.ts';
import { type ClientMessage, errorParts, type WorkerMessage } from './protocol.ts';

type Post = (message: WorkerMessage, transfer: ArrayBuffer[]) => void;

function serve(post: Post): (message: ClientMessage) => void {
  let runner: InstanceRunner | undefined;
  return (message) => {
    try {
      if (message.type === 'load') {
        runner = new InstanceRunner(() => instantiateCore(message.module));
        post({ type: 'ready' }, []);
        return;
      }
      if (!runner) throw new DiffError('internal', 'The Worker was called before it was loaded.');
      const answer = runner.run(message.call);
      post({ type: 'answer', answer, heapBytes: runner.heapBytes }, [
        answer.table.buffer,
        answer.state.buffer,
      ]);
    } catch (error) {
      post({ type: 'error', error: errorParts(error) }, []);
    }
  };
}

interface WorkerScope {
  postMessage?(message: unknown, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent<ClientMessage>) => void) | null;
}
const scope = globalThis as unknown as WorkerScope;

if (scope.postMessage) {
  const receive = serve((message, transfer) => scope.postMessage?.(message, transfer));
  scope.onmessage = (event) => receive(event.data);
} else {
  // A thread of Node; what is posted meanwhile waits in the port.
  nodeBuiltin<typeof import('node:worker_threads')>('node:worker_threads').then(({ parentPort }) => {
    parentPort?.on(
      'message',
      serve((message, transfer) => parentPort.postMessage(message, transfer)),
    );
  });
}

// Placeholder until the real worker client.

/** Asks a Worker for the number of files in `json`. */
export function countFilesInWorker(json: string): Promise<number> {
  const worker = new Worker(new URL('./diff-worker.js', import.meta.url), { type: 'module' });
  return new Promise<number>((resolve, reject) => {
    worker.onmessage = (event) => resolve(event.data as number);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(json);
  }).finally(() => worker.terminate());
}

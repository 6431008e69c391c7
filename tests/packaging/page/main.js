import { loadEngine } from 'hunkwise';
import { loadEngine as loadInline } from 'hunkwise/inline';
import { createWorkerEngine } from 'hunkwise/worker';
import { describe, told } from './src/describe.js';

const show = (id, text) => {
  document.getElementById(id).textContent = text;
};

show('page', await told(loadEngine().then(describe)));
show('inline', await told(loadInline().then(describe)));
show('worker', await told(createWorkerEngine().then(describe)));

// The engine inside a Worker of the application's own, whose address needs a policy of the application's own.
const policy = trustedTypes.createPolicy('own', { createScriptURL: (address) => address });
const worker = new Worker(policy.createScriptURL('own-worker.js'), { type: 'module' });
worker.onmessage = ({ data }) => show('own-worker', data);
worker.onerror = ({ message }) => show('own-worker', `failed: ${message}`);

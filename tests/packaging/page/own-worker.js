// Import maps are for pages only: a Worker names the file.
import { loadEngine } from './node_modules/hunkwise/dist/index.js';
import { describe, told } from './src/describe.js';

postMessage(await told(loadEngine().then(describe)));

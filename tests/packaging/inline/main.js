import { loadEngine } from 'hunkwise/inline';
import { describe, told } from './src/describe.js';

document.getElementById('inline').textContent = await told(loadEngine().then(describe));

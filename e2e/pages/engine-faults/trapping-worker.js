import './trap-hook.js';
import '/dist/diff-worker.js';

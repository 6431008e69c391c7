// The smallest application that uses the engine in the page, the engine in a Worker, and the viewer in both its ways. No
// JSX and no style sheet: not every bundler takes them without further plugins.
import { loadEngine } from 'hunkwise';
import { DiffViewer, sourceFromPatch } from 'hunkwise/viewer';
import { createWorkerEngine } from 'hunkwise/worker';
import { createElement, version } from 'react';
import { createRoot } from 'react-dom/client';
import { describe, told } from './describe.js';
import { files } from './files.js';
import { patch } from './patch.js';

const show = (id, text) => {
  document.getElementById(id).textContent = text;
};
const draw = (id, props) =>
  createRoot(document.getElementById(id)).render(createElement(DiffViewer, { ...props, view: 'unified' }));

show('react', version);
show('page', await told(loadEngine().then(describe)));
show('worker', await told(createWorkerEngine().then(describe)));
draw('patch', { source: await sourceFromPatch(await loadEngine(), patch, { key: 'patch' }) });
draw('files', { files }); // with an engine that the viewer loads by itself

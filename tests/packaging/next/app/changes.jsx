'use client';

import { loadEngine } from 'hunkwise';
import { DiffViewer, sourceFromPatch } from 'hunkwise/viewer';
import { createWorkerEngine } from 'hunkwise/worker';
import { useEffect, useState } from 'react';
import { describe, told } from '../src/describe.js';
import { patch } from '../src/patch.js';

export function Changes({ files }) {
  const [found, setFound] = useState({});
  useEffect(() => {
    const load = async () => ({
      page: await told(loadEngine().then(describe)),
      worker: await told(createWorkerEngine().then(describe)),
      source: await sourceFromPatch(await loadEngine(), patch, { key: 'patch' }),
    });
    load().then(setFound);
  }, []);
  return (
    <>
      <output id="page">{found.page}</output>
      <output id="worker">{found.worker}</output>
      <div id="patch">{found.source ? <DiffViewer source={found.source} view="unified" /> : null}</div>
      <div id="files">
        <DiffViewer files={files} view="unified" />
      </div>
    </>
  );
}

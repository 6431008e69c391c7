// A component of the server: what it finds is part of the page before any script runs.
import { loadEngine } from 'hunkwise';
import { loadEngine as loadInline } from 'hunkwise/inline';
import { version } from 'react';
import { describe, told } from '../src/describe.js';
import { files } from '../src/files.js';
import { Changes } from './changes.jsx';

export default async function Page() {
  return (
    <>
      <output id="react">{version}</output>
      <output id="server">{await told(loadInline().then(describe))}</output>
      {/* Bundles for the server know the addresses of files, not their places. */}
      <output id="fetching">{await told(loadEngine().then(describe))}</output>
      <Changes files={files} />
    </>
  );
}

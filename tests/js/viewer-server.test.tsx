// On a server: nothing is touched, and nothing is sent that a strict policy refuses.

import { renderToString } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { DiffViewer, DiffViewerSkeleton, sourceFromPatch } from '../../js/react.ts';
import { testEngine } from './support/core.ts';

const { engine } = testEngine();
const patch = '--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n+b\n';

test('markup of every kind has no style attribute, and rendering complains about nothing', async () => {
  const complaints = vi.spyOn(console, 'error');
  const source = await sourceFromPatch(engine, patch);
  const files = [{ file_path: 'f', status: 'modified' }];
  const skeleton = renderToString(<DiffViewerSkeleton />);
  const empty = renderToString(<DiffViewer files={[]} />);
  const waiting = renderToString(<DiffViewer files={files} showResolutionActions />);
  const shown = renderToString(<DiffViewer source={source} />);
  for (const html of [skeleton, empty, waiting, shown]) expect(html).not.toContain('style=');
  expect(empty).toContain('No changes to display');
  expect(waiting).toContain('Reading the list of files');
  expect(shown).toContain('Loading f');
  expect(complaints).not.toHaveBeenCalled();
});

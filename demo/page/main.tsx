// Starts the page.

import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { loadComparison } from './comparison.ts';
import { type CostReport, Costs } from './measure/costs.ts';

declare global {
  interface Window {
    /** Everything that the panel shows, for scripts. */
    hunkwiseReport: () => CostReport;
  }
}

const costs = new Costs();
window.hunkwiseReport = () => costs.report();

const root = createRoot(document.getElementById('root') as HTMLElement);
loadComparison().then(
  (comparison) => root.render(<App comparison={comparison} costs={costs} />),
  (error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    root.render(
      <p className="prose" role="alert">
        Nothing can be compared: {reason}. Check that the service runs, then reload the page.
      </p>,
    );
  },
);

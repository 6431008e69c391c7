import type { Costs } from '../measure/costs.ts';

export interface ReportToolsProps {
  readonly costs: Costs;
  readonly onStartCold: () => void;
}

/** The report as a file, and two ways to begin again. */
export function ReportTools({ costs, onStartCold }: ReportToolsProps) {
  return (
    <footer className="report-tools">
      <button type="button" className="quiet" onClick={() => download(costs)}>
        Download JSON
      </button>
      <button type="button" className="quiet" onClick={() => costs.reset()}>
        Reset figures
      </button>
      <button
        type="button"
        className="quiet"
        onClick={onStartCold}
        title="Forgets everything that was loaded"
      >
        Start cold
      </button>
    </footer>
  );
}

function download(costs: Costs): void {
  const text = JSON.stringify(costs.report(), null, 2);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = 'hunkwise-costs.json';
  link.click();
  URL.revokeObjectURL(link.href);
}

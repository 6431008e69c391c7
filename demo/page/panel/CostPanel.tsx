// What the tab costs, beside it: counts, times, requests, and the switches that change them.

import type { Costs } from '../measure/costs.ts';
import type { PageAddress } from '../page-address.ts';
import type { ChangeAddress } from '../use-page-address.ts';
import { CallList } from './CallList.tsx';
import { Figures } from './Figures.tsx';
import { ReportTools } from './ReportTools.tsx';
import { RequestTable } from './RequestTable.tsx';
import { Switches } from './Switches.tsx';
import { TimeChart } from './TimeChart.tsx';
import { TimeTable } from './TimeTable.tsx';

export interface CostPanelProps {
  readonly costs: Costs;
  readonly address: PageAddress;
  readonly onAddress: ChangeAddress;
  readonly onStartCold: () => void;
  readonly onClose: () => void;
}

/** As in the style sheet. */
const sheet = matchMedia('(max-width: 767px)');

export function CostPanel({ costs, address, onAddress, onStartCold, onClose }: CostPanelProps) {
  return (
    <aside
      className="costs"
      id="costs"
      aria-label="Costs"
      onKeyDown={({ key }) => key === 'Escape' && sheet.matches && onClose()}
    >
      <header className="costs-header">
        <h2>Costs</h2>
        <button type="button" className="quiet costs-close" onClick={onClose} aria-label="Close costs">
          ×
        </button>
      </header>
      {/* The keyboard can scroll what it can enter. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller without anything to focus at its end */}
      <section className="costs-scroller" tabIndex={0} aria-label="Figures and switches">
        <Figures costs={costs} />
        <Switches address={address} onAddress={onAddress} />
        <section aria-labelledby="times">
          <h3 id="times">Times</h3>
          <TimeChart steps={costs.times.steps} />
          <TimeTable steps={costs.times.steps} />
        </section>
        <section aria-labelledby="calls">
          <h3 id="calls">Engine calls</h3>
          <CallList calls={costs.calls.log} />
        </section>
        <section aria-labelledby="requests">
          <h3 id="requests">Requests</h3>
          <RequestTable requests={costs.requests.log} />
        </section>
      </section>
      <ReportTools costs={costs} onStartCold={onStartCold} />
    </aside>
  );
}

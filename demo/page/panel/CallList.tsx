import { countedBy } from '../measure/costs.ts';
import type { EngineCall } from '../measure/engine-calls.ts';
import { type Log, useLog } from '../measure/log.ts';
import { count } from '../quantities.ts';

/** How often each method of the engine was called. */
export function CallList({ calls }: { readonly calls: Log<EngineCall> }) {
  const counts = Object.entries(countedBy(useLog(calls).map(({ method }) => method)));
  if (counts.length === 0) return <p className="empty">The engine was not called yet.</p>;
  return (
    <ul className="calls">
      {counts.map(([method, times]) => (
        <li key={method}>
          <code>{method}</code> {count(times)}
        </li>
      ))}
    </ul>
  );
}

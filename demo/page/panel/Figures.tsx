import { useEffect, useState } from 'react';
import type { Costs } from '../measure/costs.ts';
import { readGauges } from '../measure/gauges.ts';
import { useLog } from '../measure/log.ts';
import { bytes, count, milliseconds } from '../quantities.ts';

/** Milliseconds between two looks; often enough for a person. */
const LOOK_EVERY = 1000;

/** The numbers that are seen at a glance. */
export function Figures({ costs }: { readonly costs: Costs }) {
  const requests = useLog(costs.requests.log);
  const calls = useLog(costs.calls.log);
  const longTasks = useLog(costs.times.longTasks);
  const [gauges, setGauges] = useState(() => readGauges(costs.engine));
  useEffect(() => {
    const timer = setInterval(() => setGauges(readGauges(costs.engine)), LOOK_EVERY);
    return () => clearInterval(timer);
  }, [costs]);

  const received = requests.reduce((sum, request) => sum + (request.bytes ?? 0), 0);
  const longest = Math.max(0, ...longTasks.map(({ duration }) => duration));
  const figures: readonly (readonly [name: string, value: string, detail: string])[] = [
    ['Requests', count(requests.length), bytes(received)],
    ['Engine calls', count(calls.length), calls.at(-1)?.method ?? 'none yet'],
    ['Long tasks', count(longTasks.length), longest > 0 ? `longest ${milliseconds(longest)}` : 'over 50 ms'],
    ['Elements', count(gauges.elements), 'in the page'],
    ['WebAssembly', bytes(gauges.wasmHeapBytes), 'heap'],
    [
      'JavaScript',
      gauges.jsHeapBytes === undefined ? '–' : bytes(gauges.jsHeapBytes),
      gauges.jsHeapBytes === undefined ? 'not told' : 'heap',
    ],
  ];
  return (
    <dl className="figures">
      {figures.map(([name, value, detail]) => (
        <div key={name} className="figure">
          <dt>{name}</dt>
          <dd className="figure-value">{value}</dd>
          <dd className="figure-detail">{detail}</dd>
        </div>
      ))}
    </dl>
  );
}

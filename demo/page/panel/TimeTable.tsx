import { stepFigures } from '../measure/costs.ts';
import { type Log, useLog } from '../measure/log.ts';
import type { TimedStep } from '../measure/time-log.ts';
import { count, timed } from '../quantities.ts';

/** One line per name: how often, the latest, the median, the longest. */
export function TimeTable({ steps }: { readonly steps: Log<TimedStep> }) {
  const figures = stepFigures(useLog(steps));
  if (figures.length === 0)
    return <p className="empty">Nothing was timed yet. Open a file or choose a scope.</p>;
  return (
    <table className="figures-table">
      <caption>in milliseconds</caption>
      <thead>
        <tr>
          <th scope="col">Step</th>
          <th scope="col">Times</th>
          <th scope="col">Last</th>
          <th scope="col">Median</th>
          <th scope="col">Most</th>
        </tr>
      </thead>
      <tbody>
        {figures.map(({ name, count: times, last, median, most }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{count(times)}</td>
            <td>{timed(last)}</td>
            <td>{timed(median)}</td>
            <td>{timed(most)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

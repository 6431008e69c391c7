// Every timed step as a dot: when it was, and how long it took.

import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { type Log, useLog } from '../measure/log.ts';
import type { TimedStep } from '../measure/time-log.ts';

const HEIGHT = 150;

interface Kind {
  readonly label: string;
  readonly holds: (name: string) => boolean;
}

const isScope = (name: string): boolean => name.startsWith('sync-tab.scope.');
const isFile = (name: string): boolean => name === 'diff-viewer.detail';

/** Drawn in this order; what people wait for lies on top. */
const kinds: readonly Kind[] = [
  { label: 'other', holds: (name) => !isScope(name) && !isFile(name) },
  { label: 'file', holds: isFile },
  { label: 'scope', holds: isScope },
];

export function TimeChart({ steps }: { readonly steps: Log<TimedStep> }) {
  const entries = useLog(steps);
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(null);

  useEffect(() => {
    const parent = holder.current;
    if (!parent) return;
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const draw = () => {
      const shown = chart.current?.data ?? empty;
      chart.current?.destroy();
      chart.current = new uPlot(optionsFor(parent), shown, parent);
    };
    const fit = new ResizeObserver(() =>
      chart.current?.setSize({ width: parent.clientWidth, height: HEIGHT }),
    );
    draw();
    fit.observe(parent);
    // Colours are drawn into the canvas, so a change of theme draws it anew.
    dark.addEventListener('change', draw);
    return () => {
      dark.removeEventListener('change', draw);
      fit.disconnect();
      chart.current?.destroy();
      chart.current = null;
    };
  }, []);

  useEffect(() => chart.current?.setData(columnsOf(entries)), [entries]);

  return (
    <figure className="chart">
      <div ref={holder} className="chart-canvas" aria-hidden="true" />
      <figcaption>
        {kinds.map(({ label }) => (
          <span key={label} className={`chart-key chart-key-${label}`}>
            {label}
          </span>
        ))}
        <span>milliseconds over seconds since the page began</span>
      </figcaption>
    </figure>
  );
}

const empty: uPlot.AlignedData = [[], ...kinds.map(() => [])];

function columnsOf(entries: readonly TimedStep[]): uPlot.AlignedData {
  const sorted = [...entries].sort((one, other) => one.start - other.start);
  return [
    sorted.map(({ start }) => start / 1000),
    ...kinds.map(({ holds }) =>
      sorted.map(({ name, duration }) => (holds(name) ? Math.max(1, duration) : null)),
    ),
  ];
}

/** At least 100, so that the usual times stand at the same height from the beginning. */
const decadeAbove = (most: number | null): number => Math.max(100, 10 ** Math.ceil(Math.log10(most ?? 1)));

function decadesTo(most: number): number[] {
  const decades = [1];
  while ((decades.at(-1) ?? most) < most) decades.push((decades.at(-1) ?? 1) * 10);
  return decades;
}

/** As the style sheet gives it to the key below the chart. */
function keyColour(parent: HTMLElement, label: string): string {
  const key = parent.parentElement?.querySelector(`.chart-key-${label}`);
  return key ? getComputedStyle(key, '::before').backgroundColor : 'gray';
}

function optionsFor(parent: HTMLElement): uPlot.Options {
  const style = getComputedStyle(parent);
  const axis: uPlot.Axis = {
    stroke: style.color,
    font: `11px ${style.fontFamily}`,
    grid: { stroke: style.borderBottomColor, width: 1 },
    ticks: { show: false },
  };
  return {
    width: parent.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    padding: [8, 8, 0, 0],
    scales: {
      x: { time: false, range: (_chart, _first, last) => [0, Math.max(1, last ?? 0) * 1.03] },
      y: { distr: 3, range: (_chart, _least, most) => [1, decadeAbove(most)] },
    },
    axes: [
      { ...axis, size: 22 },
      { ...axis, size: 44, splits: (_chart, _axis, _least, most) => decadesTo(most) },
    ],
    series: [
      {},
      ...kinds.map(({ label }) => {
        const fill = keyColour(parent, label);
        return {
          label,
          stroke: fill,
          paths: () => null,
          points: { show: true, size: 7, fill, stroke: fill },
        };
      }),
    ],
  };
}

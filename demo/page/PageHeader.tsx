import type { Comparison } from './comparison.ts';
import { formatAddress, type PageAddress, type TabName } from './page-address.ts';
import { type SetName, sets } from './sets.ts';
import type { ChangeAddress } from './use-page-address.ts';

const tabs: readonly (readonly [name: TabName, label: string])[] = [
  ['sync', 'Sync status'],
  ['deployments', 'Deployments'],
  ['about', 'About'],
];

/** The focus goes back to it. */
export const COSTS_TOGGLE = 'costs-toggle';

export interface PageHeaderProps {
  readonly address: PageAddress;
  readonly comparison: Comparison;
  readonly showsCosts: boolean;
  readonly onAddress: ChangeAddress;
}

/** What is looked at, which tab of it, and whether the costs are shown. */
export function PageHeader({ address, comparison, showsCosts, onAddress }: PageHeaderProps) {
  return (
    <header className="page-header">
      <h1 className="brand">Hunkwise</h1>
      <label className="set-choice">
        <span className="for-readers">What is compared</span>
        <select
          value={address.set}
          onChange={({ target }) =>
            onAddress({ set: target.value as SetName, tab: 'sync', scope: undefined, file: '' })
          }
        >
          {sets.map(({ name, label }) => (
            <option key={name} value={name}>
              {name === 'trees' ? treesLabel(comparison) : label}
            </option>
          ))}
        </select>
      </label>
      <nav className="tabs" aria-label="Tabs">
        {tabs.map(([name, label]) => (
          <a
            key={name}
            href={formatAddress({ ...address, tab: name })}
            aria-current={address.tab === name ? 'page' : undefined}
          >
            {label}
          </a>
        ))}
      </nav>
      <button
        type="button"
        id={COSTS_TOGGLE}
        className="quiet costs-toggle"
        aria-expanded={showsCosts}
        {...(showsCosts ? { 'aria-controls': 'costs' } : {})}
        onClick={() => onAddress({ costs: !showsCosts })}
      >
        Costs
      </button>
    </header>
  );
}

function treesLabel({ artifactId, ignoresFlags, labels }: Comparison): string {
  const name = artifactId.split(/:(.*)/s)[1] ?? artifactId;
  const given = Object.values(labels).filter((label) => label !== null);
  // "undici 6.0.1" beside "undici" says nothing but the version.
  const versions = given.map((label) =>
    label.startsWith(`${name} `) ? label.slice(name.length + 1) : label,
  );
  return `${name}: ${versions.join(', ')}${ignoresFlags ? ' (old service)' : ''}`;
}

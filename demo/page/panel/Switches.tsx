import { defaultToggles, legacyToggles, type SyncToggles } from 'hunkwise/sync';
import { delays, type PageAddress, speeds } from '../page-address.ts';
import { milliseconds } from '../quantities.ts';
import type { ChangeAddress } from '../use-page-address.ts';

const toggleWords: readonly (readonly [keyof SyncToggles, label: string, detail: string])[] = [
  ['summaryFirst', 'Summary first', 'the list comes without texts'],
  ['lazyDetail', 'Text on opening', 'one request per opened file'],
  ['prefetchScopes', 'Other scopes ahead', 'loaded once the first is painted'],
];

export interface SwitchesProps {
  readonly address: PageAddress;
  readonly onAddress: ChangeAddress;
}

/** What can be switched to see what it costs. All of it is in the address. */
export function Switches({ address, onAddress }: SwitchesProps) {
  const { toggles, engine, delay, speed } = address;
  const isAnyOn = Object.values(toggles).includes(true);
  return (
    <section className="switches" aria-labelledby="switches">
      <h3 id="switches">Switches</h3>
      {toggleWords.map(([name, label, detail]) => (
        <label key={name} className="switch">
          <input
            type="checkbox"
            checked={toggles[name]}
            onChange={({ target }) => onAddress({ toggles: { ...toggles, [name]: target.checked } })}
          />
          <span>{label}</span>
          <small>{detail}</small>
        </label>
      ))}
      <button
        type="button"
        className="link"
        onClick={() => onAddress({ toggles: isAnyOn ? legacyToggles : defaultToggles })}
      >
        {isAnyOn ? 'All off: as it used to be' : 'All on'}
      </button>
      <div className="choices">
        <label>
          <span>Engine</span>
          <select
            value={engine}
            onChange={({ target }) => onAddress({ engine: target.value === 'page' ? 'page' : 'worker' })}
          >
            <option value="worker">in a Worker</option>
            <option value="page">in the page</option>
          </select>
        </label>
        <label>
          <span>Delay</span>
          <select value={delay} onChange={({ target }) => onAddress({ delay: Number(target.value) })}>
            {delays.map((choice) => (
              <option key={choice} value={choice}>
                {choice === 0 ? 'none' : milliseconds(choice)}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>Speed</span>
          <select value={speed} onChange={({ target }) => onAddress({ speed: Number(target.value) })}>
            {speeds.map((choice) => (
              <option key={choice} value={choice}>
                {choice === 0 ? 'full' : `${choice} MB/s`}
              </option>
            ))}
          </select>
        </label>
      </div>
    </section>
  );
}

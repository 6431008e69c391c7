import {
  type AvailableTrees,
  type ComparisonScope,
  comparisonScopes,
  unavailableReason,
} from 'hunkwise/sync';

export interface ScopeSwitchProps {
  readonly scope: ComparisonScope;
  readonly trees: AvailableTrees;
  readonly onScope: (scope: ComparisonScope) => void;
}

/** The three comparisons; those that cannot be chosen say why. */
export function ScopeSwitch({ scope: chosen, trees, onScope }: ScopeSwitchProps) {
  return (
    <fieldset className="segments">
      <legend className="for-readers">Scope</legend>
      {comparisonScopes.map(({ scope, label }) => {
        const reason = unavailableReason(scope, trees);
        return (
          <label key={scope} className="segment" title={reason}>
            <input
              type="radio"
              name="scope"
              className="for-readers"
              checked={scope === chosen}
              disabled={reason !== undefined}
              onChange={() => onScope(scope)}
            />
            <span>{label}</span>
            {reason && <small>{reason}</small>}
          </label>
        );
      })}
    </fieldset>
  );
}

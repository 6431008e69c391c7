// The segmented control: one radio button per scope, with what is compared, or why it cannot be.

import { element } from './element.ts';
import { type Comparison, disabledReason, type Scope, scopes, treeName } from './scopes.ts';

export class ScopeSwitch {
  readonly #inputs = new Map<string, HTMLInputElement>();

  constructor(container: HTMLElement, comparison: Comparison, onChoose: (scope: Scope) => void) {
    for (const scope of scopes) {
      const reason = disabledReason(scope, comparison);
      const id = `scope-${scope.id}`;
      const input = element('input', 'for-readers', {
        type: 'radio',
        name: 'scope',
        value: scope.id,
        id,
        disabled: reason !== undefined,
        'aria-describedby': `${id}-detail`,
      });
      input.addEventListener('change', () => onChoose(scope));
      this.#inputs.set(scope.id, input);
      const { from, to } = { from: comparison.labels[scope.from], to: comparison.labels[scope.to] };
      container.append(
        element(
          'label',
          'segment',
          { title: reason ?? `− ${treeName(scope.from, comparison)}, + ${treeName(scope.to, comparison)}` },
          input,
          element('span', 'segment-label', {}, scope.label),
          element('span', 'segment-detail', { id: `${id}-detail` }, reason ?? `${from} → ${to}`),
        ),
      );
    }
  }

  select({ id }: Scope): void {
    const input = this.#inputs.get(id);
    if (input) input.checked = true;
  }
}

// Whether a deployment overwrites what the project changed.

import type { TabTexts } from './tab-texts.ts';

export interface DeployChoiceProps {
  readonly texts: TabTexts;
  readonly isMerge: boolean;
  readonly onMerge: (isMerge: boolean) => void;
}

export function DeployChoice({ texts, isMerge, onMerge }: DeployChoiceProps) {
  return (
    <label className="hw-check">
      <input type="checkbox" checked={isMerge} onChange={(event) => onMerge(event.target.checked)} />
      {texts.mergeInstead}
    </label>
  );
}

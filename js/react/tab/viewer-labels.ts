// The viewer's words where it stands in the tab: it is named after its scope, and a text that is not there was asked for.

import type { ViewerTexts } from '../context/texts.ts';
import type { TabTexts } from './tab-texts.ts';

export function viewerTexts(
  title: string,
  { soFar, cancel }: TabTexts,
  labels: Partial<ViewerTexts> | undefined,
): Partial<ViewerTexts> {
  return {
    ...{ title, soFar, cancel },
    noText: 'Binary or unreadable',
    noTextDetail: 'This file differs, but the service has no text of it: it is binary, or it cannot be read.',
    fileFailed: (_, reason) => reason,
    ...labels,
  };
}

// Which key does what. They work only while the focus is inside the viewer, and never while somebody types.

import type { KeyAction } from './texts.ts';

/** Keys by action, each as `KeyboardEvent.key`, with `Shift+` in front where it is held. An empty list: none. */
export type ViewerKeys = Readonly<Record<KeyAction, readonly string[]>>;

/** The viewer's keys. An application replaces single ones with the prop `keys`. */
export const defaultKeys: ViewerKeys = {
  nextFile: [']'],
  previousFile: ['['],
  nextChange: ['n', 'F7'],
  previousChange: ['p', 'Shift+F7'],
  filter: ['/'],
  find: ['f'],
  help: ['?'],
};

export interface PressedKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

export function actionOf(pressed: PressedKey, keys: ViewerKeys): KeyAction | undefined {
  // AltGr types brackets on many keyboards, and arrives as Ctrl+Alt.
  if (pressed.metaKey || (pressed.ctrlKey && !pressed.altKey)) return undefined;
  // Of a printable character Shift is a part: "?" is Shift and something on every keyboard.
  const isNamed = pressed.key.length > 1;
  const name = isNamed && pressed.shiftKey ? `Shift+${pressed.key}` : pressed.key;
  const actions = Object.keys(keys) as KeyAction[];
  return actions.find((action) => keys[action].includes(name));
}

/** Whether keys pressed there are text. */
export const isTyping = (target: EventTarget): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input, textarea, select') !== null);

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
  const isNamed = pressed.key.length > 1;
  // AltGr types brackets on many keyboards, and arrives as Alt or as Ctrl+Alt. Letters and names with it are somebody else's:
  // Alt+F opens the browser's menu.
  if (pressed.metaKey || (pressed.ctrlKey && !pressed.altKey)) return undefined;
  if (pressed.altKey && (isNamed || /\p{L}/u.test(pressed.key))) return undefined;
  // Of a printable character Shift is a part: "?" is Shift and something on every keyboard.
  const name = isNamed && pressed.shiftKey ? `Shift+${pressed.key}` : pressed.key;
  const actions = Object.keys(keys) as KeyAction[];
  return actions.find((action) => keys[action].includes(name));
}

/** Whether keys pressed there are text. Who has just chosen by a box or a radio button goes on with the viewer's keys. */
export function isTyping(target: EventTarget): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const field = target.closest('input, textarea, select');
  return target.isContentEditable || (field !== null && !field.matches('[type=checkbox], [type=radio]'));
}

/** Whether an input method takes the key: Enter and Escape belong to the letters that are being chosen. */
export const isComposing = ({ nativeEvent }: { readonly nativeEvent: KeyboardEvent }): boolean =>
  // In Safari the key that ends it comes after its end, with this code.
  nativeEvent.isComposing || nativeEvent.keyCode === 229;

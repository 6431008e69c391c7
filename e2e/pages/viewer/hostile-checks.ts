// What must be true of the document, whatever the text in it.

/** Everything that runs, loads or sends. `svg` and `math`: the viewer has neither. */
const FOREIGN =
  'script, iframe, img, link, object, embed, form, svg, math, style, base, meta, video, audio, template';

/** What a viewer's document consists of: names of elements, and of their attributes. */
export function vocabularyOf(root: Element): ReadonlySet<string> {
  const words = new Set<string>();
  for (const element of root.querySelectorAll('*')) {
    words.add(element.localName);
    for (const { name } of element.attributes) words.add(`${element.localName}[${name}]`);
  }
  return words;
}

export interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Boxes of the cells beside the text, from the corner of the rows. */
export function placesOfCells(root: Element): readonly Place[] {
  const corner = root.querySelector('.hw-rows')?.getBoundingClientRect();
  return [...root.querySelectorAll('.hw-number, .hw-sign')].map((cell) => {
    const { left, top, width, height } = cell.getBoundingClientRect();
    return { left: left - (corner?.left ?? 0), top: top - (corner?.top ?? 0), width, height };
  });
}

/** Elements and attributes that no harmless text has brought. */
export function foreignParts(root: Element, usual: ReadonlySet<string>): string[] {
  const unknown = [...vocabularyOf(root)].filter((word) => !usual.has(word));
  const running = [...root.querySelectorAll(FOREIGN)].map(({ localName }) => `<${localName}>`);
  const around = [...document.body.children].filter(({ localName }) => !/^(main|script)$/.test(localName));
  return [...unknown, ...running, ...around.map(({ localName }) => `<${localName}> beside the page`)];
}

/** Characters that turn the text around them. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/gu;

/** Those that are not seen: each must stand alone, named, in an element that keeps its effect inside. */
export function unnamedTurns(holder: Element): string[] {
  const faults: string[] = [];
  const texts = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { textContent, parentElement } = texts.currentNode;
    for (const character of new Set((textContent ?? '').match(TURNING))) {
      const name = `U+${character.charCodeAt(0).toString(16).toUpperCase()}`;
      const shown = parentElement?.dataset.name;
      // Of a name with a hundred of them the rest is left out of sight.
      const isNamed =
        ((textContent === character && shown === name) || shown === '…') &&
        (parentElement?.getBoundingClientRect().width ?? 0) > 8 &&
        parentElement !== null &&
        getComputedStyle(parentElement).unicodeBidi === 'isolate';
      if (!isNamed) faults.push(`${name} is not named in <${parentElement?.localName}>`);
    }
  }
  return faults;
}

// Whether an element is being scrolled: an animation is under way, or its bar is in somebody's hand.

/** Milliseconds without a scroll event after which it has ended, where the browser does not tell. */
const ENDS_AFTER = 150;

const TELLS_END = typeof window !== 'undefined' && 'onscrollend' in window;

export class ScrollMotion {
  readonly #element: HTMLElement;
  readonly #onEnd: () => void;
  #isUnderWay = false;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(element: HTMLElement, onEnd: () => void) {
    this.#element = element;
    this.#onEnd = onEnd;
    element.addEventListener('scrollend', this.#end);
  }

  get isUnderWay(): boolean {
    return this.#isUnderWay;
  }

  /** A scroll event that nobody but a person has caused. */
  goesOn(): void {
    this.#isUnderWay = true;
    if (TELLS_END) return;
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(this.#end, ENDS_AFTER);
  }

  dispose(): void {
    clearTimeout(this.#waiting);
    this.#element.removeEventListener('scrollend', this.#end);
  }

  readonly #end = (): void => {
    this.#isUnderWay = false;
    this.#onEnd();
  };
}

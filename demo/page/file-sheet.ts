// On narrow screens the list is a sheet over the diff; this opens and closes it.

export class FileSheet {
  readonly #button: HTMLElement;
  readonly #panes: HTMLElement;

  constructor(button: HTMLElement, panes: HTMLElement) {
    this.#button = button;
    this.#panes = panes;
    button.addEventListener('click', () => this.#set(!this.#isOpen));
    panes.addEventListener('keydown', ({ key }) => {
      if (key !== 'Escape' || !this.#isOpen) return;
      this.#set(false);
      button.focus();
    });
  }

  open(): void {
    this.#set(true);
  }

  close(): void {
    this.#set(false);
  }

  get #isOpen(): boolean {
    return this.#panes.classList.contains('list-open');
  }

  #set(isOpen: boolean): void {
    this.#panes.classList.toggle('list-open', isOpen);
    this.#button.setAttribute('aria-expanded', String(isOpen));
  }
}

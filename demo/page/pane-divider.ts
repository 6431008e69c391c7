// The line between list and diff: drag it, or move it with the arrow keys.

/** Pixels. */
const NARROWEST = 180;
const STEP = 16;

export function makeResizable(divider: HTMLElement, pane: HTMLElement): void {
  const widest = () => Math.round(window.innerWidth * 0.6);
  const setWidth = (width: number) => {
    const kept = Math.round(Math.max(NARROWEST, Math.min(widest(), width)));
    document.documentElement.style.setProperty('--files-width', `${kept}px`);
    divider.setAttribute('aria-valuemin', String(NARROWEST));
    divider.setAttribute('aria-valuemax', String(widest()));
    divider.setAttribute('aria-valuenow', String(kept));
  };
  divider.tabIndex = 0;
  divider.setAttribute('role', 'separator');
  divider.setAttribute('aria-orientation', 'vertical');
  divider.setAttribute('aria-label', 'Width of the list of files');
  divider.setAttribute('aria-controls', pane.id);
  divider.setAttribute('aria-valuenow', String(Math.round(pane.getBoundingClientRect().width)));
  divider.addEventListener('pointerdown', (event) => {
    divider.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  divider.addEventListener('pointermove', (event) => {
    if (divider.hasPointerCapture(event.pointerId))
      setWidth(event.clientX - pane.getBoundingClientRect().left);
  });
  divider.addEventListener('keydown', ({ key }) => {
    const step = key === 'ArrowRight' ? STEP : key === 'ArrowLeft' ? -STEP : 0;
    if (step !== 0) setWidth(pane.getBoundingClientRect().width + step);
  });
}

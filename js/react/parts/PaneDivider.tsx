// The line between list and diff: drag it, or move it with the arrow keys.

import type { KeyboardEvent, PointerEvent, RefObject } from 'react';
import { useViewer } from '../context/ViewerContext.tsx';

/** Pixels. */
const USUAL = 280;
const NARROWEST = 180;
const WIDEST = 720;
const STEP = 16;

export interface PaneDividerProps {
  readonly panes: RefObject<HTMLElement | null>;
  readonly controls: string;
  /** Of the list, in pixels; undefined: the usual one. */
  readonly width: number | undefined;
  readonly onWidth: (width: number) => void;
}

export function PaneDivider({ panes, controls, width, onWidth }: PaneDividerProps) {
  const { texts } = useViewer();
  const keep = (wanted: number) => onWidth(Math.round(Math.max(NARROWEST, Math.min(WIDEST, wanted))));
  const onPointerDown = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    event.preventDefault();
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId) || !panes.current) return;
    const { left, right, width: whole } = panes.current.getBoundingClientRect();
    const isRtl = getComputedStyle(panes.current).direction === 'rtl';
    keep(Math.min(whole * 0.6, isRtl ? right - event.clientX : event.clientX - left));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isRtl = getComputedStyle(event.currentTarget).direction === 'rtl';
    const step = event.key === 'ArrowRight' ? STEP : event.key === 'ArrowLeft' ? -STEP : 0;
    if (step === 0) return;
    keep((width ?? USUAL) + (isRtl ? -step : step));
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule cannot be moved
    <div
      className="hw-divider"
      role="separator"
      aria-orientation="vertical"
      aria-label={texts.listWidth}
      aria-controls={controls}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      aria-valuenow={width ?? USUAL}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    />
  );
}

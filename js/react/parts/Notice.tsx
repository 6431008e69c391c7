// What stands where rows or files cannot: an explanation, a failure, a wait.

import type { ReactNode } from 'react';
import { ShownText } from './ShownText.tsx';

export interface NoticeProps {
  readonly title?: string;
  readonly text?: string;
  readonly children?: ReactNode;
}

export function Notice({ title, text, children }: NoticeProps) {
  return (
    <div className="hw-notice">
      {title && (
        <p className="hw-notice-title">
          <ShownText text={title} />
        </p>
      )}
      {text && (
        <p>
          <ShownText text={text} />
        </p>
      )}
      {children}
    </div>
  );
}

export interface FailureProps {
  readonly sentence: string;
  readonly retry?: string | undefined;
  readonly onRetry?: (() => void) | undefined;
}

export function Failure({ sentence, retry, onRetry }: FailureProps) {
  return (
    <div className="hw-notice hw-failure" role="alert">
      <p>
        <ShownText text={sentence} />
      </p>
      {onRetry && (
        <button type="button" className="hw-action" onClick={onRetry}>
          {retry}
        </button>
      )}
    </div>
  );
}

export interface WaitingProps {
  /** What is being waited for. Shown after 200 ms, by the style sheet. */
  readonly what: string;
  readonly lines: number;
  /** Shown after a second, by the style sheet. */
  readonly children?: ReactNode;
}

/** A skeleton with the geometry of what replaces it. */
export function Waiting({ what, lines, children }: WaitingProps) {
  return (
    <div className="hw-waiting">
      <div className="hw-waiting-text">
        <p role="status">
          <ShownText text={what} />
        </p>
        {children && <div className="hw-wait-longer">{children}</div>}
      </div>
      <SkeletonLines lines={lines} />
    </div>
  );
}

export function SkeletonLines({ lines }: { readonly lines: number }) {
  const numbers = Array.from({ length: lines }, (_, line) => line);
  return (
    <div className="hw-skeleton" aria-hidden="true">
      {numbers.map((line) => (
        <div key={line} className="hw-skeleton-line" />
      ))}
    </div>
  );
}

/** Why something failed, as the end of a sentence. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

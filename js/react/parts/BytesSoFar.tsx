// How far something that arrives is.

/** Bytes of bytes; `total` is undefined if the service does not say. */
export interface BytesSoFar {
  readonly received: number;
  readonly total: number | undefined;
}

/** Milliseconds between two numbers on the screen. */
export const SHOWN_EVERY = 100;

export interface BytesSoFarBarProps {
  /** Nothing is drawn as long as nothing has arrived. */
  readonly soFar: BytesSoFar | undefined;
  /** What is arriving. */
  readonly what: string;
  readonly text: (received: number, total: number | undefined) => string;
}

export function BytesSoFarBar({ soFar, what, text }: BytesSoFarBarProps) {
  if (!soFar) return null;
  const { received, total } = soFar;
  return (
    <span className="hw-so-far">
      <progress aria-label={what} {...(total ? { value: received, max: total } : {})} />
      {text(received, total)}
    </span>
  );
}

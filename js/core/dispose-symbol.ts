/// <reference lib="esnext.disposable" preserve="true" />

/** `Symbol.dispose`, which browsers have since 2025; where it is missing `using` does not exist either. */
export const disposeSymbol: typeof Symbol.dispose =
  Symbol.dispose ?? (Symbol.for('Symbol.dispose') as typeof Symbol.dispose);

// Values that may be there already. What is there is used at once: a promise would cost a frame.

export type Awaitable<T> = T | Promise<T>;

export const isPromise = <T>(value: Awaitable<T>): value is Promise<T> =>
  typeof (value as Promise<T> | undefined)?.then === 'function';

/** What is made of a value; at once if the value is there. */
export const whenHere = <From, To>(
  value: Awaitable<From>,
  make: (value: From) => Awaitable<To>,
): Awaitable<To> => (isPromise(value) ? value.then(make) : make(value));

/** Calls back at once if the value is there. `ask` may throw. */
export function settle<T>(
  ask: () => Awaitable<T>,
  onValue: (value: T) => void,
  onError: (error: unknown) => void,
): void {
  try {
    const answer = ask();
    if (isPromise(answer)) answer.then(onValue, onError);
    else onValue(answer);
  } catch (error) {
    onError(error);
  }
}

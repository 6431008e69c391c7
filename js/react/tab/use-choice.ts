// A choice of the person, or of the application. It belongs to one thing (an artifact) and ends with it.

import { useCallback, useState } from 'react';

export interface ChoiceOptions<Value> {
  /** Which thing the choice is about. */
  readonly of: string;
  /** If given, the application decides. */
  readonly controlled?: Value | undefined;
  /** To begin with. */
  readonly initial?: Value | undefined;
  readonly onChange?: ((value: Value) => void) | undefined;
}

interface Choice<Value> {
  readonly of: string;
  readonly value: Value;
}

export function useChoice<Value>({
  of,
  controlled,
  initial,
  onChange,
}: ChoiceOptions<Value>): readonly [Value | undefined, (value: Value) => void] {
  const [own, setOwn] = useState<Choice<Value> | undefined>(
    initial === undefined ? undefined : { of, value: initial },
  );
  const choose = useCallback(
    (value: Value) => {
      setOwn({ of, value });
      onChange?.(value);
    },
    [of, onChange],
  );
  return [controlled ?? (own?.of === of ? own.value : undefined), choose];
}

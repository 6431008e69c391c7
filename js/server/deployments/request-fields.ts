// Bodies of requests: what is wrong with them is said as FastAPI says it, every fault, in the order of the fields.

import { DeploymentFailure, type FieldFault } from './deployment-failure.ts';

/** A field of a body: its value, or what is wrong with it. */
type Field<Value> = (given: unknown) => Value | Wrong;
type Wrong = { readonly fault: readonly [type: string, msg: string] };
type Values<Fields> = {
  readonly [Name in keyof Fields]: Fields[Name] extends Field<infer Value> ? Value : never;
};

const wrong = (type: string, msg: string): Wrong => ({ fault: [type, msg] });
const isWrong = (value: unknown): value is Wrong =>
  typeof value === 'object' && value !== null && 'fault' in value;

/** Fields that are not there are `undefined` for their readers. */
export function readFields<Fields extends Readonly<Record<string, Field<unknown>>>>(
  body: unknown,
  fields: Fields,
): Values<Fields> {
  if (body === undefined)
    throw new DeploymentFailure(422, [
      { type: 'missing', loc: ['body'], msg: 'Field required', input: null },
    ]);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    const msg = 'Input should be a valid dictionary or object to extract fields from';
    throw new DeploymentFailure(422, [{ type: 'model_attributes_type', loc: ['body'], msg, input: body }]);
  }
  const faults: FieldFault[] = [];
  const values = Object.entries(fields).map(([name, read]) => {
    const given: unknown = Object.hasOwn(body, name) ? (body as Record<string, unknown>)[name] : undefined;
    const value = read(given);
    if (isWrong(value)) {
      const [type, msg] = value.fault;
      faults.push({ type, loc: ['body', name], msg, input: type === 'missing' ? body : given });
    }
    return [name, value];
  });
  if (faults.length > 0) throw new DeploymentFailure(422, faults);
  return Object.fromEntries(values) as Values<Fields>;
}

/**
 * The body of a request from its text.
 *
 * @returns undefined for an empty text
 * @throws {DeploymentFailure} 422: not JSON
 */
export function parseBody(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new DeploymentFailure(422, [
      { type: 'json_invalid', loc: ['body', 0], msg: 'JSON decode error', input: {} },
    ]);
  }
}

export const requiredText: Field<string> = (given) => {
  if (given === undefined) return wrong('missing', 'Field required');
  return typeof given === 'string' ? given : wrong('string_type', 'Input should be a valid string');
};

/** Without one, and with null, it is null. */
export const optionalText: Field<string | null> = (given) =>
  given === undefined || given === null ? null : requiredText(given);

const YES = new Set(['1', 't', 'true', 'y', 'yes', 'on']);
const NO = new Set(['0', 'f', 'false', 'n', 'no', 'off']);

/** False without one. */
export const flag: Field<boolean> = (given = false) => {
  if (typeof given === 'boolean') return given;
  const word = typeof given === 'string' || typeof given === 'number' ? `${given}`.toLowerCase() : undefined;
  if (word === undefined) return wrong('bool_type', 'Input should be a valid boolean');
  if (YES.has(word)) return true;
  if (NO.has(word)) return false;
  return wrong('bool_parsing', 'Input should be a valid boolean, unable to interpret input');
};

/** The first word without one. */
export const oneOf =
  <Word extends string>(...words: readonly Word[]): Field<Word> =>
  (given = words[0]) => {
    if (words.includes(given as Word)) return given as Word;
    const list = words.map((word) => `'${word}'`);
    return wrong('literal_error', `Input should be ${list.slice(0, -1).join(', ')} or ${list.at(-1)}`);
  };

/** As `oneOf`, for a field that is declared by a pattern. */
export const matching =
  <Word extends string>(...words: readonly Word[]): Field<Word> =>
  (given = words[0]) => {
    if (typeof given !== 'string') return wrong('string_type', 'Input should be a valid string');
    if (words.includes(given as Word)) return given as Word;
    return wrong('string_pattern_mismatch', `String should match pattern '^(${words.join('|')})$'`);
  };

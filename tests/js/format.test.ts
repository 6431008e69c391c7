import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { RowFlag } from '../../js/core/api.ts';
import * as format from '../../js/core/format.ts';
import {
  DEFAULT_GUARD_DIFF_BYTES,
  DEFAULT_GUARD_ROWS,
  LARGEST_MAX_SOURCE_BYTES,
} from '../../js/core/limits.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const types = read('src/diff_types.h');
const table = read('src/result_table.h');
const columns = read('src/index_columns.h');
const limits = read('src/diff_limits.h');

/** Names and numbers of an enum, names in camel case without the k. */
function enumOf(source: string, name: string): Record<string, number> {
  const body = new RegExp(`enum class ${name} [^{]*\\{([^}]*)\\}`).exec(source)?.[1];
  if (body === undefined) throw new Error(`no enum ${name}`);
  let next = 0;
  const entries = [...body.replaceAll(/\/\/.*/g, '').matchAll(/\bk(\w+)\s*(?:=\s*(\w+))?/g)].map(
    ([, word = '', number]) => {
      const value = number === undefined ? next : Number(number);
      next = value + 1;
      return [camelCase(word), value] as const;
    },
  );
  return Object.fromEntries(entries);
}

function constantsOf(source: string, namespace: string): Record<string, number> {
  const body = new RegExp(`namespace ${namespace} \\{([^}]*)\\}`).exec(source)?.[1] ?? '';
  return Object.fromEntries(
    [...body.matchAll(/ k(\w+) = (\w+);/g)].map(([, word = '', number]) => [camelCase(word), Number(number)]),
  );
}

function constant(source: string, name: string): number {
  const expression = new RegExp(`\\bconstexpr [\\w:]+ ${name} = ([^;]*);`).exec(source)?.[1];
  if (expression === undefined) throw new Error(`no constant ${name}`);
  return expression
    .split('*')
    .map((factor) =>
      Number(
        factor
          .trim()
          .replace(/^std::size_t\{(\w+)\}$/, '$1')
          .replace(/u?l*$/i, ''),
      ),
    )
    .reduce((product, factor) => product * factor, 1);
}

const camelCase = (word: string) => word.charAt(0).toLowerCase() + word.slice(1);
const words = (list: readonly string[]) =>
  Object.fromEntries(
    list.map((word, i) => [word.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase()), i]),
  );

test('words of the vocabulary stand at their numbers in C++', () => {
  expect(words(format.STATUSES)).toEqual(enumOf(types, 'Status'));
  expect(words(format.ROW_KINDS)).toEqual(enumOf(types, 'RowKind'));
  expect(words(format.FILE_STATUSES)).toEqual(enumOf(types, 'FileStatus'));
  expect(words(format.SIDES)).toEqual(enumOf(types, 'Side'));
  expect(words(format.CHANGE_ORIGINS)).toEqual(enumOf(types, 'ChangeOrigin'));
  expect(words(format.DETAILS)).toEqual(enumOf(types, 'Detail'));
  expect(words(format.DIAGNOSTIC_CODES)).toEqual(enumOf(types, 'DiagnosticCode'));
  expect(words(format.ANSWER_STRINGS)).toEqual(enumOf(columns, 'AnswerString'));
});

test('numbers of row kinds are those of their words', () => {
  const { hunkHeader, context, addition, deletion } = words(format.ROW_KINDS);
  expect([hunkHeader, context, addition, deletion]).toEqual([
    format.HUNK_HEADER,
    format.CONTEXT,
    format.ADDITION,
    format.DELETION,
  ]);
});

test('flags have their values in C++', () => {
  expect(format.TextFlag).toEqual(constantsOf(types, 'text_flag'));
  expect(RowFlag).toEqual(constantsOf(types, 'row_flag'));
  const { restart, hasAnswer, inexact } = constantsOf(table, 'table_flag');
  expect(format.TableFlag).toEqual({ restart, hasAnswer, inexact });
});

test('kinds of tables and steps of a payload have their values in C++', () => {
  expect(format.TableKind).toEqual(enumOf(table, 'TableKind'));
  expect(format.PayloadStep).toEqual(enumOf(read('src/payload_index.h'), 'PayloadStep'));
});

test("the header's numbers stand where C++ puts them", () => {
  const body = /struct TableHeader \{([^}]*)\}/.exec(table)?.[1] ?? '';
  const fields = [...body.matchAll(/u32 (\w+) =/g)].map(([, name = '']) =>
    name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
  );
  expect(fields).toEqual(Object.keys(format.Header));
  expect(Object.values(format.Header)).toEqual(fields.map((_, i) => i));
  expect(4 * fields.length).toBe(format.HEADER_BYTES);
});

test('constants are equal on both sides', () => {
  expect(format.TABLE_MAGIC).toBe(constant(table, 'kTableMagic'));
  expect(format.TABLE_VERSION).toBe(constant(table, 'kTableVersion'));
  expect(format.UNKNOWN).toBe(constant(types, 'kUnknown'));
  expect(format.SIDE_BITS).toBe(constant(types, 'kSideBits'));
  expect(format.ROW_KIND_BITS).toBe(constant(types, 'kRowKindBits'));
  expect(format.ANSWER_STRINGS).toHaveLength(constant(columns, 'kAnswerStrings'));
  expect(format.ANSWER_NUMBERS).toBe(constant(columns, 'kAnswerNumbers'));
  expect(format.CHECKPOINT_ROWS).toBe(constant(limits, 'kCheckpointRows'));
  expect(DEFAULT_GUARD_ROWS).toBe(constant(limits, 'kGuardRows'));
  expect(DEFAULT_GUARD_DIFF_BYTES).toBe(constant(limits, 'kGuardDiffBytes'));
  expect(LARGEST_MAX_SOURCE_BYTES).toBe(constant(limits, 'kMaxSourceBytes'));
});

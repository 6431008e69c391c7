// A JSON test suite: y_ must be read, n_ refused, and what i_ leaves open is decided here. Each document is tried as a field
// of an answer, as a field of a file's entry, and as the whole answer, where nothing but a diff answer is one.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const open = {
  ok: [
    'i_number_double_huge_neg_exp',
    'i_number_huge_exp',
    'i_number_neg_int_huge_exp',
    'i_number_pos_double_huge_exp',
    'i_number_real_neg_overflow',
    'i_number_real_pos_overflow',
    'i_number_real_underflow',
    'i_number_too_big_neg_int',
    'i_number_too_big_pos_int',
    'i_number_very_big_negative_int',
    'i_object_key_lone_2nd_surrogate',
    'i_string_1st_surrogate_but_2nd_missing',
    'i_string_1st_valid_surrogate_2nd_invalid',
    'i_string_incomplete_surrogate_and_escape_valid',
    'i_string_incomplete_surrogate_pair',
    'i_string_incomplete_surrogates_escape_valid',
    'i_string_invalid_lonely_surrogate',
    'i_string_invalid_surrogate',
    'i_string_inverted_surrogates_U+1D11E',
    'i_string_lone_second_surrogate',
    'i_structure_500_nested_arrays',
  ],
  malformed: [
    'i_string_UTF-16LE_with_BOM',
    'i_string_utf16BE_no_BOM',
    'i_string_utf16LE_no_BOM',
    'i_structure_UTF-8_BOM_empty_object',
  ],
  'invalid-utf8': [
    'i_string_UTF-8_invalid_sequence',
    'i_string_UTF8_surrogate_U+D800',
    'i_string_invalid_utf-8',
    'i_string_iso_latin_1',
    'i_string_lone_utf8_continuation_byte',
    'i_string_not_in_unicode_range',
    'i_string_overlong_sequence_2_bytes',
    'i_string_overlong_sequence_6_bytes',
    'i_string_overlong_sequence_6_bytes_null',
    'i_string_truncated-utf-8',
  ],
};
/** What becomes of each document that the suite leaves open. */
export const decisions = new Map(
  Object.entries(open).flatMap(([outcome, names]) => names.map((name) => [`${name}.json`, outcome])),
);
const refusals = ['malformed', 'invalid-utf8', 'too-deep'];

const around = (before, json, behind) =>
  new Uint8Array(Buffer.concat([Buffer.from(before), json, Buffer.from(behind)]));

function outcomeOf(engine, bytes) {
  try {
    engine.indexPayload(bytes);
    return 'ok';
  } catch (error) {
    if (error?.name !== 'DiffError') throw error;
    return error.code;
  }
}

/** @param {{ name: string, json: Buffer }[]} documents */
export function checkJson(engine, documents) {
  const report = { accepted: 0, refused: 0, decided: 0, failures: [] };
  for (const { name, json } of documents) {
    const fail = (what) => report.failures.push(`${name}: ${what}`);
    const inAnswer = outcomeOf(engine, around('{"extra":', json, ',"files":[]}'));
    const inEntry = outcomeOf(engine, around('{"files":[{"path":"p","status":"added","extra":', json, '}]}'));
    const alone = outcomeOf(engine, new Uint8Array(json));
    if (inAnswer !== inEntry) fail(`${inAnswer} in an answer, ${inEntry} in an entry`);
    if (name.startsWith('y_')) {
      ++report.accepted;
      if (inAnswer !== 'ok' || alone !== 'wrong-type') fail(`${inAnswer}, alone ${alone}`);
    } else if (name.startsWith('n_')) {
      ++report.refused;
      if (!refusals.includes(inAnswer) || !refusals.includes(alone)) fail(`${inAnswer}, alone ${alone}`);
    } else {
      ++report.decided;
      if (inAnswer !== decisions.get(name)) fail(`${inAnswer}, decided: ${decisions.get(name)}`);
    }
  }
  return report;
}

export function jsonDocumentsIn(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({ name, json: readFileSync(join(folder, name)) }));
}

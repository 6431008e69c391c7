// What must be known before one trusts the rows of a table.

import type { DiagnosticCode, DiffTable } from 'hunkwise';
import { button, element } from './element.ts';
import { remark } from './notices.ts';
import { count, counted } from './quantities.ts';

const meanings: Record<DiagnosticCode, string> = {
  'truncated-hunk': 'a hunk is shorter than its header says',
  'unexpected-line': 'a line is neither context nor change',
  'surplus-text': 'text that belongs to no hunk',
  'bad-hunk-header': 'a hunk header cannot be read',
  'no-hunk': 'text without any hunk',
  'combined-diff': 'a diff of more than two sides, shown as it is',
};

const FIRST_DIAGNOSTICS = 3;

export function tableRemarks(table: DiffTable, reveal: (row: number) => void): HTMLElement[] {
  const remarks: HTMLElement[] = [];
  if (table.diagnostics.length > 0) remarks.push(diagnosticsRemark(table, reveal, FIRST_DIAGNOSTICS));
  if (!table.isExact)
    remarks.push(
      remark('Comparing further would have taken too long: the rows are right, but fewer might do.'),
    );
  return remarks;
}

function diagnosticsRemark(table: DiffTable, reveal: (row: number) => void, shown: number): HTMLElement {
  const { diagnostics, rowCount } = table;
  const list = element('ul', 'diagnostics');
  for (const { code, row } of diagnostics.slice(0, shown)) {
    const target = Math.min(row, rowCount - 1);
    list.append(
      element(
        'li',
        '',
        {},
        button(`Row ${count(target + 1)}: ${meanings[code]}`, 'link', () => reveal(target)),
      ),
    );
  }
  const made = remark(
    element(
      'p',
      '',
      {},
      `This diff does not add up in ${counted(diagnostics.length, 'place')}; what could not be classified is shown as it was sent (?).`,
    ),
    list,
  );
  if (diagnostics.length > shown) {
    const all = () => made.replaceWith(diagnosticsRemark(table, reveal, diagnostics.length));
    made.append(button(`Show all (${count(shown)} of ${count(diagnostics.length)})`, 'link', all));
  }
  return made;
}

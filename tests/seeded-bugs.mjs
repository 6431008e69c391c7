// Small faults that somebody could make, each with what a person would see. `npm run seeded-bugs` makes them one at a time in a
// copy of the tree and fails when the tests do not notice, or when a text to replace is no longer there exactly once.
// `tests`: 'native' for the Catch2 suite, or the files of vitest that ought to notice.

const gating = ['tests/js/sync-gating.test.ts'];
const queries = ['tests/js/sync-queries.test.ts'];
const scopes = ['tests/js/sync-intent.test.ts'];
const mutations = ['tests/js/sync-mutations.test.ts'];
const files = ['tests/js/sync-files.test.ts'];
const texts = ['tests/js/diff-texts.test.ts'];
const table = ['tests/js/diff-table.test.ts', 'tests/js/row-text.test.ts'];

const parser = 'src/row_parser.cpp';
const machine = 'src/hunk_machine.cpp';
const header = 'src/hunk_header.cpp';
const lexer = 'src/text_lexer.cpp';
const counter = 'src/text_counter.cpp';
const payload = 'src/payload_index.cpp';
const patch = 'src/patch_index.cpp';
const snake = 'src/middle_snake.cpp';
const enabled = 'js/sync/enabled-queries.ts';
const keys = 'js/sync/query-keys.ts';
const prefetch = 'js/sync/scope-prefetch.ts';
const reader = 'js/core/diff-table.ts';

export const seededBugs = [
  ['a hunk without a count has no rows', 'native', header, '  count = 1;\n', '  count = 0;\n'],
  [
    'a line number over the limit is shown',
    'native',
    header,
    'return u64{start} + count <= limits::kMaxLineNumber;',
    'return true;',
  ],
  [
    'a combined diff is read as a plain one',
    'native',
    header,
    "if (at != end && *at == '@')",
    "if (at == end && *at == '@')",
  ],
  ['an addition counts as two', 'native', machine, '++additions_;', 'additions_ += 2;'],
  [
    'text right behind a hunk belongs to it',
    'native',
    machine,
    'if (old_left_ == 0 && new_left_ == 0) phase_',
    'if (old_left_ == 0 && new_left_ == 1) phase_',
  ],
  [
    'an added line that begins with a deletion sign ends the hunk',
    'native',
    machine,
    'if (new_left_ != 0) return row(LineClass::kAddition, 0, 1);',
    'if (old_left_ != 0) return row(LineClass::kAddition, 0, 1);',
  ],
  [
    'a sentence in another language hides "no newline"',
    'native',
    machine,
    'starts_with("\\\\ "))',
    'starts_with("\\\\ No newline"))',
  ],
  [
    'an empty context line is lost at the end',
    'native',
    machine,
    'if (blank_is_context && old_left_ == 1 && new_left_ == 1)',
    'if (blank_is_context && old_left_ == 1 && new_left_ == 0)',
  ],
  [
    'old line numbers stand still on deletions',
    'native',
    parser,
    '      row(RowKind::kDeletion, text_start);\n      ++s_.next_old;\n',
    '      row(RowKind::kDeletion, text_start);\n',
  ],
  [
    '"no newline" marks the row behind',
    'native',
    parser,
    'if (s_.has_pending) s_.pending_byte |= row_flag::kNoNewline << kRowKindBits;',
    's_.early_flags |= row_flag::kNoNewline << kRowKindBits;',
  ],
  [
    'a diagnostic too many',
    'native',
    parser,
    'if (s_.diagnostics >= limits::kMaxDiagnostics)',
    'if (s_.diagnostics > limits::kMaxDiagnostics)',
  ],
  [
    'line numbers drift after 64 rows',
    'native',
    parser,
    'if (row++ % limits::kCheckpointRows == 0)',
    'if (++row % limits::kCheckpointRows == 0)',
  ],
  [
    'an empty row takes the first letter of the next',
    'native',
    parser,
    '(~rows.empties >> at & 1)',
    '(rows.empties >> at & 1)',
  ],
  [
    'a text without a line end loses its last header',
    'native',
    lexer,
    'if (s_.phase == LexerState::kInHead) head({s_.head, s_.head_size});\n}\n\nLexerStop',
    '}\n\nLexerStop',
  ],
  [
    'a surrogate pair counts as two characters of three bytes',
    'native',
    lexer,
    'completes ? 1 : code < 0x80',
    'completes ? 3 : code < 0x80',
  ],
  [
    'a hidden character split over two windows is not named',
    'native',
    lexer,
    's_.trail = trail_after(s_.trail, bytes, limit);',
    '',
  ],
  [
    'doubled newlines are taken for empty context lines',
    'native',
    counter,
    '(!blank_fits && not_doubled_ == 0)',
    '(!blank_fits && not_doubled_ != 0)',
  ],
  [
    'a binary file has rows',
    'native',
    counter,
    'line_head.starts_with("Binary files ")',
    'line_head.starts_with("Binary file ")',
  ],
  [
    'the size of a diff counts the doubled newlines',
    'native',
    counter,
    'counts.artefacts = empties_;',
    'counts.artefacts = 0;',
  ],
  [
    'an added file of a service is on the old side',
    'native',
    payload,
    'if (fields.old_hash()) return Side::kOld;',
    'if (fields.old_hash()) return Side::kNew;',
  ],
  [
    'of a repeated key the first wrong value counts',
    'native',
    payload,
    '      wrong = (wrong & ~(1u << field)) | u32{!fits} << field;\n    }\n    return wrong == 0 && !cursor.has_failed();\n  }\n',
    '      wrong = wrong | u32{!fits} << field;\n    }\n    return wrong == 0 && !cursor.has_failed();\n  }\n',
  ],
  [
    'an unchanged file has unknown counts',
    'native',
    payload,
    '|| entry.status == FileStatus::kUnchanged',
    '|| entry.status == FileStatus::kAdded',
  ],
  [
    'a snapshot moves the download on',
    'native',
    payload,
    'if (step != PayloadStep::kSnapshot) state',
    'if (step == PayloadStep::kSnapshot) state',
  ],
  [
    'a byte order mark before a patch is prose',
    'native',
    patch,
    'if (seen == 3) at = 3;',
    'if (seen == 3) at = 0;',
  ],
  [
    'a binary patch ends at its first line of full length',
    'native',
    patch,
    'constexpr std::size_t kLongest = 1 + 65;',
    'constexpr std::size_t kLongest = 1 + 5;',
  ],
  [
    'a renamed file has no old name',
    'native',
    patch,
    'if (!file.old_path.empty()) entry',
    'if (file.old_path.empty()) entry',
  ],
  [
    'the end of a patch is cut',
    'native',
    patch,
    'end_section({s_.position + at, true,',
    'end_section({s_.position + at - 1, true,',
  ],
  [
    'a search goes on to the end of its round, whatever the effort',
    'native',
    snake,
    'if (effort <= 0 && round >= kFirstRounds) return false;',
    '',
  ],
  [
    'a run of equal lines costs as much as a single one',
    'native',
    snake,
    'effort -= x - from + 1;',
    'effort -= x > from ? 2 : 1;',
  ],

  [
    'comparisons run while another tab is open',
    gating,
    enabled,
    "const isOpen = isKnown && activeTab === 'sync';",
    "const isOpen = isKnown && activeTab !== 'deployments';",
  ],
  [
    'the deployments of all projects load with the tab',
    gating,
    enabled,
    "deployments: isKnown && activeTab === 'deployments',",
    'deployments: isKnown,',
  ],
  [
    'other scopes load before the chosen one is seen',
    gating,
    enabled,
    'if (!isSelectedPainted || !isSettled) return undefined;',
    'if (!isSettled) return undefined;',
  ],
  [
    'a scope that failed keeps the others from loading',
    gating,
    enabled,
    "['loaded', 'failed'].includes(progress[selectedScope])",
    "['loaded'].includes(progress[selectedScope])",
  ],
  [
    'a comparison with the source is asked of an artifact without one',
    gating,
    enabled,
    '(!needsSource || hasValidUpstream)',
    '(needsSource || hasValidUpstream)',
  ],
  [
    'every text comes with the first answer',
    gating,
    enabled,
    "toggles.summaryFirst ? 'none' : 'all'",
    "toggles.lazyDetail ? 'all' : 'none'",
  ],
  [
    'two artifacts share an answer',
    queries,
    keys,
    '{ artifactId, collection: sentCollection(target) ?? null, projectPath, texts },',
    "{ artifactId: '', collection: sentCollection(target) ?? null, projectPath, texts },",
  ],
  [
    'a new project loads the comparison with the source anew',
    queries,
    keys,
    'describeScope(scope).needsProject ? (target.projectPath ?? null) : null',
    '(target.projectPath ?? null)',
  ],
  [
    'two scopes load in the background at once',
    scopes,
    prefetch,
    'if (this.#underWay !== undefined) return;',
    '',
  ],
  [
    'the scope that was just chosen is cancelled',
    scopes,
    prefetch,
    'former !== undefined && former !== scope',
    'former !== undefined',
  ],
  ['a failed background load is repeated for ever', scopes, prefetch, 'this.#tried.add(scope);', ''],
  [
    'opened files are forgotten in the wrong order',
    files,
    'js/sync/weighted-cache.ts',
    '    this.#entries.delete(key);\n    this.#entries.set(key, entry);\n    return',
    '    return',
  ],
  [
    'a pull leaves the deployments as they were',
    mutations,
    'js/sync/invalidated-keys.ts',
    "return [...keys, ...deployments(artifactId), [KEY_ROOT, 'deployments']];",
    'return keys;',
  ],

  [
    'a file that upstream alone changed is marked as a conflict',
    ['tests/js/viewer-source.test.tsx'],
    'js/react/files/file-entries.ts',
    "index.changeOrigin(file) === 'both'",
    "index.changeOrigin(file) !== undefined && index.changeOrigin(file) !== 'local'",
  ],
  [
    'a search of long lines never looks at the clock',
    ['tests/js/budgets.test.ts'],
    'js/react/rows/row-search.ts',
    'row < end && characters < CHARACTERS_AT_ONCE',
    'row < end',
  ],

  [
    'flags are read from the bits of the kind',
    table,
    reader,
    'return this.#byte(row) >> ROW_KIND_BITS;',
    'return this.#byte(row) & ROW_KIND_MASK;',
  ],
  [
    'the second header of two texts compared has the numbers of the first',
    texts,
    reader,
    'if (this.#hunkRow(middle) <= row) low = middle;',
    'if (this.#hunkRow(middle) < row) low = middle;',
  ],
  [
    'new line numbers count deletions',
    table,
    reader,
    'const only = side === 0 ? DELETION : ADDITION;',
    'const only = DELETION;',
  ],
  [
    'the first line of the new text is shown empty',
    texts,
    reader,
    'start >= first.length',
    'start > first.length',
  ],
  [
    'a line ends at a letter n',
    table,
    'js/core/row-text.ts',
    'for (let at = start; ; at += 2) {',
    'for (let at = start; ; at += 1) {',
  ],
  [
    'a line end spelt with a capital letter is text',
    table,
    'js/core/row-text.ts',
    '(text[at + 3] ?? 0) | 0x20',
    '(text[at + 3] ?? 0)',
  ],
  [
    'a large file has the counts of its first part',
    ['tests/js/file-parser.test.ts'],
    'js/core/row-columns.ts',
    'const last = parts.at(-1);',
    'const last = parts.at(0);',
  ],
  [
    'marks inside a line are more than needed',
    'native',
    'src/short_match.cpp',
    'row = (row + same) | (row - same);',
    'row = (row + same) | row;',
  ],
  [
    'the first changed line after equal ones is equal, too',
    'native',
    'src/same_ids.h',
    'std::countr_zero(differ) :',
    'std::countr_zero(differ) + 1 :',
  ],
  [
    'an answer that came too late is shown',
    scopes,
    'js/sync/latest-intent.ts',
    'return intent.isLatest() ? result : superseded;',
    'return result;',
  ],
  [
    'another question is asked as if its answer were known',
    ['tests/js/sync-since.test.ts'],
    'js/sync/known-answer.ts',
    'if (name?.address !== address) return {};',
    'if (name === undefined) return {};',
  ],
  [
    'a file whose name has a blank cannot be patched',
    ['tests/js/unified-text.test.ts'],
    'js/core/unified-text.ts',
    "name.includes(' ')",
    "name.startsWith(' ')",
  ],
  [
    'a drag that ends in the other half copies a row too many',
    ['tests/js/viewer-interplay.test.tsx'],
    'js/react/rows/row-selection.ts',
    ': { position: position - 1, offset: Infinity };',
    ': { position, offset: Infinity };',
  ],
].map(([name, tests, file, before, after]) => ({ name, tests, file, before, after }));

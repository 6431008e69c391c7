// What every entry point exports.

export * from './core/api.ts';
export { tableFromParts } from './core/diff-table.ts';
export { DiffError, type DiffErrorCode } from './core/errors.ts';
export { type UnifiedTextNames, unifiedText } from './core/unified-text.ts';

// The page's state in its address, so that a link shows what its sender saw.

export interface PageAddress {
  readonly scope: string;
  readonly file: string;
  readonly filter: string;
  readonly showsUnchanged: boolean;
}

export function parseAddress(hash: string): PageAddress {
  const fields = new URLSearchParams(hash.startsWith('#') ? hash.slice(1) : hash);
  return {
    scope: fields.get('scope') ?? '',
    file: fields.get('file') ?? '',
    filter: fields.get('filter') ?? '',
    showsUnchanged: fields.get('unchanged') === '1',
  };
}

export function formatAddress({ scope, file, filter, showsUnchanged }: PageAddress): string {
  const fields = new URLSearchParams();
  if (scope) fields.set('scope', scope);
  if (file) fields.set('file', file);
  if (filter) fields.set('filter', filter);
  if (showsUnchanged) fields.set('unchanged', '1');
  return `#${fields}`;
}

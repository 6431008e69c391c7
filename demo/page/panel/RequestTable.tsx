import { type Log, useLog } from '../measure/log.ts';
import type { LoggedRequest } from '../measure/request-log.ts';
import { bytes, count, milliseconds } from '../quantities.ts';

/** Requests shown; the report has all of them. */
const MOST_SHOWN = 50;

/** The newest first. */
export function RequestTable({ requests }: { readonly requests: Log<LoggedRequest> }) {
  const all = useLog(requests);
  if (all.length === 0) return <p className="empty">Nothing was asked yet.</p>;
  const shown = all.slice(-MOST_SHOWN).reverse();
  return (
    <>
      <ol className="requests">
        {shown.map((request) => (
          <li key={request.number} className={`request request-${request.outcome}`}>
            <span className="request-query">{request.query}</span>
            <span className="request-status">{statusOf(request)}</span>
            <code className="request-url" title={decodeURIComponent(request.url)}>
              {request.method} {shortUrl(request.url)}
            </code>
            <span className="request-size">
              {request.bytes === undefined ? '–' : bytes(request.bytes)}
              {' · '}
              {request.ms === undefined ? '…' : milliseconds(request.ms)}
            </span>
          </li>
        ))}
      </ol>
      {shown.length < all.length && (
        <p className="empty">
          The latest {count(shown.length)} of {count(all.length)}; the report has all.
        </p>
      )}
    </>
  );
}

function statusOf({ outcome, status }: LoggedRequest): string {
  if (outcome === 'ended') return 'ended';
  if (outcome === 'failed') return 'no answer';
  return status === undefined ? 'waiting' : String(status);
}

/** The endpoint and the flags; what all requests have in common is left out. */
function shortUrl(url: string): string {
  const { pathname, searchParams } = new URL(url, location.href);
  const flags = [...searchParams]
    .filter(([name]) => name !== 'project_path' && name !== 'collection')
    .map(([name, value]) => `${name}=${value}`);
  const components = pathname.split('/').slice(3).map(decodeURIComponent);
  // "artifacts/skill:undici" is the same for all of them.
  const endpoint =
    components[0] === 'artifacts' && components[2] ? `…/${components[2]}` : components.join('/');
  return flags.length > 0 ? `${endpoint}?${flags.join('&')}` : endpoint;
}

// What must be known beside the content: what was done, that the list is old, that it could not be refreshed.

import type { SyncStatus } from './sync-status.ts';

export interface TabRemarksProps {
  readonly status: SyncStatus;
  readonly message: string;
  readonly onMessageRead: () => void;
}

export function TabRemarks({ status, message, onMessageRead }: TabRemarksProps) {
  const { texts, content, scopes, scope, isOutdated, refresh } = status;
  const { error, isFetching } = scopes[scope];
  const staleReason = content.kind === 'loaded' && !isFetching ? error?.message : undefined;
  return (
    <>
      <div role="status">
        {message !== '' && (
          <p className="hw-remark hw-done">
            {message}
            <button type="button" className="hw-button" aria-label={texts.dismiss} onClick={onMessageRead}>
              ×
            </button>
          </p>
        )}
      </div>
      {staleReason !== undefined && (
        <p className="hw-remark" role="alert">
          {texts.refreshFailed(staleReason)}{' '}
          <button type="button" className="hw-link" onClick={refresh}>
            {texts.retry}
          </button>
        </p>
      )}
      {isOutdated && (
        <p className="hw-remark" role="note">
          {texts.outdated}{' '}
          <button type="button" className="hw-link" onClick={refresh}>
            {texts.refresh}
          </button>
        </p>
      )}
    </>
  );
}

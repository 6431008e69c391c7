// One line of the list of files.

import { useViewer } from '../context/ViewerContext.tsx';
import type { LineCounts } from '../context/view-state.ts';
import { ShownText } from '../parts/ShownText.tsx';
import { ConflictMark } from './ConflictMark.tsx';
import { Counts } from './Counts.tsx';
import type { CountsItem, FileItem, FolderItem, ListItem } from './list-items.ts';
import { StatusBadge } from './StatusBadge.tsx';

export interface FileListItemProps {
  readonly item: ListItem;
  readonly counts: LineCounts | undefined;
  readonly isUnfolded: boolean;
  readonly canUnfold: boolean;
}

export function FileListItem(props: FileListItemProps) {
  const { item } = props;
  if (item.kind === 'folder') return <FolderLine item={item} />;
  if (item.kind === 'counts') return <CountsLine item={item} counts={props.counts} />;
  return <FileLine {...props} item={item} />;
}

function FolderLine({ item }: { readonly item: FolderItem }) {
  return (
    <>
      <span className={item.isOpen ? 'hw-chevron hw-open' : 'hw-chevron'} aria-hidden="true" />
      <bdi className="hw-folder-name">
        <ShownText text={item.name} />
      </bdi>
    </>
  );
}

function CountsLine({
  item,
  counts,
}: {
  readonly item: CountsItem;
  readonly counts: LineCounts | undefined;
}) {
  const { texts } = useViewer();
  const { status } = item.entry;
  const known = counts ? texts.lineCounts(counts.additions, counts.deletions) : texts.lineCountsUnknown;
  return <span className="hw-counts-line">{status === 'unchanged' ? texts.sameOnBothSides : known}</span>;
}

function FileLine({ item, counts, isUnfolded, canUnfold }: FileListItemProps & { readonly item: FileItem }) {
  const { texts } = useViewer();
  const { path, status, isConflict } = item.entry;
  return (
    <>
      {canUnfold ? (
        // The keyboard unfolds with the arrows; Tab should not stop at every line.
        <button
          type="button"
          tabIndex={-1}
          className={isUnfolded ? 'hw-chevron hw-open' : 'hw-chevron'}
          data-unfolds={item.entry.id}
          aria-label={isUnfolded ? texts.collapse(path) : texts.expand(path)}
        />
      ) : (
        <span className="hw-chevron hw-absent" />
      )}
      <StatusBadge status={status} />
      <span className="hw-path" title={path} dir="ltr">
        <bdi className="hw-folder">
          <ShownText text={item.folder} />
        </bdi>
        <bdi className="hw-name">
          <ShownText text={item.name} />
        </bdi>
      </span>
      {isConflict && <ConflictMark />}
      {status !== 'unchanged' && <Counts counts={counts} />}
    </>
  );
}

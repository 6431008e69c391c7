import { type DiffSource, DiffViewer } from 'hunkwise/react';
import { type ClipboardEvent, type DragEvent, useRef, useState } from 'react';
import type { PageAddress } from '../page-address.ts';
import type { Session } from '../session.ts';
import type { ChangeAddress } from '../use-page-address.ts';
import { patchSource, sourceOfFiles } from './own-source.ts';

export interface OwnComparisonProps {
  readonly session: Session;
  readonly view: PageAddress['view'];
  readonly onAddress: ChangeAddress;
}

/** A place to drop, paste or choose; then the viewer. */
export function OwnComparison({ session, view, onAddress }: OwnComparisonProps) {
  const [source, setSource] = useState<DiffSource>();
  const [problem, setProblem] = useState<string>();
  const [isReading, setIsReading] = useState(false);
  const [isOver, setIsOver] = useState(false);
  const wish = useRef(0);

  const show = async (read: () => Promise<DiffSource>) => {
    const asked = ++wish.current;
    setProblem(undefined);
    setIsReading(true);
    try {
      const made = await read();
      if (asked === wish.current) setSource(made);
    } catch (error) {
      if (asked === wish.current)
        setProblem(`It cannot be shown. ${error instanceof Error ? error.message : error}`);
    }
    if (asked === wish.current) setIsReading(false);
  };
  const showFiles = (files: FileList | null) =>
    files && files.length > 0 && show(async () => sourceOfFiles(await session.engine(), [...files]));
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    void showFiles(event.dataTransfer.files);
  };
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    if (event.clipboardData.files.length > 0) void showFiles(event.clipboardData.files);
    else if (text) void show(async () => patchSource(await session.engine(), text));
    event.preventDefault();
  };

  if (source) {
    const leave = () => setSource(undefined);
    return (
      <DiffViewer
        source={source}
        onClose={leave}
        view={view}
        onViewChange={(next) => onAddress({ view: next })}
      />
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one of three ways; the other two have controls
    <div
      className={isOver ? 'own own-over' : 'own'}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={onDrop}
    >
      <h2>Your own changes</h2>
      <p>Drop a patch here, or two files to compare. Nothing leaves this page.</p>
      <label className="action">
        Choose files
        <input
          type="file"
          multiple
          className="for-readers"
          onChange={(event) => void showFiles(event.target.files)}
        />
      </label>
      <label className="paste">
        <span>Or paste a patch:</span>
        <textarea rows={4} spellCheck={false} onPaste={onPaste} placeholder="diff --git …" />
      </label>
      {isReading && <p role="status">Reading …</p>}
      {problem && <p role="alert">{problem}</p>}
    </div>
  );
}

// A file that is on the way: after a moment what is waited for, after a second how far it is, and a way out.

import { useViewer } from '../context/ViewerContext.tsx';
import { type BytesSoFar, BytesSoFarBar } from '../parts/BytesSoFar.tsx';
import { Waiting } from '../parts/Notice.tsx';

export interface FileWaitingProps {
  readonly path: string;
  readonly soFar: BytesSoFar | undefined;
  readonly onLeave: () => void;
}

const LINES = 24;

export function FileWaiting({ path, soFar, onLeave }: FileWaitingProps) {
  const { texts } = useViewer();
  const what = texts.loadingFile(path);
  return (
    <Waiting what={what} lines={LINES}>
      <BytesSoFarBar soFar={soFar} what={what} text={texts.soFar} />
      <button type="button" className="hw-button" onClick={onLeave}>
        {texts.cancel}
      </button>
    </Waiting>
  );
}

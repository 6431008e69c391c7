import { bytes } from '../quantities.ts';

export interface Received {
  readonly bytes: number;
  readonly total: number | undefined;
}

/** How far a download is: bytes of bytes. */
export function DownloadProgress({ bytes: received, total }: Received) {
  const text = total === undefined ? bytes(received) : `${bytes(received)} of ${bytes(total)}`;
  return (
    <div className="download">
      <progress aria-label="Download" {...(total === undefined ? {} : { max: total, value: received })} />
      <span>{text}</span>
    </div>
  );
}

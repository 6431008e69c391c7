import { defaultTexts } from './context/texts.ts';
import { SkeletonLines } from './parts/Notice.tsx';

/** The viewer's place while its data is on the way: the same geometry, no content. */
export function DiffViewerSkeleton({ label = defaultTexts.loadingFiles }: { readonly label?: string }) {
  return (
    <section className="hw-viewer hw-is-skeleton" aria-busy="true" aria-label={label}>
      <div className="hw-bar" />
      <div className="hw-panes">
        <div className="hw-files">
          <SkeletonLines lines={12} />
        </div>
        <div className="hw-divider" />
        <div className="hw-diff">
          <SkeletonLines lines={24} />
        </div>
      </div>
    </section>
  );
}

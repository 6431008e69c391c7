/** What this page is for. Asks the service for nothing, as any other tab does. */
export function AboutTab() {
  return (
    <section className="prose" aria-labelledby="about">
      <h2 id="about">About this page</h2>
      <p>
        It shows the sync tab over a service on this machine, and beside it what the tab costs: requests,
        time, memory, elements, and calls of the engine. While this text is shown, the tab asks for nothing.
      </p>
      <dl>
        <dt>Compare</dt>
        <dd>
          The trees that the service was started with, or a set made to be hard: many files, many rows, one
          long line, one large answer. Or a patch of your own, which never leaves this page.
        </dd>
        <dt>Switch</dt>
        <dd>
          Each toggle takes one idea away. With all three off the tab asks as it used to: every text at once,
          and scopes nobody has chosen.
        </dd>
        <dt>Measure</dt>
        <dd>
          Times run from the click to the paint. Medians are of this visit; “Reset figures” begins anew,
          “Start cold” forgets what was loaded as well. Scripts read everything by{' '}
          <code>hunkwiseReport()</code>.
        </dd>
        <dt>Share</dt>
        <dd>Scope, file, view and switches are in the address: a link shows what you see.</dd>
      </dl>
    </section>
  );
}

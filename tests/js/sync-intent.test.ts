// What the person wants now wins over what is under way: latest intent, background loads, dismissals, marks.

import { describe, expect, test, vi } from 'vitest';
import {
  type ComparisonScope,
  DriftDismissal,
  LatestIntent,
  PerfMarks,
  type PerfName,
  ScopePrefetch,
  superseded,
} from '../../js/sync.ts';
import { failureOf, settled } from './support/sync-session.ts';

describe('the latest intent', () => {
  test('wins, whichever answer comes last', async () => {
    const intent = new LatestIntent();
    const answers: ((word: string) => void)[] = [];
    const signals: AbortSignal[] = [];
    const ask = (signal: AbortSignal) => {
      signals.push(signal);
      return new Promise<string>((resolve) => answers.push(resolve));
    };
    const [first, second] = [intent.run(ask), intent.run(ask)];
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    answers[1]?.('second');
    answers[0]?.('first');
    expect([await first, await second]).toEqual([superseded, 'second']);
  });

  test('hides the failure of a question that nobody asks any more', async () => {
    const intent = new LatestIntent();
    const failing = intent.run(() => Promise.reject(new Error('late')));
    intent.cancel();
    expect(await failing).toBe(superseded);
    expect(await failureOf(intent.run(() => Promise.reject(new Error('now'))))).toMatchObject({
      message: 'now',
    });
  });

  test('is none after leaving', () => {
    const intent = new LatestIntent();
    const last = intent.begin();
    expect(last.isLatest()).toBe(true);
    intent.cancel();
    expect([last.isLatest(), last.signal.aborted]).toEqual([false, true]);
  });
});

describe('background loads', () => {
  const B = 'source-vs-collection';
  const C = 'source-vs-project';

  function session() {
    const log: string[] = [];
    const ends = new Map<ComparisonScope, { done: () => void; fail: () => void }>();
    const missing = new Set<ComparisonScope>([B, C]);
    const prefetch = new ScopePrefetch({
      load: (scope) => {
        log.push(`load ${scope}`);
        return new Promise<void>((resolve, reject) =>
          ends.set(scope, {
            done: () => {
              missing.delete(scope);
              resolve();
            },
            fail: () => {
              missing.delete(scope);
              reject(new Error('failed'));
            },
          }),
        );
      },
      cancel: (scope) => log.push(`cancel ${scope}`),
      next: () => [...missing][0],
    });
    return { log, ends, missing, prefetch };
  }

  test('begin when the first content is painted, and run one at a time', async () => {
    const { log, ends, prefetch } = session();
    await settled();
    expect(log).toEqual([]);
    prefetch.painted();
    prefetch.painted();
    await settled();
    expect(log).toEqual([`load ${B}`]);
    ends.get(B)?.done();
    await settled();
    expect([log, prefetch.underWay]).toEqual([[`load ${B}`, `load ${C}`], C]);
    ends.get(C)?.done();
    await settled();
    prefetch.painted();
    expect([log.length, prefetch.underWay]).toEqual([2, undefined]);
  });

  test('wait for the one under way, also when its answer is known before it has ended', async () => {
    const { log, missing, prefetch } = session();
    prefetch.painted();
    missing.delete(B);
    prefetch.painted();
    await settled();
    expect([log, prefetch.underWay]).toEqual([[`load ${B}`], B]);
  });

  test('go on after a failure, and never repeat it on their own', async () => {
    const { log, ends, missing, prefetch } = session();
    prefetch.painted();
    ends.get(B)?.fail();
    missing.add(B);
    await settled();
    ends.get(C)?.done();
    await settled();
    prefetch.painted();
    await settled();
    expect(log).toEqual([`load ${B}`, `load ${C}`]);
  });

  test('give way to a choice, unless it is just that scope', async () => {
    const chosenOther = session();
    chosenOther.prefetch.painted();
    chosenOther.prefetch.chosen(C);
    expect(chosenOther.log).toEqual([`load ${B}`, `cancel ${B}`]);

    const chosenSame = session();
    chosenSame.prefetch.painted();
    chosenSame.prefetch.chosen(B);
    expect(chosenSame.log).toEqual([`load ${B}`]);
    chosenSame.ends.get(B)?.done();
    await settled();
    expect(chosenSame.log).toEqual([`load ${B}`]); // the rest follows when that scope is painted
    chosenSame.prefetch.painted();
    expect(chosenSame.log).toEqual([`load ${B}`, `load ${C}`]);
  });

  test('end with the tab', async () => {
    const { log, ends, prefetch } = session();
    prefetch.painted();
    prefetch.stop();
    ends.get(B)?.done();
    await settled();
    expect(log).toEqual([`load ${B}`, `cancel ${B}`]);
  });
});

describe('a dismissed drift', () => {
  const HOUR = 3_600_000;

  function stored(words: Record<string, string> = {}) {
    const kept = new Map(Object.entries(words));
    let time = 1e12;
    const dismissal = new DriftDismissal({
      prefix: 'tab',
      now: () => time,
      storage: {
        getItem: (key) => kept.get(key) ?? null,
        setItem: (key, value) => void kept.set(key, value),
        removeItem: (key) => void kept.delete(key),
      },
    });
    const is = (status: 'modified' | 'conflict' = 'modified') =>
      dismissal.isDismissed('skill:x', 'source-vs-collection', status);
    const dismiss = () => dismissal.dismiss('skill:x', 'source-vs-collection', 'modified');
    return { kept, dismissal, is, dismiss, pass: (ms: number) => (time += ms) };
  }

  test('stays away for a day', () => {
    const { is, dismiss, pass, kept } = stored();
    expect(is()).toBe(false);
    dismiss();
    expect([...kept.keys()]).toEqual(['tab:drift-dismissed:skill:x:source-vs-collection']);
    pass(24 * HOUR - 1);
    expect(is()).toBe(true);
    pass(1);
    expect(is()).toBe(false);
    expect(kept.size).toBe(0);
  });

  test('comes back when it becomes another one', () => {
    const { is, dismiss } = stored();
    dismiss();
    expect(is('conflict')).toBe(false);
    expect(is('modified')).toBe(false);
  });

  test('is dismissed in its scope only, and can be taken back', () => {
    const { dismissal, is, dismiss } = stored();
    dismiss();
    expect(dismissal.isDismissed('skill:x', 'source-vs-project', 'modified')).toBe(false);
    expect(dismissal.isDismissed('skill:y', 'source-vs-collection', 'modified')).toBe(false);
    dismissal.restore('skill:x', 'source-vs-collection');
    expect(is()).toBe(false);
  });

  test('from a clock that was wrong does not stay for ever', () => {
    const { is, dismiss, pass } = stored();
    dismiss();
    pass(-HOUR);
    expect(is()).toBe(false);
  });

  test.each(['', '{', 'null', '12', '"x"', '{}', '{"dismissedAt":"today","status":"modified"}'])(
    'is none where %j is stored',
    (word) => {
      const { is, kept } = stored({ 'tab:drift-dismissed:skill:x:source-vs-collection': word });
      expect(is()).toBe(false);
      expect(kept.size).toBe(1);
    },
  );

  test('is forgotten without an error where nothing can be stored', () => {
    const nowhere = new DriftDismissal();
    vi.stubGlobal('localStorage', undefined);
    nowhere.dismiss('skill:x', 'source-vs-project', 'modified');
    expect(nowhere.isDismissed('skill:x', 'source-vs-project', 'modified')).toBe(false);
    vi.unstubAllGlobals();
    const locked = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    const full = new DriftDismissal({ storage: { getItem: locked, setItem: locked, removeItem: locked } });
    full.dismiss('skill:x', 'source-vs-project', 'modified');
    full.restore('skill:x', 'source-vs-project');
    expect(full.isDismissed('skill:x', 'source-vs-project', 'modified')).toBe(false);
  });
});

describe('marks', () => {
  const names = () =>
    ['mark', 'measure'].flatMap((type) =>
      performance.getEntriesByType(type).map(({ name }) => `${type} ${name}`),
    );

  const fresh = (test: (marks: PerfMarks) => void) => {
    performance.clearMarks();
    performance.clearMeasures();
    test(new PerfMarks({ prefix: 'app.sync' }));
  };

  test('become a measure with a track for DevTools, and are cleared', () =>
    fresh((marks) => {
      marks.start('diff-viewer.detail');
      expect(names()).toEqual(['mark app.sync.diff-viewer.detail.start']);
      const duration = marks.end('diff-viewer.detail', { path: 'a.txt', rows: 3 });
      expect(duration).toBeGreaterThanOrEqual(0);
      expect(names()).toEqual(['measure app.sync.diff-viewer.detail']);
      const [measure] = performance.getEntriesByType('measure') as PerformanceMeasure[];
      expect(measure?.duration).toBe(duration);
      expect(measure?.detail).toEqual({
        devtools: {
          dataType: 'track-entry',
          trackGroup: 'app.sync',
          track: 'diff-viewer',
          color: 'secondary',
          tooltipText: 'diff-viewer.detail',
          properties: [
            ['path', 'a.txt'],
            ['rows', '3'],
          ],
        },
      });
    }));

  test('that were never begun, or ended twice, measure nothing', () =>
    fresh((marks) => {
      expect(marks.end('modal.open')).toBeUndefined();
      marks.start('modal.open');
      marks.end('modal.open');
      expect(marks.end('modal.open')).toBeUndefined();
      expect(names()).toEqual(['measure app.sync.modal.open']);
    }));

  test('of a scope end with the click on another one', () =>
    fresh((marks) => {
      marks.start('sync-tab.scope.source-vs-project');
      marks.start('sync-tab.mount');
      marks.start('sync-tab.scope.collection-vs-project');
      expect(marks.end('sync-tab.scope.source-vs-project')).toBeUndefined();
      expect(marks.end('sync-tab.scope.collection-vs-project')).toBeGreaterThanOrEqual(0);
      expect(marks.end('sync-tab.mount')).toBeGreaterThanOrEqual(0);
      expect(names().sort()).toEqual([
        'measure app.sync.sync-tab.mount',
        'measure app.sync.sync-tab.scope.collection-vs-project',
      ]);
    }));

  test('that are begun again count from the second time, and cancelled ones leave nothing', () =>
    fresh((marks) => {
      marks.start('diff-viewer.render');
      marks.start('diff-viewer.render');
      expect(names()).toEqual(['mark app.sync.diff-viewer.render.start']);
      marks.cancel('diff-viewer.render');
      expect([names(), marks.end('diff-viewer.render')]).toEqual([[], undefined]);
    }));

  const clock = (): number => 1;
  const refuse = (): never => {
    throw new Error('not here');
  };
  test.each([
    ['no performance at all', undefined],
    ['nothing of it', {}],
    ['only a clock', { now: clock }],
    ['something that throws', { now: clock, mark: refuse, measure: refuse, clearMarks: refuse }],
  ])('do no harm where there is %s', (_, performance) => {
    const marks = new PerfMarks({ performance });
    const all: PerfName[] = ['modal.open', 'sync-tab.scope.source-vs-project'];
    for (const name of all) marks.start(name);
    for (const name of all) expect(marks.end(name)).toBeUndefined();
  });

  test('have the name of the package before them if nobody says otherwise', () => {
    performance.clearMarks();
    new PerfMarks().start('modal.open');
    expect(names()).toContain('mark hunkwise.modal.open.start');
    performance.clearMarks();
  });
});

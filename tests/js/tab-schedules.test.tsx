// @vitest-environment jsdom
// Random visits to the tab: comparisons and files are switched, the tab is left and opened again, copies change,
// while answers come late, fail or never come. Whatever happens, what is shown is what was chosen.

import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type ComparisonScope, comparisonScopes, defaultToggles, legacyToggles } from '../../js/sync.ts';
import { randomFrom } from './support/random.ts';
import { type Fault, roles, ScheduledService } from './support/scheduled-service.ts';
import { ScheduledTab } from './support/scheduled-tab.tsx';
import {
  observeDuplicates,
  observeLeftovers,
  observeScreen,
  rowsOf,
  shownPath,
  shownRows,
  wantedPath,
} from './support/tab-observations.ts';

/** Frames in which what is not wanted any more has to end. */
const GRACE_FRAMES = 3;
/** In development mode React takes a third of a second for each: a thousand are for whoever has the time. */
const SCHEDULES = Number(process.env.HUNKWISE_SCHEDULES ?? (process.env.HUNKWISE_LONG ? 1000 : 80));
const FIRST_SEED = Number(process.env.HUNKWISE_FIRST_SEED ?? 1);
const scopes = comparisonScopes.map(({ scope }) => scope);
const faults: readonly Fault[] = ['network', 'network', 'refusal', 'silence'];
const someToggles = [
  ...[defaultToggles, defaultToggles, defaultToggles, defaultToggles],
  { ...defaultToggles, prefetchScopes: false },
  { ...defaultToggles, lazyDetail: false },
  legacyToggles,
];
const confirmations = {
  'Pull …': ['Pull', 'upstream-diff'],
  'Push …': ['Push', 'diff'],
  'Deploy …': ['Deploy', 'diff'],
};
const wayOut = ['Retry', 'Compare', 'Refresh the list'];

const rejected: unknown[] = [];
const onRejected = (reason: unknown) => rejected.push(reason);
beforeAll(() => void process.on('unhandledRejection', onRejected));
afterAll(() => void process.off('unhandledRejection', onRejected));
beforeEach(() => {
  const toFake = ['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'cancelAnimationFrame'] as const;
  vi.useFakeTimers({ toFake: [...toFake] });
  vi.spyOn(console, 'error');
  vi.spyOn(console, 'warn');
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** One visit. Its steps are kept for whoever has to find out why it failed. */
class Schedule {
  readonly steps: string[] = [];
  readonly service: ScheduledService;
  readonly tab: ScheduledTab;
  readonly #random: () => number;
  readonly #screen = new MutationObserver(() => this.#look());
  #confirming: string | undefined;
  #problem: unknown;
  #unwantedFrames = 0;
  #isCopyEdited = false;
  #isAskedAgain = false;

  constructor(seed: number) {
    this.#random = randomFrom(seed);
    this.service = new ScheduledService(() => 5 + 250 * this.#random() ** 2);
    this.service.inner.knowsFilePath = this.#chance(0.5);
    this.service.inner.ignoresFlags = this.#chance(0.2);
    this.tab = new ScheduledTab({
      service: this.service,
      toggles: this.#oneOf(someToggles),
      isFileHeld: this.#chance(0.5),
      isStrict: this.#chance(0.2),
      scope: this.#oneOf(scopes),
    });
    this.#screen.observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
  }

  async run(): Promise<void> {
    try {
      this.tab.open();
      const intents = 6 + Math.floor(10 * this.#random());
      for (let intent = 0; intent < intents; ++intent) {
        await this.#intend();
        if (this.#chance(0.6)) await this.#pass(this.#oneOf([0, 30, 60, 400]));
      }
      await this.#settle();
      await this.#choose(this.#oneOf(scopes));
      await this.#settle();
      await this.#openFile();
      await this.#settle();
      this.#expectEverything();
    } finally {
      this.#screen.disconnect();
      this.tab.close();
      await this.tab.pass(0, () => {});
      this.tab.cache.clear();
      vi.clearAllTimers();
      localStorage.clear();
    }
    expect(this.service.waiting.filter(({ method }) => method === 'GET')).toEqual([]);
  }

  async #intend(): Promise<void> {
    const { tab } = this;
    // What was rendered is looked at before something else is wanted.
    for (let turn = 0; turn < 3; ++turn) await Promise.resolve();
    this.#unwantedFrames = 0;
    if (!tab.isOpen || !tab.isActive) return this.#chance(0.5) ? this.#comeBack() : undefined;
    if (tab.dialog) return this.#closeDialog();
    const dice = this.#random();
    if (dice < 0.3) return this.#choose(this.#oneOf(scopes));
    if (dice < 0.6) return this.#openFile();
    if (dice < 0.68) return this.#leave();
    if (dice < 0.77) return this.#change();
    if (dice < 0.83)
      return this.#act(this.#oneOf(Object.keys(confirmations) as (keyof typeof confirmations)[]));
    if (dice < 0.9) return this.#press(this.#oneOf([...wayOut, 'Cancel']));
    this.service.fault = this.#oneOf(faults);
    this.steps.push(`next request: ${this.service.fault}`);
  }

  async #choose(scope: ComparisonScope): Promise<void> {
    this.steps.push(`choose ${scope}`);
    this.tab.choose(scope);
  }

  async #openFile(): Promise<void> {
    const lines = this.tab.fileLines;
    if (lines.length === 0) return;
    const line = this.#oneOf(lines);
    this.steps.push(`open ${line.dataset.path}`);
    this.tab.openFile(line);
  }

  #leave(): void {
    const closes = this.#chance(0.4);
    this.steps.push(closes ? 'close the page' : 'look at another tab');
    if (closes) this.tab.close();
    else this.tab.activate(false);
  }

  #comeBack(): void {
    this.steps.push('come back');
    if (this.tab.isOpen) this.tab.activate(true);
    else this.tab.open();
  }

  #change(): void {
    const role = this.#chance(0.6) ? this.#oneOf(roles) : undefined;
    if (role) this.service.edit(role);
    if (role) this.#isCopyEdited = true;
    this.#isAskedAgain = true;
    this.steps.push(`${role ?? 'nothing'} changes, everything is asked anew`);
    void this.tab.cache.invalidateQueries();
  }

  async #act(button: keyof typeof confirmations): Promise<void> {
    const [confirm = '', endpoint] = confirmations[button];
    if (!this.tab.press(button)) return;
    this.#confirming = endpoint;
    this.steps.push(button);
    await this.#pass(this.#oneOf([0, 100, 400]));
    const { dialog } = this.tab;
    if (this.#chance(0.3) || !dialog || !this.tab.press(confirm, dialog)) return this.#closeDialog();
    this.steps.push(confirm);
    this.#isCopyEdited = true;
    await this.#pass(this.#oneOf([0, 400]));
    if (this.tab.dialog) this.#closeDialog();
  }

  #closeDialog(): void {
    const { dialog } = this.tab;
    if (dialog && !this.tab.press('Cancel', dialog)) this.tab.press('Close', dialog);
    this.#confirming = undefined;
    this.steps.push('close the dialog');
  }

  #press(button: string): void {
    const body = document.querySelector('.hw-tab') ?? document;
    if (this.tab.press(button, body)) this.steps.push(`press ${button}`);
  }

  /** Nothing fails any more; the user does what the page offers until there is nothing left to do. */
  async #settle(): Promise<void> {
    if (!this.tab.isOpen || !this.tab.isActive) this.#comeBack();
    if (this.tab.dialog) this.#closeDialog();
    this.service.recover();
    for (let attempt = 0; attempt < 10; ++attempt) {
      await this.#untilCalm();
      const offered = wayOut.find((button) => this.tab.press(button));
      if (offered === undefined) return;
      this.steps.push(`at last: press ${offered}`);
    }
    throw new Error('the page still offers to try again');
  }

  async #untilCalm(): Promise<void> {
    for (let time = 0; time < 30_000; time += 100) {
      await this.#pass(100, time < 1000 ? 25 : 100);
      if (this.service.waiting.length === 0 && this.tab.cache.isFetching() === 0) return;
    }
    throw new Error(`still waiting for ${this.service.waiting.map(({ what }) => what).join()}`);
  }

  async #pass(milliseconds: number, step?: number): Promise<void> {
    this.#look(); // an intent that changes nothing on the screen may be wrong, too
    const observe = () => {
      if (this.#problem !== undefined) throw this.#problem;
      observeDuplicates(this.service);
      if (!this.tab.dialog) this.#confirming = undefined;
      this.#observeLeftovers();
    };
    await this.tab.pass(milliseconds, observe, step);
  }

  /** A change has some frames' time to reach everybody. */
  #observeLeftovers(): void {
    try {
      observeLeftovers(this.tab, this.#confirming);
      this.#unwantedFrames = 0;
    } catch (error) {
      if (++this.#unwantedFrames > GRACE_FRAMES) throw error;
    }
  }

  #look(): void {
    if (this.#problem !== undefined) return;
    try {
      observeScreen(this.tab);
    } catch (error) {
      this.#problem = error;
    }
  }

  #expectEverything(): void {
    const path = shownPath();
    if (path === undefined) throw new Error('no file is open');
    expect(path).toBe(wantedPath(this.tab) ?? path);
    expect(shownRows(), `${this.tab.scope}, ${path}`).toEqual(rowsOf(this.service, this.tab, path));
    expect(document.querySelector('.hw-tab [role=alert]')).toBeNull();
    this.#expectNothingTwice();
  }

  /** As long as nothing changes, nothing that came is asked for again. */
  #expectNothingTwice(): void {
    if (this.#isCopyEdited) return;
    const answered = this.service.answers;
    // A path with a comma may take two requests, and be left between them.
    const texts = answered.map(({ what }) => what).filter((what) => /^[^,]*\.txt$/.test(what));
    expect(new Set(texts).size, `asked again: ${texts}`).toBe(texts.length);
    if (this.#isAskedAgain) return;
    const lists = answered.map(({ what }) => what).filter((what) => what.endsWith('summary'));
    expect(new Set(lists).size, `asked again: ${lists}`).toBe(lists.length);
  }

  #chance(share: number): boolean {
    return this.#random() < share;
  }

  #oneOf<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.#random() * items.length)] as Item;
  }
}

test('what is shown is what was chosen; nothing is asked twice, nothing goes on that was left, nobody complains', async () => {
  const states = { aborted: 0, failed: 0, answered: 0, waiting: 0 };
  for (let seed = FIRST_SEED; seed < FIRST_SEED + SCHEDULES; ++seed) {
    const schedule = new Schedule(seed);
    try {
      await schedule.run();
      expect(vi.mocked(console.error).mock.calls).toEqual([]);
      expect(vi.mocked(console.warn).mock.calls).toEqual([]);
      expect(rejected).toEqual([]);
    } catch (cause) {
      const sentence = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`schedule ${seed}: ${sentence}\n${schedule.steps.join('\n')}`, { cause });
    }
    for (const { state } of schedule.service.log) ++states[state];
  }
  // Schedules in which nothing is given up or fails would prove little.
  expect(states.aborted).toBeGreaterThan(SCHEDULES);
  if (SCHEDULES >= 60) expect(states.failed).toBeGreaterThan(SCHEDULES / 40); // a few may meet no failure
  expect(states.answered).toBeGreaterThan(5 * SCHEDULES);
}, 900_000);

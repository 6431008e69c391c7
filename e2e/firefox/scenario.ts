import type { PageDriver } from './page-driver.ts';
import type { Places } from './places.ts';

export interface Scenario {
  readonly name: string;
  readonly run: (page: PageDriver, places: Places) => Promise<void>;
  /** What the browser's console may say; anything else fails the scenario. */
  readonly mayComplain?: RegExp;
}

import type { PageDriver } from './page-driver.ts';
import type { Places } from './places.ts';

export interface Scenario {
  readonly name: string;
  readonly run: (page: PageDriver, places: Places) => Promise<void>;
}

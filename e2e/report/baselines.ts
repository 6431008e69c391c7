// What is measured: artifacts of several sizes, each opened and used in the same way, with the switches off and on.

/** As the scenarios BASELINE-001 to -006 of the former tab's plan have them. */
export interface BaselineArtifact {
  readonly name: string;
  /** The scenarios it stands for. */
  readonly scenarios: string;
  readonly files: number;
  readonly projects: number;
  /** Requests of opening it, by that plan. */
  readonly formerRequests: string;
}

export const baselineArtifacts: readonly BaselineArtifact[] = [
  { name: 'ten', scenarios: '001–003', files: 10, projects: 2, formerRequests: '4–5' },
  { name: 'large', scenarios: '004', files: 60, projects: 2, formerRequests: '4–6' },
  { name: 'small', scenarios: '005', files: 4, projects: 1, formerRequests: '2–3' },
  { name: 'projects-1', scenarios: '006', files: 15, projects: 1, formerRequests: '–' },
  { name: 'projects-2', scenarios: '006', files: 15, projects: 2, formerRequests: '–' },
  { name: 'projects-3', scenarios: '006', files: 15, projects: 3, formerRequests: '5–8' },
  { name: 'projects-5', scenarios: '006', files: 15, projects: 5, formerRequests: '5–8' },
];

/** Fields of the page's address. */
export type AddressFields = Readonly<Record<string, string>>;

export const networks: Readonly<Record<string, AddressFields>> = {
  paced: { delay: '100', speed: '2' },
  direct: {},
};

export const switches: Readonly<Record<'off' | 'on', AddressFields>> = {
  off: { summaryFirst: '0', lazyDetail: '0', prefetchScopes: '0' },
  on: {},
};

/** What one visit measures; times in milliseconds, sizes in bytes. A project is changed only where there are several. */
export interface VisitFigures {
  /** Sent before the first content was on the screen. */
  readonly requestsUntilContent: number;
  /** Until nothing was on the way any more. */
  readonly requestsOfOpening: number;
  readonly bytesOfOpening: number;
  readonly firstContent: number;
  /** To a comparison that was not shown before. */
  readonly firstSwitchCollection: number;
  readonly requestsOfFirstSwitchCollection: number;
  readonly firstSwitchProject: number;
  readonly requestsOfFirstSwitchProject: number;
  readonly visitedSwitch: number;
  readonly requestsOfVisitedSwitch: number;
  readonly fileClick: number;
  readonly requestsOfFileClick: number;
  /** Left, and back a second later. */
  readonly reopening: number;
  readonly requestsOfReopening: number;
  readonly projectSwitch?: number;
  readonly requestsOfProjectSwitch?: number;
  /** Over the whole visit. */
  readonly requests: number;
  readonly bytes: number;
  readonly longTasks: number;
  readonly longestTask: number;
  /** At the visit's end; the JavaScript heap after a collection. */
  readonly jsHeap: number;
  readonly wasmHeap: number;
  readonly elements: number;
}

export interface VisitSample {
  readonly artifact: string;
  readonly network: string;
  readonly switches: 'off' | 'on';
  readonly figures: VisitFigures;
}

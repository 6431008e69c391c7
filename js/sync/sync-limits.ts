// Every ceiling and duration of this folder, with unit and reason.

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Bytes of one answer, unpacked. The engine's own default: above it a browser tab is in danger. */
export const DEFAULT_MAX_ANSWER_BYTES = 2 ** 30;

/** Bytes from which a comparison is indexed while it arrives: below it the download is over before a list could show. */
export const STREAMED_ANSWER_BYTES = 8 * 1024 * 1024;

/** Milliseconds between two snapshots of an arriving comparison. More often than a person reads would only cost time. */
export const SNAPSHOT_INTERVAL = 250;

/** Bytes that are read of a failure's body; what a person can use of it is one sentence. */
export const MAX_FAILURE_BYTES = 64 * 1024;

/** Milliseconds for reading them: the status is known by then, and a person should not wait for the reason. */
export const MAX_FAILURE_TIME = 3 * SECOND;

/** Milliseconds without a byte after which an answer that has begun is given up: the connection is dead. */
export const DEFAULT_MAX_SILENCE = MINUTE;

/** Characters of the service's own words that are shown. */
export const MAX_REASON_LENGTH = 300;

/** Bytes of rows and texts kept for files that were opened; those opened longest ago go first. */
export const DEFAULT_MAX_ROW_BYTES = 64 * 1024 * 1024;

/** Milliseconds. A comparison is expensive for the service and cheap to keep; an edit should show within half a minute. */
export const DIFF_STALE_TIME = 30 * SECOND;
/** Milliseconds that a comparison is kept after it was last shown. */
export const DIFF_GC_TIME = 5 * MINUTE;

/** Milliseconds. Which projects have an artifact changes by our own actions, which invalidate it, and seldom else. */
export const SELECTOR_STALE_TIME = 5 * MINUTE;
/** Milliseconds that the list of an artifact's projects is kept after it was last shown. */
export const SELECTOR_GC_TIME = 30 * MINUTE;

/** Milliseconds. */
export const DEPLOYMENTS_STALE_TIME = 2 * MINUTE;
/** Milliseconds that a project's deployments are kept after they were last shown. */
export const DEPLOYMENTS_GC_TIME = 5 * MINUTE;

/** Further attempts when the network or a gateway failed. */
export const MAX_RETRIES = 2;

/** Milliseconds before the first of them; doubles each time. */
export const RETRY_DELAY = SECOND;

/** Seconds to wait when a service says "too many requests" and not for how long; its own block lasts as long. */
export const DEFAULT_RETRY_AFTER = 10;

/** Seconds. Nobody waits longer in front of a page; the person decides then. */
export const MAX_RETRY_AFTER = 60;

/** Milliseconds that a dismissed drift stays dismissed. */
export const DISMISSAL_TIME = 24 * 60 * MINUTE;

/** Milliseconds before the service's events are listened to again; doubles while nothing is heard, up to the longest. */
export const FIRST_RECONNECT = 2 * SECOND;
export const LONGEST_RECONNECT = MINUTE;

/** Milliseconds without a byte after which a connection counts as lost. A service gives a sign of life every 15 s. */
export const SILENT_CONNECTION = 50 * SECOND;

/** Milliseconds for which events are gathered: who saves several files asks once. */
export const EVENT_BURST = 50;

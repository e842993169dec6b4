/** How much is stored and asked for: every loop of the benchmarks is bounded by one of these. */
export interface Sizes {
  /** Access keys stored: the two numbers that are compared. */
  fewKeys: number;
  manyKeys: number;
  /** Requests for each kind of page. */
  pageRequests: number;
  /** Usage events in any 30 days. */
  events: number;
  /** Requests for each kind of overview. */
  overviewRequests: number;
  /** How long access keys are created at each concurrency. */
  createMs: number;
  /** How long events are written. */
  ledgerMs: number;
  /** Starts of the service for each number of keys. */
  startUps: number;
}

/** What the targets are about. */
export const FULL: Sizes = {
  fewKeys: 1_000,
  manyKeys: 1_000_000,
  pageRequests: 2_000,
  events: 10_000_000,
  overviewRequests: 200,
  createMs: 15_000,
  ledgerMs: 15_000,
  startUps: 11,
};

/** About a minute: it shows that the benchmarks run, and what is slower by far than it was. */
export const SHORT: Sizes = {
  fewKeys: 1_000,
  manyKeys: 20_000,
  pageRequests: 200,
  events: 200_000,
  overviewRequests: 25,
  createMs: 1_500,
  ledgerMs: 2_000,
  startUps: 3,
};

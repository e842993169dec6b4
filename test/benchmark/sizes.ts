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
  /** Access keys that are deleted. */
  revocations: number;
  terraform: TerraformSizes;
  gateway: GatewaySizes;
}

export interface TerraformSizes {
  /** Access keys in one configuration. */
  keys: number;
  /** Applies, plans and destroys of a single one. */
  runs: number;
  /** Starts of the provider. */
  starts: number;
}

export interface GatewaySizes {
  /** Measurements of each contender, in turn. */
  rounds: number;
  /** How long one measurement takes, and the same load before it. */
  ms: number;
  warmUpMs: number;
  /** Streams that are open at the same time. */
  openStreams: number;
  /** Time for memory to come to rest. */
  settleMs: number;
  /** Another gateway beside, which is installed from the registry. */
  portkey: boolean;
  soakMs: number;
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
  revocations: 200,
  terraform: { keys: 1_000, runs: 5, starts: 11 },
  gateway: {
    rounds: 3,
    ms: 3_000,
    warmUpMs: 1_000,
    openStreams: 5_000,
    settleMs: 3_000,
    portkey: true,
    soakMs: 600_000,
  },
};

/** Some minutes, two of them the soak: it shows that the benchmarks run, and what is slower by far than it was. */
export const SHORT: Sizes = {
  fewKeys: 1_000,
  manyKeys: 20_000,
  pageRequests: 200,
  events: 200_000,
  overviewRequests: 25,
  createMs: 1_500,
  ledgerMs: 2_000,
  startUps: 3,
  revocations: 20,
  terraform: { keys: 100, runs: 1, starts: 3 },
  gateway: {
    rounds: 1,
    ms: 600,
    warmUpMs: 200,
    openStreams: 500,
    settleMs: 500,
    portkey: false,
    soakMs: 60_000,
  },
};

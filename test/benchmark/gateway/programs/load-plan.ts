/** What the load generator is told to do, and what it says of it. */
export interface LoadPlan {
  url: string;
  path: string;
  headers: Record<string, string>;
  body: string;
  /** What the end of every answer's body must hold. */
  expectAtEnd: string;
  /** Requests before the measurement, in the same manner. */
  warmUpMs: number;
  ms: number;
  /** The process whose processor time is taken over the measured span; undefined: none. */
  pid: number | undefined;
  arrival:
    | { kind: "closed"; connections: number }
    /** So many each second, whether earlier ones have been answered or not. */
    | { kind: "open"; perSecond: number };
}

export interface LoadOutcome {
  requests: number;
  seconds: number;
  /** Of the measured process. */
  cpuSeconds: number;
  /** Milliseconds of each request, to the first byte of its body and to the last. */
  firstByteMs: number[];
  lastByteMs: number[];
}

export interface HoldPlan extends Omit<LoadPlan, "warmUpMs" | "ms" | "pid" | "arrival" | "expectAtEnd"> {
  streams: number;
}

export type LoadCommand =
  | { kind: "load"; plan: LoadPlan }
  /** Opens streams and keeps them until `release`. */
  | { kind: "hold"; plan: HoldPlan }
  | { kind: "release" };

export type LoadReply = { outcome: LoadOutcome } | { done: true } | { error: string };

import type { Scope } from "./scope.ts";
import type { Sizes } from "./sizes.ts";

/** What is measured on one database. */
export interface Benchmark {
  /** For `--only`. */
  name: string;
  /** The heading of its table. */
  title: string;
  /** On a database that is empty, not even migrated. The same figures in the same order on every database. */
  run(bench: Bench): Promise<Figure[]>;
}

export interface Bench {
  databaseUrl: string;
  sizes: Sizes;
  /** What is started for the benchmark, and stopped after it in any case. */
  scope: Scope;
  /** Tells the person who waits; not part of the results. */
  progress(text: string): void;
}

/** One row of a table. */
export interface Figure {
  name: string;
  /** Undefined: it can't be measured on this system. */
  value: number | undefined;
  /** Empty: a count. */
  unit: "ms" | "µs" | "per second" | "MB" | "KiB" | "times" | "";
  /** The target, where there is one. */
  atMost?: number;
  /** The same for what should be large. */
  atLeast?: number;
}

import type { Environment } from "./protocol/handshake.ts";
import type { Log } from "./protocol/log.ts";

/** Where decisions about age and expiry take the time from. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

/** Stops the clock at a moment, in RFC 3339. Honoured only when it is set; read here and nowhere else. */
const TEST_NOW = "AIGATEWAY_TEST_NOW";

/**
 * The system's clock. A provider is a process that Terraform starts and ends several times within one command, so that
 * tests can't hand it a clock: they name the moment in its environment instead.
 */
export function createClock(environment: Environment, log: Log): Clock {
  const moment = environment[TEST_NOW];
  if (!moment) return { now: () => Date.now() };
  const stopped = Date.parse(moment);
  if (Number.isNaN(stopped)) throw new Error(`${TEST_NOW} is "${moment}", which is no time in RFC 3339.`);
  log("warn", `${TEST_NOW} is set: keys are rotated as if it were ${moment}. It is for tests; unset it.`);
  return { now: () => stopped };
}

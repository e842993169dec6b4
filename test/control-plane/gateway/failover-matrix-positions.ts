import type { Effect } from "./failover-matrix-faults.ts";

/** A candidate: key A or B, with the first or the second model. */
export type CandidateName = "A1" | "B1" | "A2" | "B2";

export function keyOf(candidate: CandidateName): "A" | "B" {
  return candidate[0] as "A" | "B";
}

export function modelOf(candidate: CandidateName): string {
  return `m${candidate[1]}`;
}

export type PositionName =
  | "the only candidate"
  | "the first of two keys"
  | "the last of two keys"
  | "both keys"
  | "both keys of the first of two models";

/** Where the fault is: which candidates a request has, and which of them fail. */
export interface Position {
  keys: "one" | "two";
  models: "one" | "two";
  /** These fail with the fault. */
  failing: readonly CandidateName[];
  /** This one has failed with 500 before them. */
  earlier?: CandidateName;
}

export const POSITIONS: Record<PositionName, Position> = {
  "the only candidate": { keys: "one", models: "one", failing: ["A1"] },
  "the first of two keys": { keys: "two", models: "one", failing: ["A1"] },
  "the last of two keys": { keys: "two", models: "one", earlier: "A1", failing: ["B1"] },
  "both keys": { keys: "two", models: "one", failing: ["A1", "B1"] },
  "both keys of the first of two models": { keys: "two", models: "two", failing: ["A1", "B1"] },
};

/** What the client gets in the end. */
export type Ending =
  /** The last try's answer, in the upstream's own bytes. */
  | "its answer"
  /** The last try's refusal: status and body of the upstream. */
  | "its own words"
  /** `ERR_NGROK_3800` */
  | "that it could not be reached"
  /** `ERR_NGROK_3807` */
  | "that all failed"
  /** What came of the last try's stream, and one error event. */
  | "its beginning and an error event";

/** The contract's failover, written down case by case: who is tried in this order, and what the client gets. */
export const OUTCOMES: Record<Effect, Record<PositionName, [CandidateName[], Ending]>> = {
  "refused key": {
    "the only candidate": [["A1"], "its own words"],
    "the first of two keys": [["A1", "B1"], "its answer"],
    "the last of two keys": [["A1", "B1"], "that all failed"],
    "both keys": [["A1", "B1"], "that all failed"],
    "both keys of the first of two models": [["A1", "B1", "A2"], "its answer"],
  },
  "refused request": {
    "the only candidate": [["A1"], "its own words"],
    "the first of two keys": [["A1"], "its own words"],
    "the last of two keys": [["A1", "B1"], "its own words"],
    "both keys": [["A1"], "its own words"],
    "both keys of the first of two models": [["A1", "A2"], "its answer"],
  },
  "no answer": {
    "the only candidate": [["A1"], "that it could not be reached"],
    "the first of two keys": [["A1", "B1"], "its answer"],
    "the last of two keys": [["A1", "B1"], "that all failed"],
    "both keys": [["A1", "B1"], "that all failed"],
    "both keys of the first of two models": [["A1", "B1", "A2"], "its answer"],
  },
  cut: {
    "the only candidate": [["A1"], "its beginning and an error event"],
    "the first of two keys": [["A1"], "its beginning and an error event"],
    "the last of two keys": [["A1", "B1"], "its beginning and an error event"],
    "both keys": [["A1"], "its beginning and an error event"],
    "both keys of the first of two models": [["A1"], "its beginning and an error event"],
  },
  harmless: {
    "the only candidate": [["A1"], "its answer"],
    "the first of two keys": [["A1"], "its answer"],
    "the last of two keys": [["A1", "B1"], "its answer"],
    "both keys": [["A1"], "its answer"],
    "both keys of the first of two models": [["A1"], "its answer"],
  },
};

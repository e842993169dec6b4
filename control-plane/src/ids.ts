import { newTypeIdSuffix } from "./type-id.ts";

/** The prefix of each kind of id. Ids are TypeIDs over UUIDv7, so they sort by creation time. */
export const ID_PREFIX = {
  account: "acct",
  accessKey: "aigk",
  accessKeyConfiguration: "aigac",
  providerKey: "aigpk",
  provider: "aigp",
  model: "aigm",
  apiKey: "aigak",
  creditGrant: "aigcr",
  usageEvent: "aigue",
  auditEvent: "aigae",
  request: "req",
  journal: "aigj",
  leaseHolder: "aigl",
} as const;

export type IdKind = keyof typeof ID_PREFIX;

/** A new id, larger as text than every id of its kind that this process made before. */
export function newId(kind: IdKind): string {
  return `${ID_PREFIX[kind]}_${newTypeIdSuffix()}`;
}

/** What clients of the soak do, and how often: so many of each kind in turn. */
export const MIX = {
  json: 11,
  stream: 4,
  /** A stream that the client breaks off after its first token. */
  brokenOff: 2,
  /** The upstream answers with an error. */
  fault: 2,
  /** The upstream breaks a stream off. */
  cut: 1,
} as const;

export type SoakKind = keyof typeof MIX;

export interface MixedLoadPlan {
  url: string;
  requests: Record<SoakKind, { path: string; headers: Record<string, string>; body: string }>;
  perSecond: number;
  ms: number;
}

export interface MixedLoadOutcome {
  sent: Record<SoakKind, number>;
}

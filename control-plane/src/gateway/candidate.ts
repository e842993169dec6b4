/** One upstream that can serve a request: which provider and model, with which credential. */
export interface Candidate {
  provider: UpstreamProvider;
  /** The model as the provider calls it. */
  model: string;
  credential: Credential;
  /** Why this credential. */
  origin: CredentialOrigin;
}

/** What of a configuration, or its absence, led to a credential. */
export type CredentialOrigin = { kind: "rule"; rule: number; step: number } | { kind: "default" };

export interface UpstreamProvider {
  id: string;
  displayName: string;
  baseUrl: string;
  /** Declared by a user, so that its address has to be checked at each connection. */
  custom: boolean;
  /** The parameters that it takes on this surface; null: all are passed on. */
  supportedParams: ReadonlySet<string> | null;
}

export type Credential =
  /** A stored provider key. `value` unseals it and may throw. */
  | { source: "user"; id: string; name: string; value(): string }
  /** The operator's own. */
  | { source: "ngrok"; value(): string }
  /** A custom provider that asks for none. */
  | { source: "none"; value(): undefined };

/** What a candidate list calls a credential; the same text is the same credential. */
export function credentialName(credential: Credential): string {
  return credential.source === "user" ? `provider key ${credential.id}` : credential.source;
}

import type { Construct } from "constructs";

/** A secret on its way to where a program finds it. */
export interface DeliveredSecret {
  /** The token. It is a secret. */
  readonly token: string;
  /** Whose token it is; another one has another id, which may be shown. */
  readonly id: string;
}

/** Where a token goes: a store that the program that uses it can read. Rotation delivers the new one. */
export interface ISecretSink {
  /**
   * Adds to the stack what puts the secret there.
   *
   * @param scope The construct whose secret it is.
   */
  deliver(scope: Construct, secret: DeliveredSecret): void;
}

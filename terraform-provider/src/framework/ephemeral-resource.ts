import type { Diagnostics } from "./diagnostics.ts";
import type { PrivateData } from "./private-data.ts";
import type { Schema } from "./schema/attribute.ts";
import type { Config, KnownConfig, State } from "./schema/model.ts";

/**
 * An ephemeral resource type: what is made for one run of Terraform, is never stored, and ends with the run. As with a
 * `Resource`, whatever a method throws ends the call with an error.
 *
 * @typeParam Client What the provider's `configure` made: the way to the API.
 */
export interface EphemeralResource<S extends Schema, Client> {
  /** As written in a configuration: `aigateway_access_key`. A resource may have the same name. */
  readonly typeName: string;
  readonly schema: S;

  /**
   * Makes the remote object. As soon as it exists, what `close` needs must be in the private data: if the call fails
   * later on, they are closed, because Terraform closes only what was opened without an error.
   */
  open(request: OpenRequest<S>, client: Client): Promise<Opened<S>>;
  /** Makes it last longer. Returns when to do so again. An error ends the renewals. */
  renew(request: LeaseRequest, client: Client): Promise<Date | undefined>;
  /** Removes the remote object. That it is gone already is a success. */
  close(request: LeaseRequest, client: Client): Promise<void>;

  /** Checks what concerns several attributes at once. Anything in a configuration may still be unknown. */
  validateConfig?(config: Config<S>, diagnostics: Diagnostics): void;
}

export interface LeaseRequest {
  /**
   * What is remembered from one call to the next, in Terraform's memory. A renewal's changes reach only the renewals
   * after it: the close gets what the open has set.
   */
  readonly private: PrivateData;
  /** For warnings, and for errors that should not end the call at once. */
  readonly diagnostics: Diagnostics;
}

export interface OpenRequest<S extends Schema> extends LeaseRequest {
  /** With the schema's defaults. Wholly known: without that nothing is opened. */
  readonly config: KnownConfig<S>;
}

export interface Opened<S extends Schema> {
  /** What was configured must come back as it was. */
  result: State<S>;
  /** When to renew; never, where it lasts by itself. */
  renewAt?: Date | undefined;
}

/** An ephemeral resource whatever its schema is: what the framework works with. */
export type AnyEphemeralResource<Client> = EphemeralResource<Schema, Client>;

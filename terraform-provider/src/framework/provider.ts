import type { AnyDataSource } from "./data-source.ts";
import type { Diagnostics } from "./diagnostics.ts";
import type { AnyEphemeralResource } from "./ephemeral-resource.ts";
import type { AnyResource } from "./resource.ts";
import type { Schema } from "./schema/attribute.ts";
import type { Config } from "./schema/model.ts";

/** A provider: the block that configures it, its resources and its data sources. */
export interface Provider<S extends Schema, Client> {
  readonly schema: S;
  readonly resources: readonly AnyResource<Client>[];
  readonly dataSources: readonly AnyDataSource<Client>[];
  readonly ephemeralResources: readonly AnyEphemeralResource<Client>[];
  /** Makes the client that resources get. Adds errors to `diagnostics` where the configuration doesn't suffice. */
  configure(request: ConfigureRequest<S>): Promise<Client>;
}

export interface ConfigureRequest<S extends Schema> {
  /** Values may be unknown while a plan is made. */
  readonly config: Config<S>;
  readonly terraformVersion: string;
  /** Aborted when the user interrupts Terraform. */
  readonly stopping: AbortSignal;
  readonly diagnostics: Diagnostics;
}

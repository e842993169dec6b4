import type { Diagnostics } from "./diagnostics.ts";
import type { Schema } from "./schema/attribute.ts";
import type { Config, KnownConfig, State } from "./schema/model.ts";

/**
 * A data source: its schema and how it is read. Whatever a method throws ends the call with an error; a
 * `DiagnosticError` says itself what the user reads.
 *
 * @typeParam Client What the provider's `configure` made: the way to the API.
 */
export interface DataSource<S extends Schema, Client> {
  /** As written in a configuration: `aigateway_access_keys`. A resource may have the same name. */
  readonly typeName: string;
  readonly schema: S;

  /** Returns what there is now. That there is no such thing is an error: a data source can't be absent. */
  read(request: DataRequest<S>, client: Client): Promise<State<S>>;

  /** Checks what concerns several attributes at once. Anything in a configuration may still be unknown. */
  validateConfig?(config: Config<S>, diagnostics: Diagnostics): void;
}

export interface DataRequest<S extends Schema> {
  /** Known as a whole, and valid: otherwise there is no read. */
  readonly config: KnownConfig<S>;
  /** For warnings, and for errors that should not end the call at once. */
  readonly diagnostics: Diagnostics;
}

/** A data source whatever its schema is: what the framework works with. */
export type AnyDataSource<Client> = DataSource<Schema, Client>;

import type { Diagnostics } from "./diagnostics.ts";
import type { Schema } from "./schema/attribute.ts";
import type { Config, KnownConfig, Plan, State } from "./schema/model.ts";
import type { Validator } from "./validators/validator.ts";

/**
 * A resource type: its schema and its life. Whatever a method throws ends the call with an error; a `DiagnosticError`
 * says itself what the user reads.
 *
 * @typeParam Client What the provider's `configure` made: the way to the API.
 */
export interface Resource<S extends Schema, Client> {
  /** As written in a configuration: `aigateway_access_key`. */
  readonly typeName: string;
  readonly schema: S;

  /** Makes the remote object and returns its state. As soon as the object exists, call `save`. */
  create(request: CreateRequest<S>, client: Client): Promise<State<S>>;
  /** Returns the state as the API has it now, `null` when the object is gone. */
  read(request: ReadRequest<S>, client: Client): Promise<State<S> | null>;
  update(request: UpdateRequest<S>, client: Client): Promise<State<S>>;
  /** Deletes the remote object. That it is gone already is a success. */
  delete(request: DeleteRequest<S>, client: Client): Promise<void>;

  /** Checks what concerns several attributes at once. Anything in a configuration may still be unknown. */
  validateConfig?(config: Config<S>, diagnostics: Diagnostics): void;
  /**
   * Checks a plan that creates or changes something against what the API has. What an earlier step of the same apply
   * makes is not there yet, and a plan can be made without the API: where it can't tell, it says nothing.
   */
  checkPlan?(request: CheckPlanRequest<S>, client: Client): Promise<void> | void;
  /** What is wrong with an id given to `terraform import`, if anything. */
  readonly validateImportId?: Validator<string>;
  /** By the schema version that wrote a state: how to get to the next one. States are plain JSON here. */
  readonly stateUpgraders?: Readonly<Record<number, StateUpgrader>>;
}

export type StateUpgrader = (state: Readonly<Record<string, unknown>>) => Record<string, unknown>;

interface Request {
  /** For warnings, and for errors that should not end the call at once. */
  readonly diagnostics: Diagnostics;
}

export interface CheckPlanRequest<S extends Schema> extends Request {
  /** Anything in it may be unknown, at any depth. */
  readonly plan: Config<S>;
}

interface WriteRequest<S extends Schema> extends Request {
  readonly plan: Plan<S>;
  /** The one place where write-only values are. */
  readonly config: KnownConfig<S>;
  /**
   * Keeps this state if the call fails later on. A create that fails after the remote object exists must not lose it:
   * Terraform then knows the object as tainted and replaces it, instead of leaking it.
   */
  save(state: Partial<State<S>>): void;
}

export type CreateRequest<S extends Schema> = WriteRequest<S>;

export interface UpdateRequest<S extends Schema> extends WriteRequest<S> {
  readonly state: State<S>;
  /** The state came from an import, and this is the first apply. */
  readonly imported: boolean;
}

export interface ReadRequest<S extends Schema> extends Request {
  readonly state: State<S>;
  /** The state came from an import and was never applied: only its id is set before the first read. */
  readonly imported: boolean;
}

export interface DeleteRequest<S extends Schema> extends Request {
  readonly state: State<S>;
}

/** A resource whatever its schema is: what the framework works with. */
export type AnyResource<Client> = Omit<Resource<Schema, Client>, "stateUpgraders"> & {
  readonly stateUpgraders?: Readonly<Record<number, StateUpgrader>>;
};

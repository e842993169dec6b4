import type { AttributePath } from "./attribute-path.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { BlockSchema } from "./schema-message.ts";
import type { ObjectValue } from "./value/value.ts";

/**
 * What this layer asks of the layer above: the protocol's calls with their values decoded. The wire knows no resource,
 * and whoever implements this knows no wire. A whole object is `null` where it does not exist (before create, after
 * destroy). `private` is the provider's own data beside a state: bytes that Terraform keeps and never reads.
 */
export interface ProviderServer {
  readonly schema: BlockSchema;
  readonly resources: ReadonlyMap<string, ResourceServer>;
  readonly dataSources: ReadonlyMap<string, DataSourceServer>;
  readonly ephemeralResources: ReadonlyMap<string, EphemeralResourceServer>;
  validateConfig(request: { config: ObjectValue | null }): Promise<Diagnosed>;
  configure(request: { config: ObjectValue | null; terraformVersion: string }): Promise<Diagnosed>;
  /** The last call: lets go of what lives no longer than this process. */
  end(): Promise<void>;
  /** The user interrupted Terraform: finish what is under way, start nothing new, wait for nothing. */
  stop(): void;
}

export interface ResourceServer {
  readonly schema: BlockSchema;
  validateConfig(request: ValidateRequest): Promise<Diagnosed>;
  upgradeState(request: UpgradeRequest): Promise<Diagnosed & { state: ObjectValue | null }>;
  read(request: ReadRequest): Promise<StateResult>;
  planChange(request: PlanRequest): Promise<PlanResult>;
  applyChange(request: ApplyRequest): Promise<StateResult>;
  importState(request: { id: string }): Promise<StateResult>;
}

export interface DataSourceServer {
  readonly schema: BlockSchema;
  validateConfig(request: { config: ObjectValue | null }): Promise<Diagnosed>;
  read(request: ReadDataRequest): Promise<ReadDataResult>;
}

/** What exists for one run only, and is never stored. Its private data lives in Terraform's memory. */
export interface EphemeralResourceServer {
  readonly schema: BlockSchema;
  validateConfig(request: ValidateRequest): Promise<Diagnosed>;
  open(request: { config: ObjectValue | null }): Promise<OpenResult>;
  renew(request: { private: Uint8Array }): Promise<Lease>;
  close(request: { private: Uint8Array }): Promise<Diagnosed>;
  /** Closes what Terraform has opened and not closed, as it does when a run fails. */
  closeAll(): Promise<void>;
}

export interface Diagnosed {
  diagnostics: readonly Diagnostic[];
}

export interface StateResult extends Diagnosed {
  state: ObjectValue | null;
  private: Uint8Array;
}

export interface Lease extends Diagnosed {
  private: Uint8Array;
  /** When Terraform is to ask for a renewal; never, where there is no such moment. */
  renewAt?: Date | undefined;
}

export interface OpenResult extends Lease {
  result: ObjectValue | null;
}

export interface ValidateRequest {
  config: ObjectValue | null;
  /** False for clients before Terraform 1.11, which would store write-only values. */
  writeOnlyAllowed: boolean;
}

export interface UpgradeRequest {
  /** The schema version that wrote the state. */
  version: number;
  /** The state as it lies in the state file, in the shape of that older schema. */
  rawState: unknown;
}

export interface ReadRequest {
  state: ObjectValue | null;
  private: Uint8Array;
}

export interface PlanRequest {
  priorState: ObjectValue | null;
  /** Terraform's merge of configuration and prior state: where planning starts from. */
  proposedNewState: ObjectValue | null;
  config: ObjectValue | null;
  private: Uint8Array;
}

export interface PlanResult extends StateResult {
  requiresReplace: readonly AttributePath[];
}

export interface ApplyRequest {
  priorState: ObjectValue | null;
  plannedState: ObjectValue | null;
  /** The only place that holds the values of write-only attributes. */
  config: ObjectValue | null;
  private: Uint8Array;
}

export interface ReadDataRequest {
  config: ObjectValue | null;
  /** Whether the client can be told to ask again later. */
  deferralAllowed: boolean;
}

export interface ReadDataResult extends Diagnosed {
  state: ObjectValue | null;
  /** Why there was nothing to read yet; what is to be read is unknown in the state then. */
  deferred?: "config unknown" | "provider config unknown";
}

import { resolve } from "node:path";
import { AccessKey, AccessKeyGenerations, AiGateway } from "@aigateway/cdktf";
import { App, DataResource, LocalBackend, TerraformBackend, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { readKeys } from "./keys.ts";
import { sinkFor } from "./sinks.ts";

export const STACK = "gateway-keys";
/** The state, unless it is in PostgreSQL. */
export const STATE_FILE = resolve("gateway-keys.tfstate");

/** Whether the state is in PostgreSQL, where the pipelines' runs share it. */
export function isStateShared(): boolean {
  return Boolean(process.env.PG_CONN_STR);
}

class GatewayKeys extends TerraformStack {
  public constructor(scope: Construct) {
    super(scope, STACK);
    if (isStateShared()) new SharedState(this);
    else new LocalBackend(this, { path: STATE_FILE });
    new AiGateway(this, "AiGateway"); // AIGATEWAY_BASE_URL and AIGATEWAY_API_KEY say where and who
    const registry = process.env.PROVIDER_REGISTRY; // the gateway's own host, where it gives out the provider
    if (registry) {
      this.addOverride("terraform.required_providers.aigateway.source", `${registry}/aigateway/aigateway`);
    }

    // Its id is this state's own. Each key is marked with it, so that a key that no state knows of, because the run
    // that made it died, can be told from the keys of other deployments.
    const owner = new DataResource(this, "Owner", {});
    for (const { name, ...settings } of readKeys()) {
      const common = { lineage: name, metadata: owner.id };
      const key =
        "rotation" in settings
          ? new AccessKey(this, name, { ...common, rotation: settings.rotation })
          : new AccessKeyGenerations(this, name, { ...common, generation: settings.generation });
      key.grantTo(sinkFor(this, name));
    }
  }
}

/** Everything about the connection is in the environment (PG_CONN_STR): what is synthesised holds no password. */
class SharedState extends TerraformBackend {
  public constructor(scope: Construct) {
    super(scope, "backend", "pg");
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return { schema_name: STACK.replaceAll("-", "_") };
  }

  public override getRemoteStateDataSource(): never {
    throw new Error("Other stacks get tokens from their sinks, not from this stack's state.");
  }
}

/** Writes what Terraform reads. @returns its folder. */
export function synthesise(): string {
  const app = new App();
  new GatewayKeys(app);
  app.synth();
  return resolve(app.outdir, "stacks", STACK);
}

import { Fn } from "cdktf";
import type { Construct } from "constructs";
import { providerResource } from "./provider-resource.ts";
import type { DeliveredSecret, ISecretSink } from "./secret-sink.ts";
import { sinkId } from "./sink-id.ts";

export interface VaultSecretProps {
  /** Where the key-value engine (version 2) is mounted. */
  readonly mount: string;

  /** The secret's name below it. */
  readonly name: string;

  /**
   * The entry that holds the token.
   * @default token
   */
  readonly key?: string;
}

/** Puts the token into HashiCorp Vault. Needs the provider `hashicorp/vault`. */
export class VaultSecret implements ISecretSink {
  readonly #props: VaultSecretProps;

  public constructor(props: VaultSecretProps) {
    this.#props = props;
  }

  public deliver(scope: Construct, { token }: DeliveredSecret): void {
    const { mount, name, key = "token" } = this.#props;
    providerResource(scope, sinkId("VaultSecret", mount, name), {
      type: "vault_kv_secret_v2",
      attributes: { mount, name, data_json: Fn.jsonencode({ [key]: token }) },
    });
  }
}

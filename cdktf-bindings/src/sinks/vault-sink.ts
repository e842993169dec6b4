import { Fn, type ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { requireText } from "../checks.ts";
import { requireForm } from "./names.ts";
import { SecretSink, type TokenMetadata } from "./secret-sink.ts";
import { type SinkProviderProps, SinkResource } from "./sink-resource.ts";

const REQUIRES = { name: "vault", source: "hashicorp/vault", version: ">= 4.0" };

export interface VaultSinkProps extends SinkProviderProps {
  /** The secret's path below the mount: `apps/web`. */
  readonly path: string;

  /**
   * Where the key-value engine, version 2, is mounted.
   * @default "secret"
   */
  readonly mount?: string;

  /**
   * The field of the secret that holds the token.
   * @default "token"
   */
  readonly entry?: string;

  /**
   * More fields, such as the gateway's address.
   * @default - none
   */
  readonly data?: Readonly<Record<string, string>>;
}

/** A secret of HashiCorp Vault's key-value engine, version 2. A rotation adds a version. */
export class VaultSink extends SecretSink {
  readonly #props: VaultSinkProps;

  public constructor(scope: Construct, id: string, props: VaultSinkProps) {
    super(scope, id);
    this.#props = props;
    const [path, rule] = [/^[^/]+(\/[^/]+)*$/, "names with single `/` between them, none at the ends"];
    requireForm(this.label, "path", props.path, path, rule);
    requireForm(this.label, "mount", props.mount, path, rule);
    requireText(this.label, "entry", props.entry);
    if (props.data && this.#entry in props.data) {
      throw new Error(`${this.label}: data has a field "${this.#entry}", which is the token's; rename one.`);
    }
  }

  protected store(token: string, { keyId, description }: TokenMetadata): ITerraformDependable {
    const { path, mount = "secret", data, provider } = this.#props;
    return new SinkResource(this, "Secret", {
      type: "vault_kv_secret_v2",
      requires: REQUIRES,
      provider,
      attributes: { mount, name: path, data_json: Fn.jsonencode({ ...data, [this.#entry]: token }) },
      blocks: { custom_metadata: { data: { key_id: keyId, ...(description && { description }) } } },
    });
  }

  get #entry(): string {
    return this.#props.entry ?? "token";
  }
}

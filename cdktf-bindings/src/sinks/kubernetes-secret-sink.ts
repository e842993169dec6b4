import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { requireForm } from "./names.ts";
import { SecretSink, type TokenMetadata } from "./secret-sink.ts";
import { type SinkProviderProps, SinkResource } from "./sink-resource.ts";

const REQUIRES = { name: "kubernetes", source: "hashicorp/kubernetes", version: ">= 2.7" };

export interface KubernetesSecretSinkProps extends SinkProviderProps {
  /** The secret's name, which pods refer to. */
  readonly name: string;

  /**
   * The namespace that the secret is in.
   * @default "default"
   */
  readonly namespace?: string;

  /**
   * The entry of the secret that holds the token.
   * @default "token"
   */
  readonly entry?: string;

  /**
   * More entries, such as the gateway's address.
   * @default - none
   */
  readonly data?: Readonly<Record<string, string>>;

  /**
   * Labels of the secret.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * A Kubernetes secret. A rotation changes it in place; pods that mount it see that after a while, those that have it in
 * their environment after a restart: give the rotation an overlap for that long.
 */
export class KubernetesSecretSink extends SecretSink {
  readonly #props: KubernetesSecretSinkProps;

  public constructor(scope: Construct, id: string, props: KubernetesSecretSinkProps) {
    super(scope, id);
    this.#props = props;
    const [part, entry] = ["[a-z0-9]([-a-z0-9]*[a-z0-9])?", /^[-._a-zA-Z0-9]{1,253}$/];
    const name = new RegExp(`^(?=.{1,253}$)${part}(\\.${part})*$`);
    const rule = "letters, digits, `-`, `_` and `.`, up to 253";
    requireForm(this.label, "name", props.name, name, "lower-case letters, digits, `-` and `.` within");
    const namespace = new RegExp(`^(?=.{1,63}$)${part}$`);
    requireForm(
      this.label,
      "namespace",
      props.namespace,
      namespace,
      "lower-case letters, digits and `-` within",
    );
    requireForm(this.label, "entry", props.entry, entry, rule);
    for (const key of Object.keys(props.data ?? {})) requireForm(this.label, "the entry", key, entry, rule);
    if (props.data && this.#entry in props.data) {
      throw new Error(`${this.label}: data has an entry "${this.#entry}", which is the token's; rename one.`);
    }
  }

  protected store(token: string, { keyId, description }: TokenMetadata): ITerraformDependable {
    const { name, namespace = "default", data, labels, provider } = this.#props;
    const annotations = {
      "aigateway/key-id": keyId,
      ...(description && { "aigateway/description": description }),
    };
    return new SinkResource(this, "Secret", {
      type: "kubernetes_secret_v1",
      requires: REQUIRES,
      provider,
      attributes: { type: "Opaque", data: { ...data, [this.#entry]: token } },
      blocks: { metadata: { name, namespace, labels, annotations } },
    });
  }

  get #entry(): string {
    return this.#props.entry ?? "token";
  }
}

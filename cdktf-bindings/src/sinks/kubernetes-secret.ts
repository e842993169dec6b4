import type { Construct } from "constructs";
import { providerResource } from "./provider-resource.ts";
import type { DeliveredSecret, ISecretSink } from "./secret-sink.ts";
import { sinkId } from "./sink-id.ts";

export interface KubernetesSecretProps {
  readonly name: string;

  /**
   * @default - the provider's own
   */
  readonly namespace?: string;

  /**
   * The entry that holds the token. A pod that mounts the secret sees a new token as the file's new content.
   * @default token
   */
  readonly key?: string;
}

/** Puts the token into a Kubernetes Secret. Needs the provider `hashicorp/kubernetes`. */
export class KubernetesSecret implements ISecretSink {
  readonly #props: KubernetesSecretProps;

  public constructor(props: KubernetesSecretProps) {
    this.#props = props;
  }

  public deliver(scope: Construct, { token }: DeliveredSecret): void {
    const { name, namespace, key = "token" } = this.#props;
    providerResource(scope, sinkId("KubernetesSecret", namespace, name), {
      type: "kubernetes_secret_v1",
      attributes: {
        metadata: [{ name, ...(namespace && { namespace }) }],
        data: { [key]: token },
        type: "Opaque",
      },
    });
  }
}

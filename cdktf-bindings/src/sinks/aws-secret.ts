import type { Construct } from "constructs";
import { providerResource } from "./provider-resource.ts";
import type { DeliveredSecret, ISecretSink } from "./secret-sink.ts";
import { sinkId } from "./sink-id.ts";

export interface AwsSecretProps {
  /** The ARN or the name of a secret that is there: another stack's, or an `aws_secretsmanager_secret` of this one. */
  readonly secretId: string;
}

/** Puts the token into AWS Secrets Manager, as a secret's current version. Needs the provider `hashicorp/aws`. */
export class AwsSecret implements ISecretSink {
  readonly #props: AwsSecretProps;

  public constructor(props: AwsSecretProps) {
    this.#props = props;
  }

  public deliver(scope: Construct, { token }: DeliveredSecret): void {
    providerResource(scope, sinkId("AwsSecret", this.#props.secretId), {
      type: "aws_secretsmanager_secret_version",
      attributes: { secret_id: this.#props.secretId, secret_string: token },
    });
  }
}

import { Fn, type ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { requireText } from "../checks.ts";
import { requireForm } from "./names.ts";
import { SecretSink, type TokenMetadata } from "./secret-sink.ts";
import { type SinkProviderProps, SinkResource } from "./sink-resource.ts";

const REQUIRES = { name: "aws", source: "hashicorp/aws", version: ">= 4.0" };

export interface AwsSecretsManagerSinkProps extends SinkProviderProps {
  /**
   * The name of a secret that is made for the token.
   * @default - `secretId` is used; one of the two is needed
   */
  readonly name?: string;

  /**
   * A secret that is there already, by its ARN or name. Only its value is managed.
   * @default - `name` is used; one of the two is needed
   */
  readonly secretId?: string;

  /**
   * Stores a JSON object that has the token under this name, instead of the token alone.
   * @default - the token alone
   */
  readonly entry?: string;

  /**
   * The key that encrypts a secret made here.
   * @default - the account's own key for Secrets Manager
   */
  readonly kmsKeyId?: string;

  /**
   * For how many days a secret made here can be restored once it is destroyed: 0, or 7 to 30.
   * @default 30
   */
  readonly recoveryWindowInDays?: number;
}

/** A secret of AWS Secrets Manager. A rotation adds a version, which becomes the current one. */
export class AwsSecretsManagerSink extends SecretSink {
  readonly #props: AwsSecretsManagerSinkProps;

  public constructor(scope: Construct, id: string, props: AwsSecretsManagerSinkProps) {
    super(scope, id);
    this.#props = props;
    requireOneSecret(this.label, props);
    requireText(this.label, "secretId", props.secretId);
    requireText(this.label, "entry", props.entry);
    requireForm(
      this.label,
      "name",
      props.name,
      /^[\w/+=.@-]{1,512}$/,
      "letters, digits and `/_+=.@-`, up to 512",
    );
    const days = props.recoveryWindowInDays ?? 30;
    if (days !== 0 && !(Number.isInteger(days) && days >= 7 && days <= 30)) {
      throw new Error(
        `${this.label}: recoveryWindowInDays is ${days}; it takes 0, or a whole number from 7 to 30.`,
      );
    }
  }

  protected store(token: string, metadata: TokenMetadata): ITerraformDependable {
    const { entry, provider } = this.#props;
    return new SinkResource(this, "Version", {
      type: "aws_secretsmanager_secret_version",
      requires: REQUIRES,
      provider,
      attributes: {
        secret_id: this.#props.secretId ?? this.#makeSecret(metadata).id,
        secret_string: entry === undefined ? token : Fn.jsonencode({ [entry]: token }),
      },
    });
  }

  #makeSecret({ keyId, description }: TokenMetadata): { id: string } {
    const { name, kmsKeyId, recoveryWindowInDays, provider } = this.#props;
    const secret = new SinkResource(this, "Secret", {
      type: "aws_secretsmanager_secret",
      requires: REQUIRES,
      provider,
      attributes: {
        name,
        description,
        kms_key_id: kmsKeyId,
        recovery_window_in_days: recoveryWindowInDays,
        tags: { "aigateway:key-id": keyId },
      },
    });
    return { id: secret.getStringAttribute("id") };
  }
}

function requireOneSecret(
  construct: string,
  { name, secretId, kmsKeyId, recoveryWindowInDays }: AwsSecretsManagerSinkProps,
): void {
  if ((name === undefined) === (secretId === undefined)) {
    throw new Error(
      `${construct}: set either name or secretId, not ${name === undefined ? "neither" : "both"}.`,
    );
  }
  if (secretId !== undefined && (kmsKeyId !== undefined || recoveryWindowInDays !== undefined)) {
    throw new Error(
      `${construct}: kmsKeyId and recoveryWindowInDays are for a secret that is made here; set name instead of secretId, or leave them out.`,
    );
  }
}

import { type ITerraformDependable, Token } from "cdktf";
import { Construct } from "constructs";
import type { IAccessKeyConfiguration } from "./access-key-configuration.ts";
import { requireLength, requireText } from "./checks.ts";
import { AccessKey as AccessKeyResource } from "./generated/access-key/index.ts";
import type { ISecretSink, TokenMetadata } from "./sinks/secret-sink.ts";

/** The credential that an application sends to the gateway. */
export interface IAccessKey {
  readonly accessKeyId: string;
}

export interface AccessKeyProps {
  /**
   * What the key may reach.
   * @default - everything
   */
  readonly configuration?: IAccessKeyConfiguration;

  /**
   * Any values; a change of one replaces the key: that is how it is rotated.
   * @default - none: the key is replaced only when it is renamed in the program
   */
  readonly keepers?: Record<string, string>;

  /**
   * Makes the new key before the old one is deleted, so that there is no moment without one.
   * @default true
   */
  readonly createBeforeDestroy?: boolean;

  /**
   * A name that the successive keys of one client share; spend history is kept by it.
   * @default - none
   */
  readonly lineage?: string;

  /**
   * When the key ends by itself, in RFC 3339.
   * @default - never
   */
  readonly expiresAt?: string;

  /**
   * A name for people; old and new key may share it.
   * @default - the construct's path
   */
  readonly name?: string;

  /**
   * What it is for, for people.
   * @default - none
   */
  readonly description?: string;

  /**
   * Anything that programs want to keep with it.
   * @default - none
   */
  readonly metadata?: string;
}

/** What a sink is told besides the token and its key. */
export type GrantOptions = Omit<TokenMetadata, "keyId">;

/** The credential that an application sends to the gateway, instead of any upstream secret. */
export class AccessKey extends Construct implements IAccessKey {
  /** An access key that is managed elsewhere, by its id (`aigk_…`). Its token is nowhere to be had. */
  public static fromAccessKeyId(accessKeyId: string): IAccessKey {
    requireText("AccessKey.fromAccessKeyId", "accessKeyId", accessKeyId);
    return { accessKeyId };
  }

  public readonly accessKeyId: string;
  /** The Terraform resource, for what this construct does not cover. */
  public readonly resource: AccessKeyResource;

  public constructor(scope: Construct, id: string, props: AccessKeyProps = {}) {
    super(scope, id);
    const construct = `AccessKey "${this.node.path}"`;
    requireLength(construct, "name", props.name, 255);
    requireLength(construct, "description", props.description, 255);
    requireLength(construct, "metadata", props.metadata, 4096);
    requireLength(construct, "lineage", props.lineage, 255);
    requireTime(construct, props.expiresAt);
    this.resource = new AccessKeyResource(this, "Resource", {
      accessKeyConfigurationId: props.configuration?.accessKeyConfigurationId,
      keepers: props.keepers,
      lineage: props.lineage,
      expiresAt: props.expiresAt,
      name: props.name ?? this.node.path,
      description: props.description,
      metadata: props.metadata,
      lifecycle: { createBeforeDestroy: props.createBeforeDestroy ?? true },
    });
    this.accessKeyId = this.resource.id;
  }

  /** The credential itself. It is a secret: mark outputs of it as sensitive. */
  public get token(): string {
    return this.resource.token;
  }

  /** Puts the token, and after each rotation its successor, where an application finds it. */
  public grantTo(sink: ISecretSink, options: GrantOptions = {}): ITerraformDependable {
    return sink.deliver(this.token, { keyId: this.accessKeyId, ...options });
  }
}

function requireTime(construct: string, expiresAt: string | undefined): void {
  if (expiresAt === undefined || Token.isUnresolved(expiresAt)) return;
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(expiresAt)) return;
  throw new Error(
    `${construct}: expiresAt "${expiresAt}" is no time in RFC 3339; write it like 2030-01-31T12:00:00Z.`,
  );
}

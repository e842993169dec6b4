import { type ITerraformDependable, TerraformStack, Token } from "cdktf";
import { Construct } from "constructs";
import type { GatewayOptions } from "./ai-gateway.ts";
import { requireLength, requireText } from "./checks.ts";
import { parseDuration } from "./duration.ts";
import { AccessKey as AccessKeyResource } from "./generated/access-key/index.ts";
import type { IAccessKeyConfiguration } from "./imported-configuration.ts";
import { Rotation } from "./rotation.ts";
import { validateOutputs } from "./sensitive-outputs.ts";
import type { GrantOptions, ISecretSink } from "./sinks/secret-sink.ts";

/** The credential that an application sends to the gateway. */
export interface IAccessKey {
  readonly accessKeyId: string;
}

export interface AccessKeyProps extends GatewayOptions {
  /**
   * What the key may reach.
   * @default - everything
   */
  readonly configuration?: IAccessKeyConfiguration;

  /**
   * When it is replaced by a new one.
   * @default Rotation.manual()
   */
  readonly rotation?: Rotation;

  /**
   * Makes the new key before the old one is deleted, so that there is no moment without one.
   * @default true
   */
  readonly createBeforeDestroy?: boolean;

  /**
   * A name that the successive keys of one client share; spend history is kept by it. Set by hand it stays the same
   * when the construct is moved or renamed.
   * @default - the construct's path
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

/** The credential that an application sends to the gateway, instead of any upstream secret. */
export class AccessKey extends Construct implements IAccessKey {
  /** An access key that is managed elsewhere, by its id (`aigk_…`). Its token is nowhere to be had. */
  public static fromAccessKeyId(accessKeyId: string): IAccessKey {
    requireText("AccessKey.fromAccessKeyId", "accessKeyId", accessKeyId);
    return { accessKeyId };
  }

  public readonly accessKeyId: string;
  public readonly rotation: Rotation;
  /** The name that this key shares with those before and after it. */
  public readonly lineage: string;
  /** The Terraform resource, for what this construct does not cover. */
  public readonly resource: AccessKeyResource;

  public constructor(scope: Construct, id: string, props: AccessKeyProps = {}) {
    super(scope, id);
    const construct = `AccessKey "${this.node.path}"`;
    requireLength(construct, "name", props.name ?? this.node.path, 255);
    requireLength(construct, "description", props.description, 255);
    requireLength(construct, "metadata", props.metadata, 4096);
    requireText(construct, "lineage", props.lineage);
    this.lineage = props.lineage ?? this.node.path;
    requireLength(construct, "lineage", this.lineage, 255);
    this.rotation = props.rotation ?? Rotation.manual();
    requireTime(construct, props.expiresAt);
    this.resource = new AccessKeyResource(this, "Resource", {
      provider: props.gateway,
      accessKeyConfigurationId: props.configuration?.accessKeyConfigurationId,
      ...this.rotation.settings,
      lineage: this.lineage,
      expiresAt: props.expiresAt,
      name: props.name ?? this.node.path,
      description: props.description,
      metadata: props.metadata,
      lifecycle: { createBeforeDestroy: props.createBeforeDestroy ?? true },
    });
    this.accessKeyId = this.resource.id;
    validateOutputs(this);
  }

  /** The credential itself. It is a secret: an output of it must be `sensitive`, or the synthesis fails. */
  public get token(): string {
    return this.resource.token;
  }

  /**
   * Puts the token, and after each rotation its successor, where an application finds it. Throws for a sink of another
   * stack when the key rotates by itself without an overlap.
   */
  public grantTo(sink: ISecretSink, options: GrantOptions = {}): ITerraformDependable {
    this.#requireOverlapTo(sink);
    return sink.deliver(this.token, { keyId: this.accessKeyId, ...options });
  }

  /** Another stack is deployed after this one, at whose end the old key is gone. */
  #requireOverlapTo(sink: ISecretSink): void {
    const { rotateAfter, keepers, overlap = "0s" } = this.rotation.settings;
    const rotates = rotateAfter !== undefined || keepers !== undefined;
    if (!rotates || Token.isUnresolved(overlap) || parseDuration(overlap) !== 0) return;
    if (!Construct.isConstruct(sink) || TerraformStack.of(sink) === TerraformStack.of(this)) return;
    throw new Error(
      `AccessKey "${this.node.path}": its sink "${sink.node.path}" is in another stack, which gets the new token only after ` +
        'the old key has ended; give the rotation an overlap until that is deployed, like { overlap: "1h" }, or put both into one stack.',
    );
  }
}

function requireTime(construct: string, expiresAt: string | undefined): void {
  if (expiresAt === undefined || Token.isUnresolved(expiresAt)) return;
  const isWritten = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(expiresAt);
  if (isWritten && !Number.isNaN(Date.parse(expiresAt))) return;
  throw new Error(
    `${construct}: expiresAt "${expiresAt}" is no time in RFC 3339; write it like 2030-01-31T12:00:00Z.`,
  );
}

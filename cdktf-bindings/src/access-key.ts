import { Token } from "cdktf";
import { Construct } from "constructs";
import type { IAccessKeyConfiguration } from "./access-key-configuration.ts";
import { requireLength, requireText } from "./checks.ts";
import { AccessKey as AccessKeyResource } from "./generated/access-key/index.ts";
import { Rotation } from "./rotation.ts";
import type { ISecretSink } from "./sinks/secret-sink.ts";
import { outputsInClear } from "./token-outputs.ts";

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
   * When the key is replaced, and for how long the old one lives on.
   * @default Rotation.manual() - only when somebody asks for it
   */
  readonly rotation?: Rotation;

  /**
   * Makes the new key before the old one is deleted, so that there is no moment without one.
   * @default true
   */
  readonly createBeforeDestroy?: boolean;

  /**
   * A name that the successive keys of one client share; spend history is kept by it. Set by hand it outlives
   * refactoring, too.
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
  /** The Terraform resource, for what this construct does not cover. */
  public readonly resource: AccessKeyResource;

  public constructor(scope: Construct, id: string, props: AccessKeyProps = {}) {
    super(scope, id);
    const construct = `AccessKey "${this.node.path}"`;
    requireLength(construct, "name", props.name, 255);
    requireLength(construct, "description", props.description, 255);
    requireLength(construct, "metadata", props.metadata, 4096);
    requireText(construct, "lineage", props.lineage);
    requireTime(construct, props.expiresAt);
    const lineage = props.lineage ?? this.node.path;
    requireLength(construct, "lineage (the construct's path)", lineage, 255);
    const { keepers, rotateAfter, overlap } = (props.rotation ?? Rotation.manual()).settings;
    this.resource = new AccessKeyResource(this, "Resource", {
      accessKeyConfigurationId: props.configuration?.accessKeyConfigurationId,
      keepers,
      rotateAfter,
      overlap,
      lineage,
      expiresAt: props.expiresAt,
      name: props.name ?? this.node.path,
      description: props.description,
      metadata: props.metadata,
      lifecycle: { createBeforeDestroy: props.createBeforeDestroy ?? true },
    });
    this.accessKeyId = this.resource.id;
    const reference = `${AccessKeyResource.tfResourceType}.${this.resource.friendlyUniqueId}.token`;
    this.node.addValidation({ validate: () => outputsInClear(this, reference) });
  }

  /** The credential itself. It is a secret: an output of it that is not marked as sensitive fails the synthesis. */
  public get token(): string {
    return this.resource.token;
  }

  /** Puts the token where the program that uses it finds it; another one, when the key rotates. */
  public deliverTo(...sinks: ISecretSink[]): this {
    for (const sink of sinks) sink.deliver(this, { token: this.token, id: this.accessKeyId });
    return this;
  }
}

function requireTime(construct: string, expiresAt: string | undefined): void {
  if (expiresAt === undefined || Token.isUnresolved(expiresAt)) return;
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(expiresAt)) return;
  throw new Error(
    `${construct}: expiresAt "${expiresAt}" is no time in RFC 3339; write it like 2030-01-31T12:00:00Z.`,
  );
}

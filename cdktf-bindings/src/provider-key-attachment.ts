import { Token } from "cdktf";
import { Construct } from "constructs";
import type { AiGateway, GatewayOptions } from "./ai-gateway.ts";
import { ProviderKeyAttachment as AttachmentResource } from "./generated/provider-key-attachment/index.ts";
import type { IAccessKeyConfiguration } from "./imported-configuration.ts";
import { type ModelProviderOrId, toModelProvider } from "./model-provider.ts";
import { type IProviderKey, ProviderKey } from "./provider-key.ts";
import { maybeSame, writtenId } from "./same-provider.ts";

export interface AttachmentOptions extends GatewayOptions {
  /**
   * The gateway, or the account, that key and configuration are at.
   * @default - the key's; of a key that was imported, the configuration's
   */
  readonly gateway?: AiGateway;

  /**
   * Where among the attached keys it is tried, from 0 to 999999: the lowest first.
   * @default - after all that are there when it is attached
   */
  readonly priority?: number;

  /**
   * Whose credential the key is.
   * @default - the key's provider; needed for a key that was imported without it
   */
  readonly provider?: ModelProviderOrId;
}

export interface ProviderKeyAttachmentProps extends AttachmentOptions {
  /** What to attach the key to: a configuration whose routes are not set in code. */
  readonly configuration: IAccessKeyConfiguration;

  /** The key. */
  readonly key: IProviderKey;
}

/**
 * Attaches a provider key to a configuration that others own, and whose routes are not set in code.
 * `configuration.attach(key)` makes one beside the key.
 */
export class ProviderKeyAttachment extends Construct {
  /** The Terraform resource, for what this construct does not cover. */
  public readonly resource: AttachmentResource;

  public constructor(scope: Construct, id: string, props: ProviderKeyAttachmentProps) {
    super(scope, id);
    const { configuration, key, priority } = props;
    const construct = `ProviderKeyAttachment "${this.node.path}"`;
    requirePriority(construct, priority);
    this.resource = new AttachmentResource(this, "Resource", {
      provider: props.gateway ?? (key instanceof ProviderKey ? key.resource.provider : undefined),
      accessKeyConfigurationId: configuration.accessKeyConfigurationId,
      providerId: providerOf(construct, props),
      providerKeyId: key.providerKeyId,
      priority,
      lifecycle: { createBeforeDestroy: true },
    });
    this.node.addValidation({
      validate: () =>
        configuration.hasRoutes
          ? [
              `${construct}: the configuration's routes are set in code, and its next deployment would detach the key; ` +
                "name the key in route(…).withKeys(…), or leave the configuration without routes.",
            ]
          : [],
    });
  }
}

function providerOf(construct: string, { key, provider }: ProviderKeyAttachmentProps): string {
  const given = provider === undefined ? undefined : toModelProvider(construct, provider);
  const own = key.provider;
  const used = given ?? own;
  if (used === undefined) {
    throw new Error(
      `${construct}: the key was imported without its provider; give it here, like { provider: "openai" }.`,
    );
  }
  if (given === undefined || own === undefined || maybeSame(given, own)) return used.providerId;
  throw new Error(
    `${construct}: a key of "${writtenId(own)}" can't be attached for "${writtenId(given)}"; attach a key of that provider.`,
  );
}

function requirePriority(construct: string, priority: number | undefined): void {
  if (priority === undefined || Token.isUnresolved(priority)) return;
  if (Number.isInteger(priority) && priority >= 0 && priority <= 999_999) return;
  throw new Error(`${construct}: priority ${priority} is no whole number from 0 to 999999.`);
}

/** Attaches a key beside it, in the stack that owns it; or beside the configuration, when the key is imported. */
export function attachKey(
  configuration: IAccessKeyConfiguration,
  key: IProviderKey,
  options: AttachmentOptions,
): ProviderKeyAttachment {
  const props = { ...options, configuration, key };
  if (Construct.isConstruct(key)) {
    return new ProviderKeyAttachment(key, `AttachedTo${nameOf(configuration)}`, props);
  }
  if (Construct.isConstruct(configuration)) {
    return new ProviderKeyAttachment(configuration, `Attached${literal(key.providerKeyId)}`, props);
  }
  throw new Error(
    "attach(): both the configuration and the key are imported, so that there is no construct to put the attachment into; " +
      "use new ProviderKeyAttachment(scope, id, { configuration, key }).",
  );
}

function nameOf(configuration: IAccessKeyConfiguration): string {
  return Construct.isConstruct(configuration)
    ? configuration.node.path.replaceAll("/", "-")
    : literal(configuration.accessKeyConfigurationId);
}

/** An id may be known to Terraform only, and then says nothing: two such attachments of one key need names by hand. */
function literal(id: string): string {
  return Token.isUnresolved(id) ? "" : `-${id}`;
}

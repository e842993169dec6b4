import { Construct } from "constructs";
import type { GatewayOptions } from "./ai-gateway.ts";
import { requireLength, requireNoLiteral, requireText } from "./checks.ts";
import { ProviderKey as ProviderKeyResource } from "./generated/provider-key/index.ts";
import { type IModelProvider, type ModelProviderOrId, toModelProvider } from "./model-provider.ts";

/** A stored credential of a model provider. */
export interface IProviderKey {
  readonly providerKeyId: string;
  /** Whose credential it is; undefined when this program does not know. */
  readonly provider: IModelProvider | undefined;
}

export interface ProviderKeyProps extends GatewayOptions {
  /** Whose credential it is. A change replaces the key. */
  readonly provider: ModelProviderOrId;

  /**
   * The credential, as a sensitive variable or from a data source. Terraform keeps it in its state.
   * @default - `valueWo` is used; one of the two is needed
   */
  readonly value?: string;

  /**
   * The credential, in neither plan nor state. Needs Terraform 1.11; set `valueWoVersion` with it.
   * @default - `value` is used; one of the two is needed
   */
  readonly valueWo?: string;

  /**
   * Any text; a change sends `valueWo` again, since Terraform can't see that it changed.
   * @default - none; needed with `valueWo`
   */
  readonly valueWoVersion?: string;

  /**
   * Takes a credential that is written out in the program: for examples and tests.
   * @default false
   */
  readonly unsafePlainText?: boolean;

  /**
   * A name for people.
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

/** A credential of a model provider, stored at the gateway. A new value rotates it in place: attachments stay. */
export class ProviderKey extends Construct implements IProviderKey {
  /** A provider key that is managed elsewhere, by its id (`aigpk_…`). */
  public static fromProviderKeyId(providerKeyId: string, provider?: ModelProviderOrId): IProviderKey {
    const construct = "ProviderKey.fromProviderKeyId";
    requireText(construct, "providerKeyId", providerKeyId);
    return {
      providerKeyId,
      provider: provider === undefined ? undefined : toModelProvider(construct, provider),
    };
  }

  public readonly providerKeyId: string;
  public readonly provider: IModelProvider;
  /** The Terraform resource, for what this construct does not cover. */
  public readonly resource: ProviderKeyResource;

  public constructor(scope: Construct, id: string, props: ProviderKeyProps) {
    super(scope, id);
    const construct = `ProviderKey "${this.node.path}"`;
    requireOneValue(construct, props);
    if (!props.unsafePlainText) {
      requireNoLiteral(construct, "value", props.value);
      requireNoLiteral(construct, "valueWo", props.valueWo);
    }
    requireLength(construct, "name", props.name ?? this.node.path, 255);
    requireLength(construct, "description", props.description, 255);
    requireLength(construct, "metadata", props.metadata, 4096);
    this.provider = toModelProvider(construct, props.provider);
    this.resource = new ProviderKeyResource(this, "Resource", {
      provider: props.gateway,
      providerId: this.provider.providerId,
      name: props.name ?? this.node.path,
      value: props.value,
      valueWo: props.valueWo,
      valueWoVersion: props.valueWoVersion,
      description: props.description,
      metadata: props.metadata,
      lifecycle: { createBeforeDestroy: true },
    });
    this.providerKeyId = this.resource.id;
  }
}

function requireOneValue(construct: string, { value, valueWo, valueWoVersion }: ProviderKeyProps): void {
  if ((value === undefined) === (valueWo === undefined)) {
    throw new Error(
      `${construct}: set either value or valueWo, not ${value === undefined ? "neither" : "both"}.`,
    );
  }
  if (valueWo !== undefined && valueWoVersion === undefined) {
    throw new Error(
      `${construct}: valueWo needs valueWoVersion; any text will do, and a change of it sends the value again.`,
    );
  }
}

import { Construct } from "constructs";
import type { IAccessKeyConfiguration } from "./access-key-configuration.ts";
import { ProviderKeyAttachment as AttachmentResource } from "./generated/provider-key-attachment/index.ts";
import type { IModelProvider } from "./model-provider.ts";
import type { IProviderKey } from "./provider-key.ts";

export interface ProviderKeyAttachmentProps {
  /** Whose requests may use the key. Its routing must not be set in code: it is made of what is attached. */
  readonly configuration: IAccessKeyConfiguration;

  /** The key, which may be another team's or this one's. */
  readonly providerKey: IProviderKey;

  /**
   * Whose key it is.
   * @default - what the key itself says
   */
  readonly provider?: IModelProvider;

  /**
   * Keys with lower numbers are tried first.
   * @default - after those with a number, in the order in which they were attached
   */
  readonly priority?: number;
}

/** Lets a configuration that another team owns use one more provider key. */
export class ProviderKeyAttachment extends Construct {
  /** The Terraform resource, for what this construct does not cover. */
  public readonly resource: AttachmentResource;

  public constructor(scope: Construct, id: string, props: ProviderKeyAttachmentProps) {
    super(scope, id);
    const provider = props.provider ?? props.providerKey.provider;
    if (!provider) {
      throw new Error(
        `ProviderKeyAttachment "${this.node.path}": nothing says whose key it is; set provider, or give it to ProviderKey.fromProviderKeyId.`,
      );
    }
    this.resource = new AttachmentResource(this, "Resource", {
      accessKeyConfigurationId: props.configuration.accessKeyConfigurationId,
      providerId: provider.providerId,
      providerKeyId: props.providerKey.providerKeyId,
      priority: props.priority,
    });
  }
}

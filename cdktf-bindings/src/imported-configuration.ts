import type { IProviderKey } from "./provider-key.ts";
import { type AttachmentOptions, attachKey, type ProviderKeyAttachment } from "./provider-key-attachment.ts";

/** What access keys may reach, and with whose credentials. */
export interface IAccessKeyConfiguration {
  readonly accessKeyConfigurationId: string;
  /** Whether its routes are set in code; undefined when this program does not know. */
  readonly hasRoutes: boolean | undefined;

  /**
   * Attaches a provider key, to a configuration whose routes are not set in code. The attachment belongs to the key: it
   * is deployed with the key's stack.
   */
  attach(key: IProviderKey, options?: AttachmentOptions): ProviderKeyAttachment;
}

/** A configuration that is managed elsewhere. */
export class ImportedConfiguration implements IAccessKeyConfiguration {
  public readonly accessKeyConfigurationId: string;
  public readonly hasRoutes = undefined;

  public constructor(accessKeyConfigurationId: string) {
    this.accessKeyConfigurationId = accessKeyConfigurationId;
  }

  public attach(key: IProviderKey, options: AttachmentOptions = {}): ProviderKeyAttachment {
    return attachKey(this, key, options);
  }
}

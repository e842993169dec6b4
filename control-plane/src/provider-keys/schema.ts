import { z } from "zod";
import {
  clearable,
  Description,
  KeyRedacted,
  LastUsed,
  listOf,
  Metadata,
  PageQuery,
  RequiredName,
  ResourceHead,
  Text,
} from "../fields.ts";

/** The upstream's secret: what can stand in an HTTP header, since that is where it goes. */
export const SecretValue = z
  .string()
  .min(1, { error: "must not be empty" })
  .max(8192, { error: "must have at most 8192 characters" })
  .regex(/^[\x21-\x7e]+$/, { error: "must be printable ASCII without spaces or line ends" })
  .describe("The upstream's secret. It is never shown again.")
  .meta({ writeOnly: true });

export const ProviderKeyCreate = z
  .strictObject({
    providerId: RequiredName.describe("A built-in provider, or a custom one's providerId."),
    name: RequiredName,
    value: SecretValue,
    description: clearable(Description),
    metadata: clearable(Metadata),
  })
  .meta({ id: "ProviderKeyCreate" });

export const ProviderKeyUpdate = z
  .strictObject({
    name: RequiredName.optional(),
    description: clearable(Description),
    metadata: clearable(Metadata),
  })
  .meta({ id: "ProviderKeyUpdate" });

export const ProviderKeyRotate = z
  .strictObject({ value: SecretValue, name: RequiredName })
  .meta({ id: "ProviderKeyRotate" });

export const ProviderKey = ResourceHead.extend({
  providerId: z.string(),
  name: z.string(),
  description: Description.optional(),
  metadata: Metadata.optional(),
  keyRedacted: KeyRedacted,
  lastUsed: LastUsed,
}).meta({ id: "ProviderKey" });

export const ProviderKeyQuery = PageQuery.extend({
  provider: Text.optional().describe("Only keys of this provider."),
});

export const ProviderKeyList = listOf("aiGatewayProviderKeys", ProviderKey).meta({ id: "ProviderKeyList" });

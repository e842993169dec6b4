import { z } from "zod";
import {
  clearable,
  Description,
  Duration,
  Instant,
  KeyRedacted,
  Label,
  LastUsed,
  listOf,
  Metadata,
  ResourceHead,
  Text,
} from "../fields.ts";

const Lineage = Label.describe(
  "A name that the successive keys of one client share; spend history is kept by it.",
);
const ExpiresAt = Instant.describe("After it the key is refused, exactly like a deleted one.");
const ConfigurationId = Text.describe(
  "The configuration that the key obeys; without one it may reach everything.",
);

export const AccessKeyCreate = z
  .strictObject({
    name: clearable(Label),
    description: clearable(Description),
    metadata: clearable(Metadata),
    accessKeyConfigurationId: clearable(ConfigurationId),
    lineage: clearable(Lineage),
    expiresAt: clearable(ExpiresAt),
  })
  .meta({ id: "AccessKeyCreate" });

export const AccessKeyUpdate = AccessKeyCreate.extend({
  expiresIn: Duration.optional().describe("Expire this long from now, by the server's clock. Write-only."),
})
  .refine((body) => body.expiresIn === undefined || body.expiresAt === undefined, {
    path: ["expiresIn"],
    error: "must not be given together with expiresAt",
  })
  .meta({ id: "AccessKeyUpdate" });

export const AccessKey = ResourceHead.extend({
  name: Label.optional(),
  description: Description.optional(),
  metadata: Metadata.optional(),
  accessKeyConfiguration: z.object({ id: z.string(), uri: z.string(), name: z.string() }).nullable(),
  keyRedacted: KeyRedacted,
  lastUsed: LastUsed,
  lineage: Lineage.optional(),
  expiresAt: z.iso.datetime().optional(),
}).meta({ id: "AccessKey" });

export const AccessKeyCreated = AccessKey.extend({
  token: z.string().describe("The credential itself. It is shown this once."),
}).meta({ id: "AccessKeyCreated" });

export const AccessKeyList = listOf("aiGatewayAccessKeys", AccessKey).meta({ id: "AccessKeyList" });

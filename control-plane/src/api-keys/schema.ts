import { z } from "zod";
import {
  clearable,
  Description,
  KeyRedacted,
  Label,
  LastUsed,
  listOf,
  Metadata,
  ResourceHead,
} from "../fields.ts";

export const ApiKeyWrite = z
  .strictObject({
    name: clearable(Label),
    description: clearable(Description),
    metadata: clearable(Metadata),
  })
  .meta({ id: "ApiKeyWrite" });

export const ApiKey = ResourceHead.extend({
  name: Label.optional(),
  description: Description.optional(),
  metadata: Metadata.optional(),
  keyRedacted: KeyRedacted,
  lastUsed: LastUsed,
}).meta({ id: "ApiKey" });

export const ApiKeyCreated = ApiKey.extend({
  token: z.string().describe("The credential itself. It is shown this once."),
}).meta({ id: "ApiKeyCreated" });

export const ApiKeyList = listOf("aiGatewayApiKeys", ApiKey).meta({ id: "ApiKeyList" });

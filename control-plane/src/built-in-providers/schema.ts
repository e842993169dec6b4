import { z } from "zod";
import { providerSchema } from "../catalog/catalog-schema.ts";

const { displayName, surfaces, documentationUrl } = providerSchema.shape;

export const BuiltInProvider = z
  .object({
    providerId: z.string().describe("What stands before the `:` of a model name."),
    name: displayName,
    surfaces,
    documentationUrl,
  })
  .meta({ id: "BuiltInProvider" });

export const BuiltInProviderList = z
  .object({ aiGatewayBuiltInProviders: z.array(BuiltInProvider), uri: z.string() })
  .meta({ id: "BuiltInProviderList" });

import { z } from "zod";
import { modality, modelFactsSchema, surface } from "../catalog/catalog-schema.ts";
import { Text } from "../fields.ts";

const facts = modelFactsSchema.shape;

export const Model = z
  .object({
    id: z.string().describe("How a request names it at just this provider: `provider:model`."),
    providerId: z.string().describe("A built-in provider, or a custom one's providerId."),
    modelId: z.string().describe("The provider's own name of it."),
    surfaces: z.array(surface).describe("What the provider serves; not every model of it has each."),
    displayName: facts.displayName,
    contextWindow: facts.contextWindow,
    maxOutputTokens: facts.maxOutputTokens,
    inputModalities: facts.inputModalities,
    outputModalities: facts.outputModalities,
    knowledgeCutoff: facts.knowledgeCutoff,
    deprecated: facts.deprecated,
  })
  .meta({ id: "Model" });

/** Takes one of these, or names them. */
const oneOf = <Values extends Readonly<Record<string, string>>>(values: z.ZodEnum<Values>) =>
  z.enum(values.enum, { error: `must be one of ${values.options.join(", ")}` }).optional();

export const ModelQuery = z.strictObject({
  provider: Text.optional().describe("Only models of this provider."),
  surface: oneOf(surface).describe("Only models of providers that serve it."),
  inputModality: oneOf(modality).describe("Only models that are known to take it in."),
  outputModality: oneOf(modality).describe("Only models that are known to give it out."),
});

export const ModelList = z
  .object({ aiGatewayModels: z.array(Model), uri: z.string() })
  .meta({ id: "ModelList" });

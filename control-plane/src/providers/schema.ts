import { z } from "zod";
import { builtInProvider } from "../catalog/built-in-providers.ts";
import { clearable, listOf, Metadata, RequiredName, ResourceHead } from "../fields.ts";

const ProviderId = RequiredName.regex(/^[^:\s]+$/, {
  error: "must not contain ':' or white space, since it stands before the ':' of a model name",
})
  .refine((id) => builtInProvider(id) === undefined, {
    error: (issue) => `"${issue.input}" is a built-in provider; choose another id`,
  })
  .describe("Stands before the ':' of a model name; unique in the account.");

const BaseUrl = z
  .url({ protocol: /^https?$/, error: "must be an https:// URL" })
  .min(1)
  .max(2048, { error: "must have at most 2048 characters" })
  .describe("Where the provider's API is; a path is kept, without one /v1 is assumed.");

export const ApiSurface = z
  .strictObject({
    format: z.enum(["openai", "anthropic"], { error: "must be openai or anthropic" }),
    surface: z
      .enum(["chat-completions", "completions", "responses", "embeddings", "messages"], {
        error: "must be chat-completions, completions, responses, embeddings or messages",
      })
      .optional(),
    supportedParams: z
      .array(z.strictObject({ name: RequiredName }))
      .optional()
      .describe(
        "Parameters that it takes; others are removed from requests. Without a list all are passed on.",
      ),
  })
  .meta({ id: "ApiSurface" });
export type ApiSurface = z.output<typeof ApiSurface>;

const ModelWrite = z.strictObject({ modelId: RequiredName });
const Models = z.array(ModelWrite).superRefine((models, context) => {
  models.forEach(({ modelId }, index) => {
    if (models.findIndex((each) => each.modelId === modelId) < index) {
      context.addIssue({ code: "custom", path: [index, "modelId"], message: `"${modelId}" is listed twice` });
    }
  });
});
const Model = z.object({ id: z.string(), modelId: z.string() });

export const ProviderCreate = z
  .strictObject({
    providerId: ProviderId,
    name: RequiredName,
    baseUrl: BaseUrl,
    metadata: clearable(Metadata),
    supportedApiSurfaces: clearable(z.array(ApiSurface)),
    models: clearable(Models),
  })
  .meta({ id: "ProviderCreate" });

export const ProviderUpdate = ProviderCreate.omit({ providerId: true })
  .partial({ name: true, baseUrl: true })
  .meta({ id: "ProviderUpdate" });

export const Provider = ResourceHead.extend({
  providerId: z.string(),
  name: z.string(),
  baseUrl: z.string(),
  metadata: Metadata.optional(),
  supportedApiSurfaces: z.array(ApiSurface).optional(),
  models: z.array(Model).optional(),
}).meta({ id: "Provider" });

export const ProviderList = listOf("aiGatewayProviders", Provider).meta({ id: "ProviderList" });

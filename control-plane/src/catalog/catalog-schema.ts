import { z } from "zod";

/** What a model takes in or gives out. */
export const modality = z.enum(["text", "image", "audio", "video", "pdf"]);
const modalities = z
  .array(modality)
  .min(1)
  .refine((each) => new Set(each).size === each.length, { error: "names a modality twice" });
const tokens = z.int().positive();

/** What a provider can be asked. */
export const surface = z.enum(["chat-completions", "completions", "responses", "embeddings", "messages"]);

export const providerSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  displayName: z.string().min(1),
  baseUrl: z.url({ protocol: /^https$/ }),
  environmentPrefix: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*$/)
    .describe("The operator's credential and address are <prefix>_API_KEY and <prefix>_BASE_URL."),
  auth: z
    .strictObject({ openai: z.literal("bearer"), anthropic: z.literal("x-api-key").optional() })
    .describe("How a credential is sent, by the format of the request."),
  surfaces: z.array(surface).min(1).describe("What it serves itself, each under its own path below baseUrl."),
  documentationUrl: z.url({ protocol: /^https$/ }),
});

/** What may be known of a model; what no source knows is absent. */
export const modelFactsSchema = z.strictObject({
  displayName: z.string().min(1).optional(),
  contextWindow: tokens.optional().describe("Tokens of input and output together."),
  maxOutputTokens: tokens.optional(),
  inputModalities: modalities.optional(),
  outputModalities: modalities.optional(),
  knowledgeCutoff: z
    .string()
    .regex(/^\d{4}(-\d\d(-\d\d)?)?$/)
    .optional()
    .describe("A year, month or day, as precise as the source is."),
  deprecated: z.literal(true).optional(),
});

export const modelSchema = z
  .strictObject({
    providerId: z.string(),
    modelId: z.string().min(1).max(255).describe("The provider's own name of it."),
    ...modelFactsSchema.shape,
  })
  .refine((model) => (model.maxOutputTokens ?? 0) <= (model.contextWindow ?? Number.POSITIVE_INFINITY), {
    error: "gives out more than its context window holds",
    path: ["maxOutputTokens"],
  });

export const catalogSchema = z.strictObject({
  $schema: z.literal("./catalog.schema.json"),
  refreshedOn: z.iso.date().describe("The day of the last refresh that changed anything."),
  sources: z.array(z.strictObject({ package: z.string(), version: z.string(), license: z.string() })),
  providers: z.array(providerSchema),
  models: z.array(modelSchema),
});

export type CatalogProvider = z.infer<typeof providerSchema>;
export type CatalogModel = z.infer<typeof modelSchema>;
export type ModelFacts = z.infer<typeof modelFactsSchema>;
export type Catalog = z.infer<typeof catalogSchema>;

/** The same schema for programs in other languages and for editors. */
export function catalogJsonSchema(): object {
  return { title: "The catalog of built-in providers and models", ...z.toJSONSchema(catalogSchema) };
}

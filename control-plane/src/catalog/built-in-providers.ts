/** The providers that are known without being declared. A custom provider can't take one of these ids. */

export type Format = "openai" | "anthropic";

export interface BuiltInProvider {
  id: string;
  displayName: string;
  baseUrl: string;
  /** The operator's credential and address are `<prefix>_API_KEY` and `<prefix>_BASE_URL`. */
  environmentPrefix: string;
  /** Formats that the provider speaks itself; `openai` covers chat completions, `anthropic` covers messages. */
  formats: Format[];
}

export const BUILT_IN_PROVIDERS: readonly BuiltInProvider[] = [
  {
    id: "openai",
    displayName: "OpenAI",
    baseUrl: "https://api.openai.com/v1",
    environmentPrefix: "OPENAI",
    formats: ["openai"],
  },
  {
    id: "anthropic",
    displayName: "Anthropic",
    baseUrl: "https://api.anthropic.com/v1",
    environmentPrefix: "ANTHROPIC",
    formats: ["openai", "anthropic"],
  },
  {
    id: "google",
    displayName: "Google",
    baseUrl: "https://generativelanguage.googleapis.com/v1beta/openai",
    environmentPrefix: "GOOGLE",
    formats: ["openai"],
  },
  {
    id: "groq",
    displayName: "Groq",
    baseUrl: "https://api.groq.com/openai/v1",
    environmentPrefix: "GROQ",
    formats: ["openai"],
  },
  {
    id: "deepseek",
    displayName: "DeepSeek",
    baseUrl: "https://api.deepseek.com/v1",
    environmentPrefix: "DEEPSEEK",
    formats: ["openai"],
  },
  {
    id: "openrouter",
    displayName: "OpenRouter",
    baseUrl: "https://openrouter.ai/api/v1",
    environmentPrefix: "OPENROUTER",
    formats: ["openai"],
  },
  {
    id: "hyperbolic",
    displayName: "Hyperbolic",
    baseUrl: "https://api.hyperbolic.xyz/v1",
    environmentPrefix: "HYPERBOLIC",
    formats: ["openai"],
  },
  {
    id: "inceptionlabs",
    displayName: "Inception Labs",
    baseUrl: "https://api.inceptionlabs.ai/v1",
    environmentPrefix: "INCEPTIONLABS",
    formats: ["openai"],
  },
  {
    id: "inference-net",
    displayName: "Inference.net",
    baseUrl: "https://api.inference.net/v1",
    environmentPrefix: "INFERENCE_NET",
    formats: ["openai"],
  },
];

const BY_ID = new Map(BUILT_IN_PROVIDERS.map((provider) => [provider.id, provider]));

/** The built-in provider with this id. Ids are case-sensitive. */
export function builtInProvider(id: string): BuiltInProvider | undefined {
  return BY_ID.get(id);
}

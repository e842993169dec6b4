import type { SurfaceId } from "../gateway/surfaces/surface.ts";

export interface BuiltInProvider {
  id: string;
  displayName: string;
  baseUrl: string;
  /** The operator's credential and address are `<prefix>_API_KEY` and `<prefix>_BASE_URL`. */
  environmentPrefix: string;
  /** What it serves itself, each under its surface's own path below the base URL. */
  surfaces: readonly SurfaceId[];
}

/** The providers that are known without being declared. A custom provider can't take one of these ids. */
export const BUILT_IN_PROVIDERS: readonly BuiltInProvider[] = [
  {
    id: "openai",
    displayName: "OpenAI",
    baseUrl: "https://api.openai.com/v1",
    environmentPrefix: "OPENAI",
    surfaces: ["chat-completions", "completions", "responses", "embeddings"],
  },
  {
    id: "anthropic",
    displayName: "Anthropic",
    baseUrl: "https://api.anthropic.com/v1",
    environmentPrefix: "ANTHROPIC",
    surfaces: ["chat-completions", "messages"],
  },
  {
    id: "google",
    displayName: "Google",
    baseUrl: "https://generativelanguage.googleapis.com/v1beta/openai",
    environmentPrefix: "GOOGLE",
    surfaces: ["chat-completions", "embeddings"],
  },
  {
    id: "groq",
    displayName: "Groq",
    baseUrl: "https://api.groq.com/openai/v1",
    environmentPrefix: "GROQ",
    surfaces: ["chat-completions", "responses"],
  },
  {
    id: "deepseek",
    displayName: "DeepSeek",
    baseUrl: "https://api.deepseek.com/v1",
    environmentPrefix: "DEEPSEEK",
    surfaces: ["chat-completions"],
  },
  {
    id: "openrouter",
    displayName: "OpenRouter",
    baseUrl: "https://openrouter.ai/api/v1",
    environmentPrefix: "OPENROUTER",
    surfaces: ["chat-completions", "completions", "responses", "embeddings", "messages"],
  },
  {
    id: "hyperbolic",
    displayName: "Hyperbolic",
    baseUrl: "https://api.hyperbolic.xyz/v1",
    environmentPrefix: "HYPERBOLIC",
    surfaces: ["chat-completions", "completions"],
  },
  {
    id: "inceptionlabs",
    displayName: "Inception Labs",
    baseUrl: "https://api.inceptionlabs.ai/v1",
    environmentPrefix: "INCEPTIONLABS",
    surfaces: ["chat-completions"],
  },
  {
    id: "inference-net",
    displayName: "Inference.net",
    baseUrl: "https://api.inference.net/v1",
    environmentPrefix: "INFERENCE_NET",
    surfaces: ["chat-completions", "completions"],
  },
];

const BY_ID = new Map(BUILT_IN_PROVIDERS.map((provider) => [provider.id, provider]));

/** The built-in provider with this id. Ids are case-sensitive. */
export function builtInProvider(id: string): BuiltInProvider | undefined {
  return BY_ID.get(id);
}

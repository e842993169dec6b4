import {
  GEN_AI_PROVIDER_NAME_VALUE_ANTHROPIC,
  GEN_AI_PROVIDER_NAME_VALUE_AZURE_AI_OPENAI,
  GEN_AI_PROVIDER_NAME_VALUE_DEEPSEEK,
  GEN_AI_PROVIDER_NAME_VALUE_GCP_GEMINI,
  GEN_AI_PROVIDER_NAME_VALUE_GROQ,
  GEN_AI_PROVIDER_NAME_VALUE_OPENAI,
} from "@opentelemetry/semantic-conventions/incubating";
import type { UpstreamProvider } from "../gateway/candidate.ts";

/** Built-in providers that the conventions have a name for. */
const WELL_KNOWN = new Map<string, string>([
  ["openai", GEN_AI_PROVIDER_NAME_VALUE_OPENAI],
  ["anthropic", GEN_AI_PROVIDER_NAME_VALUE_ANTHROPIC],
  ["google", GEN_AI_PROVIDER_NAME_VALUE_GCP_GEMINI],
  ["groq", GEN_AI_PROVIDER_NAME_VALUE_GROQ],
  ["deepseek", GEN_AI_PROVIDER_NAME_VALUE_DEEPSEEK],
]);

/** The provider's name by the conventions; its own id where they have none. */
export function providerName({ id, custom }: UpstreamProvider, hostname: string): string {
  if (hostname.endsWith(".openai.azure.com")) return GEN_AI_PROVIDER_NAME_VALUE_AZURE_AI_OPENAI;
  return (custom ? undefined : WELL_KNOWN.get(id)) ?? id;
}

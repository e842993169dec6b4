import { requireText } from "./checks.ts";
import type { CatalogModels } from "./generated/catalog.ts";

/** The id of a built-in provider. */
export type BuiltInProviderId = keyof CatalogModels;

/** A model as requests name it: `gpt-4o`, or `openai:gpt-4o`. Those of the catalog are offered, any other is taken. */
export type ModelName = CatalogModels[BuiltInProviderId] | QualifiedModelName | (string & {});

type QualifiedModelName = { [P in BuiltInProviderId]: `${P}:${CatalogModels[P]}` }[BuiltInProviderId];

/** A provider of models: a built-in one, or a `CustomProvider`. */
export interface IModelProvider {
  /** What stands before the `:` of a model name. */
  readonly providerId: string;
}

/** A provider of models, or its id. Those of the catalog are offered, any other is taken. */
export type ModelProviderOrId = IModelProvider | BuiltInProviderId | (string & {});

/** The providers that the gateway knows without being told. Any other id is taken as well, for gateways newer than this. */
export class BuiltInProvider implements IModelProvider {
  public static readonly OPENAI = new BuiltInProvider("openai");
  public static readonly ANTHROPIC = new BuiltInProvider("anthropic");
  public static readonly GOOGLE = new BuiltInProvider("google");
  public static readonly GROQ = new BuiltInProvider("groq");
  public static readonly DEEPSEEK = new BuiltInProvider("deepseek");
  public static readonly OPENROUTER = new BuiltInProvider("openrouter");
  public static readonly HYPERBOLIC = new BuiltInProvider("hyperbolic");
  public static readonly INCEPTIONLABS = new BuiltInProvider("inceptionlabs");
  public static readonly INFERENCE_NET = new BuiltInProvider("inference-net");

  /** A built-in provider by its id. */
  public static of(providerId: BuiltInProviderId | (string & {})): BuiltInProvider {
    return new BuiltInProvider(providerId);
  }

  public readonly providerId: string;

  private constructor(providerId: string) {
    this.providerId = providerId;
  }
}

/** The provider itself, whichever of the two was given. Throws for an empty id. */
export function toModelProvider(construct: string, provider: ModelProviderOrId): IModelProvider {
  if (typeof provider !== "string") return provider;
  requireText(construct, "provider", provider);
  return BuiltInProvider.of(provider);
}

/** A provider of models: a built-in one, or a `CustomProvider`. */
export interface IModelProvider {
  /** What stands before the `:` of a model name. */
  readonly providerId: string;
}

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
  public static of(providerId: string): BuiltInProvider {
    return new BuiltInProvider(providerId);
  }

  public readonly providerId: string;

  private constructor(providerId: string) {
    this.providerId = providerId;
  }
}

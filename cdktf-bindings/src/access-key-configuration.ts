import { Construct } from "constructs";
import type { AiGateway, GatewayOptions } from "./ai-gateway.ts";
import { requireLength, requireText } from "./checks.ts";
import { AccessKeyConfiguration as ConfigurationResource } from "./generated/access-key-configuration/index.ts";
import { type IAccessKeyConfiguration, ImportedConfiguration } from "./imported-configuration.ts";
import { type ModelName, type ModelProviderOrId, toModelProvider } from "./model-provider.ts";
import type { IProviderKey } from "./provider-key.ts";
import { type AttachmentOptions, attachKey, type ProviderKeyAttachment } from "./provider-key-attachment.ts";
import { Route } from "./route.ts";

export interface AccessKeyConfigurationProps extends GatewayOptions {
  /**
   * A name for people.
   * @default - the construct's path
   */
  readonly name?: string;

  /**
   * What it is for, for people.
   * @default - none
   */
  readonly description?: string;

  /**
   * Anything that programs want to keep with it.
   * @default - none
   */
  readonly metadata?: string;
}

/**
 * What access keys may reach, and with whose credentials.
 *
 * Without `allowProviders` every provider may be called, without `allowModels` every model; without routes, a
 * provider's stored keys are tried from the oldest on, and then the operator's.
 */
export class AccessKeyConfiguration extends Construct implements IAccessKeyConfiguration {
  /** A configuration that is managed elsewhere, by its id (`aigac_…`). */
  public static fromConfigurationId(accessKeyConfigurationId: string): IAccessKeyConfiguration {
    requireText(
      "AccessKeyConfiguration.fromConfigurationId",
      "accessKeyConfigurationId",
      accessKeyConfigurationId,
    );
    return new ImportedConfiguration(accessKeyConfigurationId);
  }

  public readonly accessKeyConfigurationId: string;
  /** The Terraform resource, for what this construct does not cover. */
  public readonly resource: ConfigurationResource;

  readonly #gateway: AiGateway | undefined;
  readonly #routes = new Map<string, Route>();
  #providers: Set<string> | undefined;
  #models: Set<string> | undefined;

  public constructor(scope: Construct, id: string, props: AccessKeyConfigurationProps = {}) {
    super(scope, id);
    const construct = this.#construct;
    this.#gateway = props.gateway;
    requireText(construct, "name", props.name);
    requireLength(construct, "name", props.name ?? this.node.path, 255);
    requireLength(construct, "description", props.description, 255);
    requireLength(construct, "metadata", props.metadata, 4096);
    this.resource = new ConfigurationResource(this, "Resource", {
      provider: props.gateway,
      name: props.name ?? this.node.path,
      description: props.description,
      metadata: props.metadata,
    });
    this.accessKeyConfigurationId = this.resource.id;
    this.node.addValidation({ validate: () => this.#emptyRoutes() });
  }

  public get hasRoutes(): boolean {
    return this.#routes.size > 0;
  }

  /** Lets keys call these providers and no others. More calls add more; one without any allows none. */
  public allowProviders(...providers: ModelProviderOrId[]): this {
    const ids = providers.map((provider) => toModelProvider(this.#construct, provider).providerId);
    this.#providers = new Set([...(this.#providers ?? []), ...ids]);
    this.#renderAccess();
    return this;
  }

  /** Lets keys call these models and no others, by their exact ids (`gpt-4o`, `openai:gpt-4o`). */
  public allowModels(...models: ModelName[]): this {
    for (const model of models) requireText(this.#construct, "a model", model);
    this.#models = new Set([...(this.#models ?? []), ...models]);
    this.#renderAccess();
    return this;
  }

  /** Says whose credentials are used for a provider. Called again for the same one, it goes on with the same route. */
  public route(provider: ModelProviderOrId): Route {
    const target = toModelProvider(this.#construct, provider);
    return this.#routeTo(`provider ${target.providerId}`, { provider: target });
  }

  /** The same for one model, which wins over its provider's route. */
  public routeModel(model: ModelName, provider?: ModelProviderOrId): Route {
    requireText(this.#construct, "model", model);
    const target = provider === undefined ? undefined : toModelProvider(this.#construct, provider);
    return this.#routeTo(`model ${model} ${target?.providerId ?? ""}`, { provider: target, model });
  }

  public attach(key: IProviderKey, options: AttachmentOptions = {}): ProviderKeyAttachment {
    // A key that was imported has no gateway of its own.
    const gateway = Construct.isConstruct(key) ? undefined : this.#gateway;
    return attachKey(this, key, { ...(gateway && { gateway }), ...options });
  }

  /** As errors name it. */
  get #construct(): string {
    return `AccessKeyConfiguration "${this.node.path}"`;
  }

  #routeTo(name: string, target: ConstructorParameters<typeof Route>[0]): Route {
    const route = this.#routes.get(name) ?? new Route(target, () => this.#renderRouter());
    this.#routes.set(name, route);
    return route;
  }

  #renderAccess(): void {
    this.resource.putAccess({
      ...(this.#providers && { providers: { allow: [...this.#providers] } }),
      ...(this.#models && { models: { allow: [...this.#models] } }),
    });
  }

  #renderRouter(): void {
    this.resource.putRouter({ rules: [...this.#routes.values()].map((route) => route.toRule()) });
  }

  #emptyRoutes(): string[] {
    return [...this.#routes.values()]
      .filter((route) => route.isEmpty)
      .map((route) => `${route} has no step; call withKeys() or thenPlatform() on it.`);
  }
}

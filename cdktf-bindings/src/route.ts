import { CustomProvider } from "./custom-provider.ts";
import type { IModelProvider } from "./model-provider.ts";
import type { IProviderKey } from "./provider-key.ts";
import { maybeSame, writtenId } from "./same-provider.ts";

/** What a route is about: a provider, a model, or a model at one provider. */
export interface RouteTarget {
  readonly provider?: IModelProvider | undefined;
  readonly model?: string | undefined;
}

/** One step of a route, in the form of the Terraform resource. */
export interface RouteStep {
  readonly type: "user" | "ngrok";
  readonly providerKeyIds?: string[];
}

/** Whose credentials are used for a provider or a model, in the order to try them. Made by `AccessKeyConfiguration`. */
export class Route {
  readonly #target: RouteTarget;
  readonly #steps: RouteStep[] = [];
  readonly #onChange: () => void;

  /** @internal */
  public constructor(target: RouteTarget, onChange: () => void) {
    this.#target = target;
    this.#onChange = onChange;
  }

  /** Stored keys, tried in this order. Throws for a key of another provider than the route's. */
  public withKeys(...keys: IProviderKey[]): this {
    if (keys.length === 0) throw new Error(`${this}: withKeys() names no key; give it at least one.`);
    for (const key of keys) this.#requireSameProvider(key);
    return this.#add({ type: "user", providerKeyIds: [...new Set(keys.map((key) => key.providerKeyId))] });
  }

  /** The credential that the gateway's operator supplies, paid with credits. Throws for a custom provider's route. */
  public thenPlatform(): this {
    if (this.#target.provider instanceof CustomProvider) {
      throw new Error(
        `${this}: the operator supplies credentials for built-in providers only; use withKeys() for a custom one.`,
      );
    }
    return this.#add({ type: "ngrok" });
  }

  /** The route in the form of the Terraform resource. */
  public toRule(): { provider?: string; model?: string; steps: RouteStep[] } {
    const { provider, model } = this.#target;
    return {
      ...(provider && { provider: provider.providerId }),
      ...(model !== undefined && { model }),
      steps: this.#steps,
    };
  }

  public get isEmpty(): boolean {
    return this.#steps.length === 0;
  }

  public toString(): string {
    const { provider, model } = this.#target;
    return `route(${[provider && writtenId(provider), model].filter((each) => each !== undefined).join(", ")})`;
  }

  #add(step: RouteStep): this {
    this.#steps.push(step);
    this.#onChange();
    return this;
  }

  #requireSameProvider(key: IProviderKey): void {
    const { provider } = this.#target;
    if (!provider || !key.provider || maybeSame(provider, key.provider)) return;
    throw new Error(
      `${this}: a key of "${writtenId(key.provider)}" can't be used for "${writtenId(provider)}"; give it a key of that provider.`,
    );
  }
}

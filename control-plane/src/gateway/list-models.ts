import type { CatalogModel } from "../catalog/catalog-schema.ts";
import { catalogModels } from "../catalog/models.ts";
import type { Exchange } from "../http/exchange.ts";
import { refusedBy } from "./access.ts";
import type { AccountCache } from "./account-cache.ts";
import type { AccountUpstreams } from "./account-upstreams.ts";
import { credentialsFor } from "./credentials.ts";
import { GatewayError } from "./gateway-error.ts";
import { readAccount } from "./read-account.ts";
import type { Target } from "./resolve-model.ts";
import type { Operator } from "./upstream-provider.ts";
import type { VerifiedKey } from "./verify-key.ts";

/**
 * A model in OpenAI's shape, with what the catalog knows under the names that others have for it: Groq's for the limits,
 * OpenRouter's for the name and the modalities.
 */
interface ListedModel {
  id: string;
  object: "model";
  /** Unix time in seconds; 0: unknown. */
  created: number;
  /** The provider that serves it. */
  owned_by: string;
  name?: string;
  context_window?: number;
  max_completion_tokens?: number;
  architecture?: { input_modalities?: readonly string[]; output_modalities?: readonly string[] };
}

interface KnownTarget extends Target {
  /** Absent for a custom provider's model, of which nothing but its id is known. */
  known?: CatalogModel;
}

const PATH = "/v1/models";

/**
 * `GET /v1/models` and `GET /v1/models/{id}`: what a key may call, and has a credential for. A model that several
 * providers serve has its bare name at the provider that a request by that name reaches, and `provider:model` at the
 * others. Resolves to false when the request is for something else. Throws `GatewayError`.
 */
export function createModelLister(options: {
  upstreams: AccountCache<AccountUpstreams>;
  operator: Operator;
}) {
  const { upstreams, operator } = options;
  return async (exchange: Exchange, key: VerifiedKey): Promise<boolean> => {
    const { method, path } = exchange;
    if ((method !== "GET" && method !== "HEAD") || (path !== PATH && !path.startsWith(`${PATH}/`)))
      return false;
    const account = await readAccount(upstreams, key.accountId);
    const callable = callableModels(account, key, operator);
    if (path === PATH) {
      send(exchange, { object: "list", data: [...callable.values()] });
      return true;
    }
    const id = decode(path.slice(PATH.length + 1));
    const model = [...callable].find(([name, listed]) => name === id || listed.id === id)?.[1];
    if (!model) {
      throw new GatewayError("model_not_found", `There is no model "${id}" for this access key.`, {
        status: 404,
        param: "model",
      });
    }
    send(exchange, model);
    return true;
  };
}

/** By `provider:model`. */
function callableModels(
  account: AccountUpstreams,
  key: VerifiedKey,
  operator: Operator,
): Map<string, ListedModel> {
  const listed = new Map<string, ListedModel>();
  const bareNames = new Set<string>();
  for (const target of knownTargets(account)) {
    const { providerId, model, known } = target;
    if (refusedBy(key.configuration?.access ?? null, target, account)) continue;
    if (credentialsFor(target, key.configuration, account, operator.credentials).length === 0) continue;
    const bare = model.toLowerCase();
    const id = bareNames.has(bare) ? `${providerId}:${model}` : model;
    bareNames.add(bare);
    listed.set(`${providerId}:${model}`, {
      id,
      object: "model",
      created: 0,
      owned_by: providerId,
      ...(known && catalogFields(known)),
    });
  }
  return listed;
}

function catalogFields(model: CatalogModel): Partial<ListedModel> {
  const { displayName, contextWindow, maxOutputTokens, inputModalities, outputModalities } = model;
  return {
    ...(displayName && { name: displayName }),
    ...(contextWindow && { context_window: contextWindow }),
    ...(maxOutputTokens && { max_completion_tokens: maxOutputTokens }),
    ...((inputModalities || outputModalities) && {
      architecture: {
        ...(inputModalities && { input_modalities: inputModalities }),
        ...(outputModalities && { output_modalities: outputModalities }),
      },
    }),
  };
}

/** In the order in which a bare name is resolved. */
function knownTargets(account: AccountUpstreams): KnownTarget[] {
  const own = [...account.providers.values()].flatMap(({ providerId, models }) =>
    models.map((model) => ({ providerId, model })),
  );
  const builtIn = catalogModels().map((known) => ({
    providerId: known.providerId,
    model: known.modelId,
    known,
  }));
  return [...own, ...builtIn];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function send({ response }: Exchange, answer: object): void {
  const body = Buffer.from(JSON.stringify(answer));
  response.writeHead(200, { "content-type": "application/json", "content-length": body.length });
  response.end(body);
}

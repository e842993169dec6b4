import type { ApiClient } from "../api/client.ts";
import type { Configuration } from "./change-configuration.ts";

/**
 * The position of a provider's own rule (not one of a model) in a configuration's router, -1 where there is none. A rule
 * may name a custom provider by its id (`aigp_…`) instead of its `provider_id`.
 */
export async function providerRule(
  action: string,
  { router }: Configuration,
  providerId: string,
  client: ApiClient,
): Promise<number> {
  const rules = router?.rules ?? [];
  const named = rules.findIndex(({ provider, model }) => model === undefined && provider === providerId);
  if (named >= 0) return named;
  for (const [index, { provider, model }] of rules.entries()) {
    if (model !== undefined || !provider?.startsWith("aigp_")) continue;
    const params = { path: { id: provider } };
    const found = await client.callUnlessGone(action, (api) => api.GET("/providers/{id}", { params }));
    if (found?.providerId === providerId) return index;
  }
  return -1;
}

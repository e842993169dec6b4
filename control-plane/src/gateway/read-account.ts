import type { AccountCache } from "./account-cache.ts";
import type { AccountUpstreams } from "./account-upstreams.ts";
import { GatewayError } from "./gateway-error.ts";

/** What the account of a checked key has declared. Throws `GatewayError` 27009 when the store is away. */
export async function readAccount(
  upstreams: AccountCache<AccountUpstreams>,
  accountId: string,
): Promise<AccountUpstreams> {
  try {
    return (await upstreams.get(accountId)) as AccountUpstreams;
  } catch (cause) {
    throw new GatewayError(27009, "What the access key may use could not be read; try again.", { cause });
  }
}

import { NotKnownYetError } from "../framework/diagnostics.ts";
import type { ApiClient } from "./client.ts";

/**
 * The client for as long as the provider block depends on what is only known after apply. New objects can be planned
 * without the API; whatever needs it says what is missing.
 */
export function unknownSettings(): ApiClient {
  const refuse = async (action: string): Promise<never> => {
    throw new NotKnownYetError(
      `Could not ${action}`,
      "base_url or api_key of the provider block depends on a value that is not known yet. Apply what it comes from first, with -target, or give it as a variable.",
    );
  };
  return { call: refuse, callUnlessGone: refuse, read: refuse, change: refuse, changeUnlessGone: refuse };
}

import type { Call } from "../call.ts";

/** OpenTofu asks every provider for its functions and takes UNIMPLEMENTED for a fault; there are none. */
export const getFunctions: Call<object, { functions: Record<string, never> }> = {
  handle: () => ({ functions: {} }),
};

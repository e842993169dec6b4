import type { Call } from "../call.ts";

/** Sent on the user's first Ctrl-C, in the place of a signal. */
export const stopProvider: Call<object, { error: string }> = {
  handle: (provider) => {
    provider.stop();
    return { error: "" };
  },
};

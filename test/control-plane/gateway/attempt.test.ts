import type { Dispatcher } from "undici";
import { attempt } from "../../../control-plane/src/gateway/attempt.ts";

const request = { origin: "http://upstream", path: "/v1/x", headers: {}, body: "{}", usageAdded: false };

test("a try that was given up while it waited for a connection is not sent after all", async () => {
  let handler: Dispatcher.DispatchHandler | undefined;
  const dispatcher = {
    dispatch(_: unknown, given: Dispatcher.DispatchHandler) {
      handler = given;
      return true;
    },
  } as unknown as Dispatcher;
  const hangUp = { aborted: false, onAbort: undefined };

  const outcome = await attempt({ dispatcher, request, timeoutMs: 5, deadlineMs: 1000, hangUp });
  const abort = jest.fn();
  handler?.onRequestStart?.({ abort } as unknown as Dispatcher.DispatchController, {});

  expect(outcome).toMatchObject({ kind: "failed", status: 0, timedOut: true });
  expect(abort).toHaveBeenCalledTimes(1);
});

import type { ReadRequest, StateResult } from "../../protocol/provider-server.ts";
import type { ObjectValue } from "../../protocol/value/value.ts";
import { Diagnostics } from "../diagnostics.ts";
import type { AnyResource } from "../resource.ts";
import { attempt } from "./attempt.ts";
import { isImported } from "./imported-mark.ts";
import { settleState } from "./settle-state.ts";

/** Refreshes a state. A read that fails leaves it as it was. */
export async function readState<Client>(
  resource: AnyResource<Client>,
  request: ReadRequest,
  client: Client,
): Promise<StateResult> {
  const { attributes } = resource.schema;
  const diagnostics = new Diagnostics();
  const before = request.state;
  let state = before;
  await attempt(diagnostics, attributes, async () => {
    if (before === null) return;
    const imported = isImported(request.private);
    const read = await resource.read({ state: before, imported, diagnostics }, client);
    // An imported state has no forms of values yet that are worth keeping.
    state = read && settleState(attributes, read as ObjectValue, imported ? null : before);
  });
  return { state, private: request.private, diagnostics: diagnostics.list };
}

import type { ApplyRequest, StateResult } from "../../protocol/provider-server.ts";
import type { ObjectValue } from "../../protocol/value/value.ts";
import { Diagnostics } from "../diagnostics.ts";
import type { AnyResource } from "../resource.ts";
import { attempt } from "./attempt.ts";
import { isImported, unmarkImported } from "./imported-mark.ts";
import { settleState } from "./settle-state.ts";

/** Creates, updates or deletes, depending on which of the states there is. */
export async function applyChange<Client>(
  resource: AnyResource<Client>,
  request: ApplyRequest,
  client: Client,
): Promise<StateResult> {
  const { attributes } = resource.schema;
  const { priorState: prior, plannedState: plan } = request;
  const diagnostics = new Diagnostics();
  // What there is to keep if this fails: what was there before, until the resource says that there is more.
  let state = prior;
  const keep = (saved: object) => {
    state = settleState(attributes, saved as ObjectValue, plan);
  };
  const succeeded = await attempt(diagnostics, attributes, async () => {
    if (plan === null) {
      if (prior !== null) await resource.delete({ state: prior, diagnostics }, client);
      if (!diagnostics.hasError()) state = null;
      return;
    }
    const write = { plan, config: request.config ?? {}, save: keep, diagnostics };
    keep(
      prior === null
        ? await resource.create(write, client)
        : await resource.update({ ...write, state: prior, imported: isImported(request.private) }, client),
    );
  });
  return {
    state,
    private: succeeded ? unmarkImported(request.private) : request.private,
    diagnostics: diagnostics.list,
  };
}

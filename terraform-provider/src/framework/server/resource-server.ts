import type { ResourceServer } from "../../protocol/provider-server.ts";
import { equal } from "../../protocol/value/value.ts";
import { Diagnostics } from "../diagnostics.ts";
import type { AnyResource } from "../resource.ts";
import { blockSchema } from "../schema/message.ts";
import { applyChange } from "./apply-change.ts";
import { attempt } from "./attempt.ts";
import { markImported } from "./imported-mark.ts";
import { planChange } from "./plan-change.ts";
import { readState } from "./read-state.ts";
import { upgradeState } from "./upgrade-state.ts";
import { validateObject } from "./validate-object.ts";

/** Serves one resource type to the protocol layer. `client` throws as long as the provider is not configured. */
export function createResourceServer<Client>(
  resource: AnyResource<Client>,
  client: () => Client,
): ResourceServer {
  const { attributes } = resource.schema;
  const schema = blockSchema(resource.schema);
  return {
    schema,

    validateConfig: ({ config, writeOnlyAllowed }) => validateObject(resource, config, writeOnlyAllowed),

    upgradeState: async (request) => upgradeState(resource, request),
    read: (request) => readState(resource, request, client()),

    async planChange(request) {
      const planned = planChange(attributes, request);
      const diagnostics = new Diagnostics();
      const plan = planned.state;
      if (plan !== null && !equal(plan, request.priorState ?? undefined)) {
        const check = { plan: plan as never, diagnostics };
        await attempt(diagnostics, attributes, () => resource.checkPlan?.(check, client()));
      }
      return { ...planned, diagnostics: [...planned.diagnostics, ...diagnostics.list] };
    },

    applyChange: (request) => applyChange(resource, request, client()),

    async importState({ id }) {
      const fault = resource.validateImportId?.(id, JSON.stringify(id));
      if (fault) {
        const diagnostics = new Diagnostics();
        diagnostics.addError("Invalid import ID", fault);
        return { state: null, private: new Uint8Array(), diagnostics: diagnostics.list };
      }
      const empty = Object.fromEntries(Object.keys(attributes).map((name) => [name, null]));
      return { state: { ...empty, id }, private: markImported(), diagnostics: [] };
    },
  };
}

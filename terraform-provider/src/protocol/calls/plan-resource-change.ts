import { type AttributePathMessage, encodePath } from "../attribute-path.ts";
import { type Call, resourceNamed } from "../call.ts";
import { type DiagnosticMessage, encodeDiagnostics } from "../diagnostic.ts";
import { type DynamicValue, decodeDynamicValue, encodeDynamicValue } from "../value/dynamic-value.ts";

interface Request {
  type_name: string;
  prior_state: DynamicValue;
  proposed_new_state: DynamicValue;
  config: DynamicValue;
  prior_private: Uint8Array;
}

interface Response {
  planned_state: DynamicValue;
  requires_replace: AttributePathMessage[];
  planned_private: Uint8Array;
  diagnostics: DiagnosticMessage[];
}

export const planResourceChange: Call<Request, Response> = {
  async handle(provider, request) {
    const resource = resourceNamed(provider, request.type_name);
    const { type } = resource.schema;
    const result = await resource.planChange({
      priorState: decodeDynamicValue(request.prior_state, type),
      proposedNewState: decodeDynamicValue(request.proposed_new_state, type),
      config: decodeDynamicValue(request.config, type),
      private: request.prior_private,
    });
    return {
      planned_state: encodeDynamicValue(result.state, type),
      requires_replace: result.requiresReplace.map(encodePath),
      planned_private: result.private,
      diagnostics: encodeDiagnostics(result.diagnostics),
    };
  },
};

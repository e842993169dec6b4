import { type Call, resourceNamed } from "../call.ts";
import { type DiagnosticMessage, encodeDiagnostics, faultDiagnostic } from "../diagnostic.ts";
import { type DynamicValue, decodeDynamicValue, encodeDynamicValue } from "../value/dynamic-value.ts";

interface Request {
  type_name: string;
  prior_state: DynamicValue;
  planned_state: DynamicValue;
  config: DynamicValue;
  planned_private: Uint8Array;
}

interface Response {
  new_state: DynamicValue;
  private: Uint8Array;
  diagnostics: DiagnosticMessage[];
}

export const applyResourceChange: Call<Request, Response> = {
  async handle(provider, request) {
    const resource = resourceNamed(provider, request.type_name);
    const { type } = resource.schema;
    const result = await resource.applyChange({
      priorState: decodeDynamicValue(request.prior_state, type),
      plannedState: decodeDynamicValue(request.planned_state, type),
      config: decodeDynamicValue(request.config, type),
      private: request.planned_private,
    });
    const answer = { private: result.private, diagnostics: encodeDiagnostics(result.diagnostics) };
    try {
      return { new_state: encodeDynamicValue(result.state, type), ...answer };
    } catch (error) {
      // A value of another type than the schema's came from the API. The object exists: its id is kept whatever else is.
      const { id = null } = result.state ?? {};
      const nothing = Object.fromEntries(Object.keys(type.object).map((name) => [name, null]));
      answer.diagnostics.push(...encodeDiagnostics([faultDiagnostic(error, "Writing the state")]));
      return { new_state: encodeDynamicValue({ ...nothing, id }, type), ...answer };
    }
  },
  // An answer without a state would make Terraform forget an object that exists.
  fallback: (request) => ({ new_state: request.prior_state, private: request.planned_private }),
};

import { type Call, resourceNamed } from "../call.ts";
import { type DiagnosticMessage, encodeDiagnostics } from "../diagnostic.ts";
import { type DynamicValue, encodeDynamicValue } from "../value/dynamic-value.ts";

interface Request {
  type_name: string;
  id: string;
}

interface Response {
  imported_resources: { type_name: string; state: DynamicValue; private: Uint8Array }[];
  diagnostics: DiagnosticMessage[];
}

/** Gives the state that Terraform then reads: the id is enough. */
export const importResourceState: Call<Request, Response> = {
  async handle(provider, request) {
    const resource = resourceNamed(provider, request.type_name);
    const result = await resource.importState({ id: request.id });
    const imported = {
      type_name: request.type_name,
      state: encodeDynamicValue(result.state, resource.schema.type),
      private: result.private,
    };
    return {
      imported_resources: result.state === null ? [] : [imported],
      diagnostics: encodeDiagnostics(result.diagnostics),
    };
  },
};

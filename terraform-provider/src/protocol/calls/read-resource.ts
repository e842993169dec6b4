import { type Call, resourceNamed } from "../call.ts";
import { type DiagnosticMessage, encodeDiagnostics } from "../diagnostic.ts";
import { type DynamicValue, decodeDynamicValue, encodeDynamicValue } from "../value/dynamic-value.ts";

interface Request {
  type_name: string;
  current_state: DynamicValue;
  private: Uint8Array;
}

interface Response {
  new_state: DynamicValue;
  private: Uint8Array;
  diagnostics: DiagnosticMessage[];
}

export const readResource: Call<Request, Response> = {
  async handle(provider, request) {
    const resource = resourceNamed(provider, request.type_name);
    const result = await resource.read({
      state: decodeDynamicValue(request.current_state, resource.schema.type),
      private: request.private,
    });
    return {
      new_state: encodeDynamicValue(result.state, resource.schema.type),
      private: result.private,
      diagnostics: encodeDiagnostics(result.diagnostics),
    };
  },
  fallback: (request) => ({ new_state: request.current_state, private: request.private }),
};

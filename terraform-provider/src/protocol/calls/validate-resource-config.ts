import { type Call, resourceNamed } from "../call.ts";
import { type DiagnosticMessage, encodeDiagnostics } from "../diagnostic.ts";
import { type DynamicValue, decodeDynamicValue } from "../value/dynamic-value.ts";

interface Request {
  type_name: string;
  config: DynamicValue;
  client_capabilities: { write_only_attributes_allowed: boolean } | null;
}

export const validateResourceConfig: Call<Request, { diagnostics: DiagnosticMessage[] }> = {
  async handle(provider, request) {
    const resource = resourceNamed(provider, request.type_name);
    const { diagnostics } = await resource.validateConfig({
      config: decodeDynamicValue(request.config, resource.schema.type),
      writeOnlyAllowed: request.client_capabilities?.write_only_attributes_allowed ?? false,
    });
    return { diagnostics: encodeDiagnostics(diagnostics) };
  },
};

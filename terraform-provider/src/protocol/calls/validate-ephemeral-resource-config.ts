import { type Call, ephemeralResourceNamed } from "../call.ts";
import { type DiagnosticMessage, encodeDiagnostics } from "../diagnostic.ts";
import { type DynamicValue, decodeDynamicValue } from "../value/dynamic-value.ts";

interface Request {
  type_name: string;
  config: DynamicValue;
}

export const validateEphemeralResourceConfig: Call<Request, { diagnostics: DiagnosticMessage[] }> = {
  async handle(provider, request) {
    const resource = ephemeralResourceNamed(provider, request.type_name);
    const { diagnostics } = await resource.validateConfig({
      config: decodeDynamicValue(request.config, resource.schema.type),
      // Whoever asks this knows ephemeral values, and nothing of them is stored.
      writeOnlyAllowed: true,
    });
    return { diagnostics: encodeDiagnostics(diagnostics) };
  },
};

import type { Call } from "../call.ts";
import { type DiagnosticMessage, encodeDiagnostics } from "../diagnostic.ts";
import { type DynamicValue, decodeDynamicValue } from "../value/dynamic-value.ts";

interface Request {
  config: DynamicValue;
}

export const validateProviderConfig: Call<Request, { diagnostics: DiagnosticMessage[] }> = {
  async handle(provider, request) {
    const config = decodeDynamicValue(request.config, provider.schema.type);
    const { diagnostics } = await provider.validateConfig({ config });
    return { diagnostics: encodeDiagnostics(diagnostics) };
  },
};

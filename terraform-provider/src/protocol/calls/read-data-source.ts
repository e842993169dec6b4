import { type Call, dataSourceNamed } from "../call.ts";
import { type DiagnosticMessage, encodeDiagnostics } from "../diagnostic.ts";
import { type DynamicValue, decodeDynamicValue, encodeDynamicValue } from "../value/dynamic-value.ts";

interface Request {
  type_name: string;
  config: DynamicValue;
  client_capabilities: { deferral_allowed: boolean } | null;
}

interface Response {
  state: DynamicValue;
  diagnostics: DiagnosticMessage[];
  deferred?: { reason: number };
}

const REASONS = { "config unknown": 1, "provider config unknown": 2 } as const;

export const readDataSource: Call<Request, Response> = {
  async handle(provider, request) {
    const { schema, read } = dataSourceNamed(provider, request.type_name);
    const { state, diagnostics, deferred } = await read({
      config: decodeDynamicValue(request.config, schema.type),
      deferralAllowed: request.client_capabilities?.deferral_allowed ?? false,
    });
    return {
      state: encodeDynamicValue(state, schema.type),
      diagnostics: encodeDiagnostics(diagnostics),
      ...(deferred && { deferred: { reason: REASONS[deferred] } }),
    };
  },
};

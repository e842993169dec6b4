import type { Call } from "../call.ts";
import { type DiagnosticMessage, encodeDiagnostics } from "../diagnostic.ts";
import { type DynamicValue, decodeDynamicValue } from "../value/dynamic-value.ts";

interface Request {
  terraform_version: string;
  config: DynamicValue;
}

export const configureProvider: Call<Request, { diagnostics: DiagnosticMessage[] }> = {
  async handle(provider, request) {
    const { diagnostics } = await provider.configure({
      config: decodeDynamicValue(request.config, provider.schema.type),
      terraformVersion: request.terraform_version,
    });
    return { diagnostics: encodeDiagnostics(diagnostics) };
  },
};

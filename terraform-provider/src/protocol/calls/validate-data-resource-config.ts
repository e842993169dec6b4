import { type Call, dataSourceNamed } from "../call.ts";
import { type DiagnosticMessage, encodeDiagnostics } from "../diagnostic.ts";
import { type DynamicValue, decodeDynamicValue } from "../value/dynamic-value.ts";

interface Request {
  type_name: string;
  config: DynamicValue;
}

export const validateDataResourceConfig: Call<Request, { diagnostics: DiagnosticMessage[] }> = {
  async handle(provider, request) {
    const dataSource = dataSourceNamed(provider, request.type_name);
    const { diagnostics } = await dataSource.validateConfig({
      config: decodeDynamicValue(request.config, dataSource.schema.type),
    });
    return { diagnostics: encodeDiagnostics(diagnostics) };
  },
};

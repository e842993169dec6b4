import { type Call, ephemeralResourceNamed } from "../call.ts";
import { type DiagnosticMessage, encodeDiagnostics } from "../diagnostic.ts";
import { encodeTimestamp, type TimestampMessage } from "../timestamp.ts";
import { type DynamicValue, decodeDynamicValue, encodeDynamicValue } from "../value/dynamic-value.ts";

interface Request {
  type_name: string;
  config: DynamicValue;
}

interface Response {
  result: DynamicValue;
  renew_at?: TimestampMessage;
  private: Uint8Array;
  diagnostics: DiagnosticMessage[];
}

/** Terraform opens in every plan and in every apply. It closes only what was opened without an error. */
export const openEphemeralResource: Call<Request, Response> = {
  async handle(provider, request) {
    const resource = ephemeralResourceNamed(provider, request.type_name);
    const { type } = resource.schema;
    const opened = await resource.open({ config: decodeDynamicValue(request.config, type) });
    return {
      result: encodeDynamicValue(opened.result, type),
      ...(opened.renewAt && { renew_at: encodeTimestamp(opened.renewAt) }),
      private: opened.private,
      diagnostics: encodeDiagnostics(opened.diagnostics),
    };
  },
};

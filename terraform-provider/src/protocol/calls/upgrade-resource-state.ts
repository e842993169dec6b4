import { type Call, resourceNamed } from "../call.ts";
import { type DiagnosticMessage, encodeDiagnostics } from "../diagnostic.ts";
import { type DynamicValue, encodeDynamicValue } from "../value/dynamic-value.ts";
import { parseExactly } from "../value/json.ts";

interface Request {
  type_name: string;
  version: number;
  raw_state: { json: Uint8Array; flatmap: Record<string, string> } | null;
}

interface Response {
  upgraded_state: DynamicValue;
  diagnostics: DiagnosticMessage[];
}

/** Comes before every read, with a state of the current version too: attributes added since are filled in here. */
export const upgradeResourceState: Call<Request, Response> = {
  async handle(provider, request) {
    const resource = resourceNamed(provider, request.type_name);
    const json = request.raw_state?.json;
    if (!json?.length)
      throw new Error("The state is not in JSON; it is older than anything this provider wrote.");
    const { state, diagnostics } = await resource.upgradeState({
      version: request.version,
      rawState: parseExactly(new TextDecoder().decode(json)),
    });
    return {
      upgraded_state: encodeDynamicValue(state, resource.schema.type),
      diagnostics: encodeDiagnostics(diagnostics),
    };
  },
};

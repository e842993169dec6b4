import { type Call, ephemeralResourceNamed } from "../call.ts";
import { type DiagnosticMessage, encodeDiagnostics } from "../diagnostic.ts";

interface Request {
  type_name: string;
  private?: Uint8Array;
}

export const closeEphemeralResource: Call<Request, { diagnostics: DiagnosticMessage[] }> = {
  async handle(provider, request) {
    const resource = ephemeralResourceNamed(provider, request.type_name);
    const { diagnostics } = await resource.close({ private: request.private ?? new Uint8Array() });
    return { diagnostics: encodeDiagnostics(diagnostics) };
  },
};

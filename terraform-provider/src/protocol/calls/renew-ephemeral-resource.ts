import { type Call, ephemeralResourceNamed } from "../call.ts";
import { type DiagnosticMessage, encodeDiagnostics } from "../diagnostic.ts";
import { encodeTimestamp, type TimestampMessage } from "../timestamp.ts";

interface Request {
  type_name: string;
  private?: Uint8Array;
}

interface Response {
  renew_at?: TimestampMessage;
  private: Uint8Array;
  diagnostics: DiagnosticMessage[];
}

/** The next renewal gets the private data of this one; the close gets those of the open, whatever was renewed. */
export const renewEphemeralResource: Call<Request, Response> = {
  async handle(provider, request) {
    const resource = ephemeralResourceNamed(provider, request.type_name);
    const renewed = await resource.renew({ private: request.private ?? new Uint8Array() });
    return {
      ...(renewed.renewAt && { renew_at: encodeTimestamp(renewed.renewAt) }),
      private: renewed.private,
      diagnostics: encodeDiagnostics(renewed.diagnostics),
    };
  },
};

import type { ServerUnaryCall, ServerWritableStream, ServiceError, sendUnaryData } from "@grpc/grpc-js";

/** `grpc.health.v1`: asked once, right after the handshake. */
export const healthCalls = {
  Check({ request }: ServerUnaryCall<{ service: string }, object>, respond: sendUnaryData<object>) {
    if (request.service === "plugin" || request.service === "") respond(null, { status: 1 });
    else respond(notFound(request.service));
  },
};

/** The answer to Shutdown has left by then; the launcher waits for the end of the process, so it must be short. */
const FAREWELL_MS = 10;

/** `plugin.GRPCController`: `shutDown` runs once the answer is on its way. */
export function controllerCalls(shutDown: () => void) {
  return {
    Shutdown(_call: ServerUnaryCall<object, object>, respond: sendUnaryData<object>) {
      respond(null, {});
      setTimeout(shutDown, FAREWELL_MS);
    },
  };
}

/** `plugin.GRPCStdio`: the stream stays open and empty, since this plugin prints nothing but its log on stderr. */
export const stdioCalls = {
  StreamStdio(stream: ServerWritableStream<object, object>) {
    stream.on("cancelled", () => stream.end());
  },
};

function notFound(service: string): Partial<ServiceError> {
  return { code: 5, details: `no health of service ${JSON.stringify(service)}` };
}

import type { ServiceDefinition } from "@grpc/grpc-js";
import protobuf from "protobufjs/light.js";
import descriptor from "./generated/descriptor.json" with { type: "json" };

/**
 * The gRPC services, from the descriptor that `scripts/generate-protocol.ts` makes of `proto/`. It is part of the
 * bundle, so that starting the plugin reads and parses no `.proto` file.
 */
const root = protobuf.Root.fromJSON(descriptor as protobuf.INamespace);

export const providerService = service("tfplugin6.Provider");
export const controllerService = service("plugin.GRPCController");
export const stdioService = service("plugin.GRPCStdio");
export const healthService = service("grpc.health.v1.Health");

function service(name: string): ServiceDefinition {
  const { methodsArray } = root.lookupService(name);
  return Object.fromEntries(
    methodsArray.map((method) => {
      const request = codec(method.requestType);
      const response = codec(method.responseType);
      return [
        method.name,
        {
          path: `/${name}/${method.name}`,
          originalName: method.name,
          requestStream: method.requestStream ?? false,
          responseStream: method.responseStream ?? false,
          requestSerialize: request.serialize,
          requestDeserialize: request.deserialize,
          responseSerialize: response.serialize,
          responseDeserialize: response.deserialize,
        },
      ];
    }),
  );

  function codec(typeName: string) {
    let type: protobuf.Type | undefined;
    const lookUp = () => {
      type ??= root.lookupType(`${name.slice(0, name.lastIndexOf("."))}.${typeName}`);
      return type;
    };
    return {
      serialize: (message: Record<string, unknown>) => {
        const bytes = lookUp().encode(message).finish();
        return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      },
      deserialize: (bytes: Buffer) =>
        lookUp().toObject(lookUp().decode(bytes), { longs: Number, defaults: true }),
    };
  }
}

import type { Diagnosed, EphemeralResourceServer, OpenResult } from "../../protocol/provider-server.ts";
import { conform } from "../../protocol/value/conform.ts";
import { isWhollyKnown, type ObjectValue } from "../../protocol/value/value.ts";
import { Diagnostics, NotKnownYetError } from "../diagnostics.ts";
import type { AnyEphemeralResource } from "../ephemeral-resource.ts";
import { PrivateData } from "../private-data.ts";
import { blockSchema } from "../schema/message.ts";
import { applyDefaults } from "./apply-defaults.ts";
import { attempt } from "./attempt.ts";
import { withUnknownComputed } from "./unknown-computed.ts";
import { validateObject } from "./validate-object.ts";

/** Serves one ephemeral resource type to the protocol layer. `client` throws as long as the provider is not configured. */
export function createEphemeralResourceServer<Client>(
  resource: AnyEphemeralResource<Client>,
  client: () => Client,
): EphemeralResourceServer {
  const { attributes } = resource.schema;
  const schema = blockSchema(resource.schema);
  /** The private data of what is open, by what Terraform gives back to close it. */
  const open = new Map<string, Uint8Array>();
  const keyOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");

  async function openWith(config: ObjectValue): Promise<OpenResult> {
    const diagnostics = new Diagnostics();
    const data = new PrivateData();
    let result: ObjectValue | null = null;
    let renewAt: Date | undefined;
    const succeeded = await attempt(diagnostics, attributes, async () => {
      const request = { config, private: data, diagnostics };
      const opened = await resource.open(request as never, client()).catch((error: unknown) => {
        if (!(error instanceof NotKnownYetError)) throw error;
        return { result: withUnknownComputed(attributes, config), renewAt: undefined };
      });
      // Here, because Terraform never closes what it did not get.
      result = conform(opened.result, schema.type) as ObjectValue;
      renewAt = opened.renewAt;
    });
    const bytes = data.encode();
    if (!data.isEmpty) open.set(keyOf(bytes), bytes);
    if (succeeded) return { result, renewAt, private: bytes, diagnostics: diagnostics.list };

    const closed = await close(bytes);
    return {
      result: null,
      private: new Uint8Array(),
      diagnostics: [...diagnostics.list, ...closed.diagnostics],
    };
  }

  async function close(bytes: Uint8Array): Promise<Diagnosed> {
    const diagnostics = new Diagnostics();
    const data = new PrivateData(bytes);
    await attempt(diagnostics, attributes, async () => {
      // Nothing is remembered of what could not be opened yet.
      if (!data.isEmpty) await resource.close({ private: data, diagnostics }, client());
      open.delete(keyOf(bytes));
    });
    return { diagnostics: diagnostics.list };
  }

  return {
    schema,

    validateConfig: ({ config, writeOnlyAllowed }) => validateObject(resource, config, writeOnlyAllowed),

    async open({ config: given }) {
      const config = given && applyDefaults(attributes, { value: given, prior: undefined, config: given });
      if (config !== null && isWhollyKnown(config)) return openWith(config);
      // What a plan gets while it can't be opened.
      const result = config && withUnknownComputed(attributes, config);
      return { result, private: new Uint8Array(), diagnostics: [] };
    },

    async renew({ private: bytes }) {
      const diagnostics = new Diagnostics();
      const data = new PrivateData(bytes);
      let renewAt: Date | undefined;
      await attempt(diagnostics, attributes, async () => {
        renewAt = await resource.renew({ private: data, diagnostics }, client());
      });
      return { renewAt, private: data.encode(), diagnostics: diagnostics.list };
    },

    close: ({ private: bytes }) => close(bytes),

    async closeAll() {
      await Promise.all([...open.values()].map(close));
    },
  };
}

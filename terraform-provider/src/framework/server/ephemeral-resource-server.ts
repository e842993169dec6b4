import type { Diagnosed, EphemeralResourceServer, OpenResult } from "../../protocol/provider-server.ts";
import { conform } from "../../protocol/value/conform.ts";
import { isWhollyKnown, type ObjectValue, UNKNOWN } from "../../protocol/value/value.ts";
import { Diagnostics, NotKnownYetError } from "../diagnostics.ts";
import type { AnyEphemeralResource } from "../ephemeral-resource.ts";
import { PrivateData } from "../private-data.ts";
import type { Attributes } from "../schema/attribute.ts";
import { blockSchema } from "../schema/message.ts";
import { transform } from "../schema/transform.ts";
import { applyDefaults } from "./apply-defaults.ts";
import { attempt } from "./attempt.ts";
import { validateConfig } from "./validate-config.ts";

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
        return { result: unknownResult(attributes, config), renewAt: undefined };
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

    async validateConfig({ config, writeOnlyAllowed }) {
      const diagnostics = new Diagnostics();
      if (config !== null) {
        validateConfig(attributes, config, writeOnlyAllowed, diagnostics);
        await attempt(diagnostics, attributes, () => resource.validateConfig?.(config as never, diagnostics));
      }
      return { diagnostics: diagnostics.list };
    },

    async open({ config: given }) {
      const config = given && applyDefaults(attributes, { value: given, prior: undefined, config: given });
      if (config !== null && isWhollyKnown(config)) return openWith(config);
      const result = config && unknownResult(attributes, config);
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

/** What a plan gets while it can't be opened: the configuration, and that the rest will be known after apply. */
function unknownResult(attributes: Attributes, config: ObjectValue): ObjectValue {
  return transform(attributes, { value: config, prior: undefined, config }, ({ attribute, value }) =>
    attribute.options.computed && value === null ? UNKNOWN : value,
  );
}

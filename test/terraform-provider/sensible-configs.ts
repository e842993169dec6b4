import fc from "fast-check";
import type { Value } from "../../terraform-provider/src/protocol/value/value.ts";
import type { ControlPlane } from "../support/control-plane.ts";

/** Configurations of each resource that the API accepts, as varied as it lets them be. */

export type Configs = Record<string, fc.Arbitrary<Record<string, Value>>>;

const maybe = <T extends Value>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<Value> =>
  fc.option(arbitrary as fc.Arbitrary<Value>, { freq: 3 });

const text = (least: number, most: number) =>
  fc
    .oneof(
      fc.string({ unit: "grapheme", maxLength: 40 }),
      fc.constantFrom("", " ", '"quoted"', "\t\n", "null"),
    )
    .map((each) => each.normalize("NFC").replaceAll("\0", "0"))
    .filter((each) => each.length >= least && each.length <= most);

const label = text(1, 255);
const metadata = maybe(
  fc.oneof(
    text(0, 4096),
    fc.json({ maxDepth: 2 }).map((json) => json.replaceAll("\\u0000", "")),
    fc.constantFrom('{"team":"web"}', '{ "a" : [1] }', "{}", "[]", "0"),
  ),
);
const described = { description: maybe(text(0, 255)), metadata };
const duration = fc.constantFrom("1m", "90s", "1h30m", "1m30s", "0.5h", "72h", "1h0m0s", "60000ms");
const secret = fc.string({ minLength: 1, maxLength: 60 }).filter((each) => /^[\x21-\x7e]+$/.test(each));
const subset = (...of: string[]) => fc.shuffledSubarray(of) as fc.Arbitrary<Value[]>;

/** Makes what the configurations refer to, once. */
export async function sensibleConfigs(controlPlane: ControlPlane): Promise<Configs> {
  const create = async (path: string, body: object): Promise<string> => {
    const answer = await controlPlane.api("POST", path, body);
    if (answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body.id;
  };
  await create("/providers", { providerId: "sim", name: "sim", baseUrl: "https://models.example.com" });
  const key = (providerId: string) =>
    create("/provider-keys", { providerId, name: providerId, value: "sk-0123456789" });
  const keys: Record<string, [string, ...string[]]> = {
    openai: [await key("openai"), await key("openai")],
    sim: [await key("sim"), await key("sim")],
  };
  const configurations = [
    await create("/access-key-configurations", { name: "a" }),
    await create("/access-key-configurations", { name: "b" }),
  ] as const;

  const step = (provider: string) =>
    fc.oneof(
      fc.record({
        type: fc.constant("user"),
        provider_key_ids: subset(...(keys[provider] ?? [])).filter((ids) => ids.length > 0),
        key_selection_strategy: fc.constantFrom(null, "ordered"),
      }),
      ...(provider === "sim"
        ? []
        : [
            fc.record({
              type: fc.constant("ngrok"),
              provider_key_ids: fc.constant(null),
              key_selection_strategy: fc.constantFrom(null, "ordered"),
            }),
          ]),
    );
  const rule = (provider: string) =>
    fc.record({
      provider: fc.constant(provider),
      model: fc.constant(null),
      steps: fc.array(step(provider), { minLength: 1, maxLength: 2 }),
    });
  const rules = fc
    .tuple(maybe(rule("openai") as never), maybe(rule("sim") as never))
    .map((each) => each.filter((rule) => rule !== null));
  const allow = (of: fc.Arbitrary<Value[]>) => maybe(fc.record({ allow: maybe(of) }));
  const models = fc
    .uniqueArray(text(1, 200), { maxLength: 3 })
    .map((all) => all.filter((id) => !id.includes("*")));

  return {
    aigateway_access_key: fc.record({
      name: maybe(text(0, 255)),
      ...described,
      access_key_configuration_id: fc.constantFrom(null, ...configurations),
      keepers: maybe(fc.dictionary(text(0, 20), text(0, 20), { maxKeys: 2, noNullPrototype: true })),
      rotate_after: maybe(duration),
      overlap: fc.constantFrom(null, "0s", "1h"),
      lineage: maybe(label),
      expires_at: fc.constantFrom(
        null,
        "2090-01-01T00:00:00Z",
        "2090-01-01T00:00:00.5Z",
        "2090-01-01T00:00:00.123456789+05:30",
      ),
    }),
    aigateway_access_key_configuration: fc.record({
      name: label,
      ...described,
      access: maybe(
        fc.record({ providers: allow(subset("openai", "sim", "anthropic")), models: allow(models) }),
      ),
      router: maybe(fc.record({ rules: maybe(rules) })),
    }),
    aigateway_api_key: fc.record({ name: maybe(text(0, 255)), ...described }),
    aigateway_gateway_config: fc.record({
      total_timeout: maybe(duration),
      per_request_timeout: maybe(duration),
      max_input_tokens: maybe(fc.integer({ min: 1 })),
      max_output_tokens: maybe(fc.constantFrom(1, 4096, Number.MAX_SAFE_INTEGER)),
      metadata,
    }),
    aigateway_provider_key: fc
      .record({
        provider_id: fc.constantFrom("openai", "sim"),
        name: label,
        ...described,
        secret: fc.oneof(
          fc.record({ value: secret }),
          fc.record({ value_wo: secret, value_wo_version: maybe(text(0, 10)) }),
        ),
      })
      .map(({ secret, ...rest }) => ({ ...rest, ...secret })),
    aigateway_provider_key_attachment: fc.constantFrom("openai", "sim").chain((provider) =>
      fc.record({
        access_key_configuration_id: fc.constantFrom(...configurations),
        provider_id: fc.constant(provider),
        provider_key_id: fc.constantFrom(...(keys[provider] ?? [""])),
        priority: maybe(fc.integer({ min: 0, max: 999_999 })),
      }),
    ),
    aigateway_provider: fc.record({
      provider_id: fc.constantFrom("one", "Two", "drei–3"),
      name: label,
      base_url: fc.constantFrom(
        "https://models.example.com",
        "https://Models.Example.com:443/v1/",
        "https://models.example.com/a%20b?key=1&b",
      ),
      metadata,
      models: maybe(
        fc
          .uniqueArray(label, { maxLength: 3 })
          .map((ids) => ids.map((model_id) => ({ model_id })) as Value[]),
      ),
      supported_api_surfaces: maybe(
        fc.array(
          fc.record({
            format: fc.constantFrom("openai", "anthropic"),
            surface: fc.constantFrom(null, "chat-completions", "messages"),
            supported_params: maybe(subset("temperature", "top_p", "seed")),
          }),
          { maxLength: 2 },
        ) as fc.Arbitrary<Value[]>,
      ),
    }),
  } as Configs;
}

import type { DataSourceWorld } from "./data-source-world.ts";

/** A data source in a configuration, and what the state holds of it then. */
export interface DataSourceCase {
  type: string;
  name: string;
  attributes(world: DataSourceWorld): string;
  expected(world: DataSourceWorld): Record<string, unknown>;
}

const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
const stamps = { created_at: moment, updated_at: moment };
const nothing = { description: null, metadata: null };

const key = ({ webKeyId, configurationId }: DataSourceWorld) => ({
  id: webKeyId,
  name: "web",
  ...nothing,
  access_key_configuration_id: configurationId,
  lineage: "web",
  expires_at: "2040-01-31T12:00:00.000Z",
  key_redacted: expect.stringMatching(/^ng-.*\*\*\*/),
  ...stamps,
});

const step = (...ids: string[]) => ({ type: "user", provider_key_ids: ids, key_selection_strategy: null });

const configuration = ({ configurationId, openaiKeyId, gateway }: DataSourceWorld) => ({
  id: configurationId,
  name: "shared",
  description: null,
  metadata: '{"owner":"platform"}',
  access: { providers: { allow: ["sim", "openai"] }, models: null },
  router: {
    rules: [
      { provider: "sim", model: null, steps: [step(...gateway.providerKeyIds)] },
      { provider: "openai", model: null, steps: [step(openaiKeyId)] },
    ],
  },
  ...stamps,
});

const openaiKey = ({ openaiKeyId }: DataSourceWorld) => ({
  id: openaiKeyId,
  provider_id: "openai",
  name: "openai",
  ...nothing,
  key_redacted: "sk-openai-***cdef",
  last_used: null,
  ...stamps,
});

const provider = ({ providerId, gateway }: DataSourceWorld) => ({
  id: providerId,
  provider_id: "sim",
  name: "Simulated",
  base_url: gateway.upstream.url,
  metadata: null,
  models: [{ model_id: "m1" }, { model_id: "m2" }],
  supported_api_surfaces: null,
  ...stamps,
});

const apiKey = ({ billingKeyId }: DataSourceWorld) => ({
  id: billingKeyId,
  name: "billing",
  description: "Monthly report",
  metadata: null,
  key_redacted: expect.stringContaining("***"),
  last_used: null,
  ...stamps,
});

const attributes =
  (text = "") =>
  () =>
    text;
const sums = (requests: number) => ({ cost: expect.stringMatching(/^\d+\.\d{5}$/), requests, errors: 0 });
const day = expect.stringMatching(/T00:00:00.000Z$/);
const since = 'start_time = "2000-01-01T00:00:00Z"\n';

type OfWorld<T> = (world: DataSourceWorld) => T;

/** One object, by each thing that it can be looked up by. */
const lookups = (
  type: string,
  expected: OfWorld<Record<string, unknown>>,
  keys: Record<string, OfWorld<string>>,
): DataSourceCase[] =>
  Object.entries(keys).map(([key, value]) => ({
    type,
    name: `by_${key}`,
    attributes: (world) => `${key} = "${value(world)}"`,
    expected,
  }));

export const dataSourceCases: DataSourceCase[] = [
  ...lookups("aigateway_access_key", key, { id: ({ webKeyId }) => webKeyId, name: () => "web" }),
  ...lookups("aigateway_access_key_configuration", configuration, {
    id: ({ configurationId }) => configurationId,
    name: () => "shared",
  }),
  ...lookups("aigateway_provider_key", openaiKey, {
    id: ({ openaiKeyId }) => openaiKeyId,
    name: () => "openai",
  }),
  ...lookups("aigateway_provider", provider, {
    id: ({ providerId }) => providerId,
    provider_id: () => "sim",
    name: () => "Simulated",
  }),
  ...lookups("aigateway_api_key", apiKey, { id: ({ billingKeyId }) => billingKeyId, name: () => "billing" }),
  {
    type: "aigateway_access_keys",
    name: "all",
    attributes: attributes(),
    expected: (world) => ({
      access_keys: [key(world), { id: world.otherKeyId, name: "other", access_key_configuration_id: null }],
    }),
  },
  {
    type: "aigateway_access_keys",
    name: "narrowed",
    attributes: ({ configurationId }) =>
      `name = "web"\n lineage = "web"\n access_key_configuration_id = "${configurationId}"`,
    expected: (world) => ({ access_keys: [key(world)] }),
  },
  {
    type: "aigateway_access_keys",
    name: "none",
    attributes: attributes('lineage = "nobody\'s"'),
    expected: () => ({ access_keys: [] }),
  },
  {
    type: "aigateway_access_key_configurations",
    name: "all",
    attributes: attributes(),
    expected: (world) => ({ access_key_configurations: [configuration(world)] }),
  },
  {
    type: "aigateway_provider_keys",
    name: "all",
    attributes: attributes(),
    expected: ({ gateway, openaiKeyId }) => ({
      provider_keys: [...gateway.providerKeyIds, openaiKeyId].map((id) => expect.objectContaining({ id })),
    }),
  },
  {
    type: "aigateway_provider_keys",
    name: "of_a_provider",
    attributes: attributes('provider_id = "openai"'),
    expected: (world) => ({ provider_keys: [openaiKey(world)] }),
  },
  {
    type: "aigateway_providers",
    name: "all",
    attributes: attributes('name = "Simulated"'),
    expected: (world) => ({ providers: [provider(world)] }),
  },
  {
    type: "aigateway_api_keys",
    name: "narrowed",
    attributes: attributes('name = "billing"'),
    expected: (world) => ({ api_keys: [apiKey(world)] }),
  },
  {
    type: "aigateway_gateway_config",
    name: "this",
    attributes: attributes(),
    expected: ({ accountId }) => ({
      id: accountId,
      account_id: accountId,
      total_timeout: "90s",
      per_request_timeout: "60s",
      max_input_tokens: 1000,
      max_output_tokens: null,
      metadata: null,
    }),
  },
  {
    type: "aigateway_provider_key_attachment",
    name: "second",
    attributes: ({ configurationId, gateway }) => `
      access_key_configuration_id = "${configurationId}"
      provider_id                 = "sim"
      provider_key_id             = "${gateway.providerKeyIds[1]}"
    `,
    expected: ({ configurationId, gateway }) => ({
      id: `${configurationId}/sim/${gateway.providerKeyIds[1]}`,
      priority: 20,
    }),
  },
  {
    type: "aigateway_models",
    name: "narrowed",
    attributes: attributes('provider_id = "anthropic"\n surface = "messages"\n input_modality = "pdf"'),
    expected: () => ({
      models: expect.arrayContaining([
        {
          id: "anthropic:claude-opus-4-5",
          provider_id: "anthropic",
          model_id: "claude-opus-4-5",
          surfaces: ["chat-completions", "messages"],
          display_name: "Claude Opus 4.5",
          context_window: 200_000,
          max_output_tokens: 64_000,
          input_modalities: ["text", "image", "pdf"],
          output_modalities: ["text"],
          knowledge_cutoff: null,
          deprecated: true,
        },
      ]),
    }),
  },
  {
    type: "aigateway_models",
    name: "of_texts",
    attributes: attributes('provider_id = "openai"\n output_modality = "text"'),
    expected: () => ({
      models: expect.arrayContaining([
        expect.objectContaining({ id: "openai:ada", knowledge_cutoff: "2021-09-01" }),
      ]),
    }),
  },
  {
    type: "aigateway_models",
    name: "own",
    attributes: attributes('provider_id = "sim"'),
    expected: () => ({
      models: ["m1", "m2"].map((id) =>
        expect.objectContaining({ id: `sim:${id}`, context_window: null, input_modalities: null }),
      ),
    }),
  },
  {
    type: "aigateway_usage",
    name: "all",
    attributes: attributes(since),
    expected: () => ({
      totals: sums(3),
      buckets: [{ bucket_start: day, group_key: "sim", ...sums(3) }],
      events: null,
    }),
  },
  {
    type: "aigateway_usage",
    name: "of_a_lineage",
    attributes: attributes(`${since} lineage = "web"\n max_events = 1`),
    expected: ({ webKeyId }) => ({
      totals: sums(2),
      buckets: [{ bucket_start: day, group_key: "web", ...sums(2) }],
      events: [
        expect.objectContaining({ access_key_id: webKeyId, lineage: "web", provider: "sim", model: "m1" }),
      ],
    }),
  },
  {
    type: "aigateway_usage",
    name: "of_a_key",
    attributes: ({ otherKeyId }) =>
      `${since} access_key_id = "${otherKeyId}"\n max_events = 1000\n include_retries = true`,
    expected: ({ otherKeyId }) => ({
      totals: sums(1),
      buckets: [{ bucket_start: day, group_key: otherKeyId, ...sums(1) }],
      events: [expect.objectContaining({ access_key_id: otherKeyId, lineage: null, is_final_attempt: true })],
    }),
  },
  {
    type: "aigateway_usage",
    name: "before_anything",
    attributes: attributes(`${since} end_time = "2000-02-01T00:00:00Z"\n group_by = "accessKey"`),
    expected: () => ({ totals: { cost: "0.00000", requests: 0, errors: 0 }, buckets: [] }),
  },
  {
    type: "aigateway_credit_balance",
    name: "this",
    attributes: attributes(),
    expected: () => ({ balance_cents: expect.any(Number) }),
  },
];

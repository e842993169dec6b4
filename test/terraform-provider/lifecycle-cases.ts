import { attachment, gatewayConfigOf, itemOf, type RemoteObject } from "./remote-object.ts";

/** One resource's way through its life. HCL of the resource named `it`; attributes only, without the block around. */
export interface LifecycleCase {
  type: string;
  /** What it is at the API, and how somebody changes it behind Terraform's back. */
  remote: RemoteObject;
  /** Whether its id is made by the API for each new object (as almost always), follows from what it links, or never changes. */
  identity?: "content" | "account";
  create: string;
  /** What the state holds after create, beside what every resource has. */
  created: Record<string, unknown>;
  /** Changes in place: the id stays. */
  update: string;
  updated: Record<string, unknown>;
  /** Changes that need another object. */
  replace: string;
  /** Attributes that an import can't bring, because the API doesn't tell them. */
  notImported?: string[];
  /** What is configured of these shows as an update in place then; without any the plan is empty. */
  planAfterImport?: "update";
}

/** What the resources refer to: of another team, which has attached a key of its own to its configuration. */
export const surroundings = `
  resource "aigateway_provider" "sim" {
    provider_id = "sim"
    name        = "Simulated"
    base_url    = "https://models.example.com/v1"
  }
  resource "aigateway_provider_key" "first" {
    provider_id = aigateway_provider.sim.provider_id
    name        = "first"
    value       = "sk-first-0123456789"
  }
  resource "aigateway_provider_key" "second" {
    provider_id = aigateway_provider.sim.provider_id
    name        = "second"
    value       = "sk-second-0123456789"
  }
  resource "aigateway_access_key_configuration" "all" {
    name = "all"
  }
  resource "aigateway_access_key_configuration" "shared" {
    name     = "shared"
    metadata = jsonencode({ owner = "platform" })
  }
  resource "aigateway_provider_key" "theirs" {
    provider_id = aigateway_provider.sim.provider_id
    name        = "theirs"
    value       = "sk-theirs-0123456789"
  }
  resource "aigateway_provider_key_attachment" "theirs" {
    access_key_configuration_id = aigateway_access_key_configuration.shared.id
    provider_id                 = aigateway_provider.sim.provider_id
    provider_key_id             = aigateway_provider_key.theirs.id
  }
`;

export const lifecycleCases: LifecycleCase[] = [
  {
    type: "aigateway_access_key",
    remote: itemOf("/access-keys", { name: "changed by hand", description: "so is this" }),
    create: `
      name         = "web"
      expires_at   = "2031-01-01T00:00:00+01:00"
      keepers      = { release = "41" }
      rotate_after = "720h"
    `,
    created: {
      name: "web",
      expires_at: "2031-01-01T00:00:00+01:00",
      access_key_configuration_id: null,
      rotate_after: "720h",
      rotation_due: false,
      overlap: null,
    },
    update: `
      name                        = "web, renamed"
      description                 = ""
      metadata                    = jsonencode({ team = "web" })
      lineage                     = "web"
      access_key_configuration_id = aigateway_access_key_configuration.all.id
      keepers                     = { release = "41" }
      rotate_after                = "1440h"
      overlap                     = "0s"
    `,
    updated: {
      rotate_after: "1440h",
      rotation_due: false,
      overlap: "0s",
      name: "web, renamed",
      description: "",
      metadata: '{"team":"web"}',
      lineage: "web",
      expires_at: null,
    },
    replace: `
      name    = "web, renamed"
      keepers = { release = "42" }
    `,
    notImported: ["token", "keepers", "rotate_after", "overlap"],
    planAfterImport: "update",
  },
  {
    type: "aigateway_access_key_configuration",
    remote: itemOf("/access-key-configurations", { name: "changed by hand", access: null }),
    create: `name = "everything"`,
    created: { name: "everything", access: null, router: null },
    update: `
      name        = "prod"
      description = "what production may use"
      access = {
        providers = { allow = [aigateway_provider.sim.provider_id, "openai"] }
        models    = { allow = [] }
      }
      router = {
        rules = [
          {
            provider = aigateway_provider.sim.provider_id
            steps = [{
              type                   = "user"
              provider_key_ids       = [aigateway_provider_key.second.id, aigateway_provider_key.first.id]
              key_selection_strategy = "ordered"
            }]
          },
          { provider = "openai", steps = [{ type = "ngrok" }] },
        ]
      }
    `,
    updated: { name: "prod", access: { providers: { allow: ["sim", "openai"] }, models: { allow: [] } } },
    // No attribute of a configuration needs another object: asking for one is how it is replaced.
    replace: "",
  },
  {
    type: "aigateway_api_key",
    remote: itemOf("/api-keys", { name: "changed by hand", description: null }),
    create: `name = "billing"`,
    created: { name: "billing", description: null, metadata: null, token: expect.stringMatching(/^ng-/) },
    update: `
      name        = "billing, renamed"
      description = "reads usage"
      metadata    = jsonencode({ team = "finance" })
    `,
    updated: { name: "billing, renamed", description: "reads usage", metadata: '{"team":"finance"}' },
    // No attribute of an API key needs another one: asking for it is how it is rotated.
    replace: "",
    notImported: ["token"],
  },
  {
    type: "aigateway_gateway_config",
    remote: gatewayConfigOf({ totalTimeout: "7s", maxOutputTokens: null, metadata: "changed by hand" }),
    identity: "account",
    create: `
      total_timeout     = "1m30s"
      max_output_tokens = 4096
    `,
    created: {
      total_timeout: "1m30s",
      per_request_timeout: "60s",
      max_input_tokens: null,
      max_output_tokens: 4096,
      metadata: null,
    },
    update: `
      per_request_timeout = "30s"
      max_input_tokens    = 9007199254740991
      max_output_tokens   = 1
      metadata            = jsonencode({ owner = "platform" })
    `,
    updated: {
      total_timeout: "120s",
      per_request_timeout: "30s",
      max_input_tokens: 9007199254740991,
      max_output_tokens: 1,
      metadata: '{"owner":"platform"}',
    },
    // There is only one for an account: what replaces it is itself.
    replace: "",
  },
  {
    type: "aigateway_provider_key",
    remote: itemOf("/provider-keys", { name: "changed by hand", description: "so is this" }),
    create: `
      provider_id      = aigateway_provider.sim.provider_id
      name             = "main"
      value_wo         = "sk-original-0123456789"
    `,
    created: { provider_id: "sim", name: "main", value_wo: null, key_redacted: "sk-origina***6789" },
    update: `
      provider_id      = aigateway_provider.sim.provider_id
      name             = "main, rotated"
      description      = "rotated in place"
      value_wo         = "sk-rotated-9876543210"
      value_wo_version = "2"
    `,
    updated: { name: "main, rotated", value_wo: null, key_redacted: "sk-rotated***3210" },
    replace: `
      provider_id = "openai"
      name        = "main"
      value_wo    = "sk-original-0123456789"
    `,
    notImported: ["value_wo_version"],
    planAfterImport: "update",
  },
  {
    type: "aigateway_provider_key_attachment",
    remote: attachment,
    identity: "content",
    create: `
      access_key_configuration_id = aigateway_access_key_configuration.shared.id
      provider_id                 = aigateway_provider.sim.provider_id
      provider_key_id             = aigateway_provider_key.first.id
      priority                    = 10
    `,
    created: {
      id: expect.stringMatching(/^aigac_[^/]+\/sim\/aigpk_[^/]+$/),
      provider_id: "sim",
      priority: 10,
    },
    update: `
      access_key_configuration_id = aigateway_access_key_configuration.shared.id
      provider_id                 = aigateway_provider.sim.provider_id
      provider_key_id             = aigateway_provider_key.first.id
      priority                    = 20
    `,
    updated: { priority: 20 },
    replace: `
      access_key_configuration_id = aigateway_access_key_configuration.shared.id
      provider_id                 = aigateway_provider.sim.provider_id
      provider_key_id             = aigateway_provider_key.second.id
    `,
  },
  {
    type: "aigateway_provider",
    remote: itemOf("/providers", { name: "changed by hand", models: [{ modelId: "m9" }] }),
    create: `
      provider_id            = "own"
      name                   = "Own"
      base_url               = "https://models.example.com/v1"
      models                 = [{ model_id = "m1" }, { model_id = "m2" }]
      supported_api_surfaces = [{ format = "openai", surface = "chat-completions", supported_params = ["temperature"] }]
    `,
    created: {
      provider_id: "own",
      models: [{ model_id: "m1" }, { model_id: "m2" }],
      supported_api_surfaces: [
        { format: "openai", surface: "chat-completions", supported_params: ["temperature"] },
      ],
    },
    update: `
      provider_id            = "own"
      name                   = "Own, moved"
      base_url               = "https://elsewhere.example.com/v1"
      metadata               = "moved"
      models                 = []
      supported_api_surfaces = [{ format = "anthropic" }]
    `,
    updated: {
      name: "Own, moved",
      models: [],
      supported_api_surfaces: [{ format: "anthropic", surface: null, supported_params: null }],
    },
    replace: `
      provider_id = "another"
      name        = "Another"
      base_url    = "https://models.example.com/v1"
    `,
  },
];

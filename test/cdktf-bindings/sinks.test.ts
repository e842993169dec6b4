import {
  AccessKey,
  AccessKeyGenerations,
  AiGateway,
  AwsSecretsManagerSink,
  FileSink,
  GithubActionsSecretSink,
  type ISecretSink,
  KubernetesSecretSink,
  Rotation,
  type SecretSink,
  VaultSink,
} from "@aigateway/cdktf";
import { DataResource, TerraformProvider, TerraformStack, Testing } from "cdktf";
import { SINK_SCHEMAS } from "./sink-schemas.ts";

let stack: TerraformStack;
let key: AccessKey;
beforeEach(() => {
  stack = new TerraformStack(Testing.app(), "stack");
  new AiGateway(stack, "AiGateway");
  key = new AccessKey(stack, "Web");
});

type Attributes = Record<string, unknown>;

/** As a prebuilt provider of another version, or from another registry. */
class OwnProvider extends TerraformProvider {
  readonly #alias: string | undefined;

  public constructor(scope: TerraformStack, name: string, alias?: string) {
    super(scope, "Own", {
      terraformResourceType: name,
      terraformProviderSource: `mirror.example.com/${name}`,
    });
    this.#alias = alias;
  }

  public override get alias(): string | undefined {
    return this.#alias;
  }
}

function synthesised(): {
  resource: Record<string, Record<string, Attributes>>;
  terraform: { required_providers: Record<string, unknown> };
} {
  return JSON.parse(Testing.synth(stack, true));
}

const TOKEN = expect.stringMatching(/^\$\{aigateway_access_key\.Web_\w+\.token\}$/);
const KEY_ID = expect.stringMatching(/^\$\{aigateway_access_key\.Web_\w+\.id\}$/);
const jsonOf = (text: string) =>
  expect.stringMatching(new RegExp(`^\\$\\{jsonencode\\(\\{${text}\\}\\)\\}$`));

interface Case {
  sink(): SecretSink;
  type: string;
  provider: string;
  holds: Attributes;
}

const CASES: Record<string, Case> = {
  "a Kubernetes secret": {
    sink: () => new KubernetesSecretSink(stack, "Sink", { name: "web-token" }),
    type: "kubernetes_secret_v1",
    provider: "hashicorp/kubernetes",
    holds: {
      type: "Opaque",
      data: { token: TOKEN },
      metadata: {
        name: "web-token",
        namespace: "default",
        annotations: { "aigateway/key-id": KEY_ID, "aigateway/description": "d" },
      },
    },
  },
  "a Kubernetes secret with more in it": {
    sink: () =>
      new KubernetesSecretSink(stack, "Sink", {
        name: "web-token",
        namespace: "web",
        entry: "OPENAI_API_KEY",
        data: { OPENAI_BASE_URL: "https://gateway.example.com/v1" },
        labels: { team: "web" },
      }),
    type: "kubernetes_secret_v1",
    provider: "hashicorp/kubernetes",
    holds: {
      data: { OPENAI_BASE_URL: "https://gateway.example.com/v1", OPENAI_API_KEY: TOKEN },
      metadata: expect.objectContaining({ namespace: "web", labels: { team: "web" } }),
    },
  },
  "a new secret of AWS Secrets Manager": {
    sink: () => new AwsSecretsManagerSink(stack, "Sink", { name: "web/token", recoveryWindowInDays: 0 }),
    type: "aws_secretsmanager_secret_version",
    provider: "hashicorp/aws",
    holds: {
      secret_id: expect.stringMatching(/^\$\{aws_secretsmanager_secret\.Sink_Secret_\w+\.id\}$/),
      secret_string: TOKEN,
    },
  },
  "a secret of AWS Secrets Manager that is there already": {
    sink: () => new AwsSecretsManagerSink(stack, "Sink", { secretId: "web/token", entry: "token" }),
    type: "aws_secretsmanager_secret_version",
    provider: "hashicorp/aws",
    holds: {
      secret_id: "web/token",
      secret_string: jsonOf('"token" = aigateway_access_key\\.Web_\\w+\\.token'),
    },
  },
  "a secret of Vault": {
    sink: () => new VaultSink(stack, "Sink", { path: "apps/web", data: { url: "u" } }),
    type: "vault_kv_secret_v2",
    provider: "hashicorp/vault",
    holds: {
      mount: "secret",
      name: "apps/web",
      data_json: jsonOf('"url" = "u", "token" = aigateway_access_key\\.Web_\\w+\\.token'),
      custom_metadata: { data: { key_id: KEY_ID, description: "d" } },
    },
  },
  "a secret of GitHub Actions": {
    sink: () =>
      new GithubActionsSecretSink(stack, "Sink", { repository: "web", secretName: "AIGATEWAY_TOKEN" }),
    type: "github_actions_secret",
    provider: "integrations/github",
    holds: { repository: "web", secret_name: "AIGATEWAY_TOKEN", plaintext_value: TOKEN },
  },
  "a secret of an environment of GitHub Actions": {
    sink: () =>
      new GithubActionsSecretSink(stack, "Sink", { repository: "web", secretName: "T", environment: "live" }),
    type: "github_actions_environment_secret",
    provider: "integrations/github",
    holds: { repository: "web", secret_name: "T", environment: "live", plaintext_value: TOKEN },
  },
};

describe.each(Object.entries(CASES))("%s", (_name, { sink, type, provider, holds }) => {
  test("holds the token, and beside it what it has room for", () => {
    key.grantTo(sink(), { description: "d" });
    const [resource] = Object.values(synthesised().resource[type] ?? {});
    expect(resource).toMatchObject(holds);
  });

  test("names only arguments that the provider has, and all that it requires", () => {
    key.grantTo(sink(), { description: "d" });
    for (const [each, resources] of Object.entries(synthesised().resource)) {
      if (each.startsWith("aigateway_")) continue;
      for (const resource of Object.values(resources)) expect(faults(each, resource)).toEqual([]);
    }
  });

  test("brings the provider that it needs", () => {
    key.grantTo(sink());
    const { required_providers } = synthesised().terraform;
    expect(required_providers[type.split("_")[0] ?? ""]).toMatchObject({ source: provider });
  });

  test("takes the provider that the stack has, whichever was written first", () => {
    key.grantTo(sink());
    const name = type.split("_")[0] ?? "";
    new OwnProvider(stack, name);
    expect(synthesised().terraform.required_providers[name]).toEqual({
      source: `mirror.example.com/${name}`,
    });
  });

  test("says the same in HCL", () => {
    key.grantTo(sink());
    const hcl = Testing.synthHcl(stack, true);
    expect(hcl).toContain(`resource "${type}"`);
    expect(hcl).toMatch(/aigateway_access_key\.Web_\w+\.token/);
    for (const block of Object.keys(SINK_SCHEMAS[type]?.blocks ?? {})) {
      expect(hcl).toMatch(new RegExp(`^ *${block} \\{`, "m"));
    }
  });
});

/** What Terraform would find wrong with a resource when it validates it. */
function faults(type: string, { lifecycle: _, ...resource }: Attributes): string[] {
  const schema = SINK_SCHEMAS[type];
  if (!schema) return [`there is no ${type}`];
  const blocks = schema.blocks ?? {};
  const known = [...schema.required, ...schema.optional, ...Object.keys(blocks)];
  const within = Object.entries(blocks).flatMap(([block, names]) =>
    Object.keys((resource[block] as Attributes) ?? {})
      .filter((name) => !names.includes(name))
      .map((name) => `${type} has no ${block}.${name}`),
  );
  return [
    ...Object.keys(resource)
      .filter((name) => !known.includes(name))
      .map((name) => `${type} has no ${name}`),
    ...schema.required.filter((name) => resource[name] === undefined).map((name) => `${type} needs ${name}`),
    ...within,
  ];
}

test("a sink goes through the provider that it is given", () => {
  const provider = new OwnProvider(stack, "vault", "second");
  key.grantTo(new VaultSink(stack, "Sink", { path: "web", provider }));
  const [resource] = Object.values(synthesised().resource.vault_kv_secret_v2 ?? {});
  expect(resource).toMatchObject({ provider: "vault.second" });
});

test("a sink of one's own is told the token, its key and what was said of it", () => {
  const sink: ISecretSink = {
    deliver: (token, metadata) => new DataResource(stack, "Own", { triggersReplace: { token, ...metadata } }),
  };
  key.grantTo(sink, { description: "for the web" });
  const [told] = Object.values(synthesised().resource.terraform_data ?? {});
  expect(told).toEqual({ triggers_replace: { token: TOKEN, keyId: KEY_ID, description: "for the web" } });
});

test("a second token for the same place is refused", () => {
  const sink = new VaultSink(stack, "Sink", { path: "web" });
  key.grantTo(sink);
  expect(() => new AccessKey(stack, "Other").grantTo(sink)).toThrow(
    'VaultSink "stack/Sink" already holds a token; make another sink',
  );
});

test("a token that is written out is refused, and not quoted", () => {
  const attempt = () =>
    new VaultSink(stack, "Sink", { path: "web" }).deliver("ng-secret", { keyId: "aigk_1" });
  expect(attempt).toThrow("is a secret written out in the program");
  stack = new TerraformStack(Testing.app(), "stack");
  expect(attempt).not.toThrow("ng-secret");
});

describe("a sink of another stack, which is deployed after the old key has ended", () => {
  const release = { release: "42" };
  const key = (rotation: Rotation) => new AccessKey(stack, "Rotated", { rotation });
  const grantAcross = (granted: AccessKey | AccessKeyGenerations) => () => {
    const other = new TerraformStack(TerraformStack.of(granted).node.root, "other");
    granted.grantTo(new KubernetesSecretSink(other, "Sink", { name: "web" }));
    return Testing.fullSynth(other);
  };

  test.each<[string, Rotation]>([
    ["by age", Rotation.every("720h")],
    ["on change", Rotation.onChange(release)],
    ["with an overlap of nothing", Rotation.onChange(release, { overlap: "0s" })],
  ])("is refused for a key that rotates %s, with the remedy", (_, rotation) => {
    expect(grantAcross(key(rotation))).toThrow(
      /"stack\/Rotated": its sink "other\/Sink" is in another stack.*give the rotation an overlap/,
    );
  });

  test.each<[string, () => AccessKey | AccessKeyGenerations]>([
    ["with an overlap", () => key(Rotation.every("720h", { overlap: "24h" }))],
    ["by hand", () => key(Rotation.manual())],
    ["by generations", () => new AccessKeyGenerations(stack, "Rotated", { generation: 7 })],
  ])("is taken for one that rotates %s", (_, granted) => {
    expect(grantAcross(granted())).not.toThrow();
    expect(Testing.synth(stack, true)).not.toMatch(/kubernetes|Sink/);
  });
});

test.each<[string, () => SecretSink, string]>([
  [
    "a Kubernetes name with capitals",
    () => new KubernetesSecretSink(stack, "S", { name: "Web" }),
    'KubernetesSecretSink "stack/S": name "Web" is not valid; it takes lower-case letters',
  ],
  [
    "a Kubernetes namespace with a dot",
    () => new KubernetesSecretSink(stack, "S", { name: "web", namespace: "a.b" }),
    'namespace "a.b" is not valid',
  ],
  [
    "an entry that would hide the token",
    () => new KubernetesSecretSink(stack, "S", { name: "web", data: { token: "t" } }),
    'data has an entry "token", which is the token\'s; rename one.',
  ],
  [
    "a secret of AWS without a name",
    () => new AwsSecretsManagerSink(stack, "S", {}),
    "set either name or secretId, not neither.",
  ],
  [
    "a secret of AWS that is there and made",
    () => new AwsSecretsManagerSink(stack, "S", { name: "a", secretId: "b" }),
    "set either name or secretId, not both.",
  ],
  [
    "settings for a secret of AWS that is there already",
    () => new AwsSecretsManagerSink(stack, "S", { secretId: "b", recoveryWindowInDays: 0 }),
    "are for a secret that is made here",
  ],
  [
    "a recovery window that AWS does not take",
    () => new AwsSecretsManagerSink(stack, "S", { name: "a", recoveryWindowInDays: 3 }),
    "recoveryWindowInDays is 3; it takes 0, or a whole number from 7 to 30.",
  ],
  [
    "a path of Vault that starts with a slash",
    () => new VaultSink(stack, "S", { path: "/web" }),
    'path "/web" is not valid; it takes names with single `/` between them',
  ],
  [
    "a repository with its owner",
    () => new GithubActionsSecretSink(stack, "S", { repository: "acme/web", secretName: "T" }),
    'repository "acme/web" is not valid; it takes its name alone',
  ],
  [
    "a name that GitHub keeps for itself",
    () => new GithubActionsSecretSink(stack, "S", { repository: "web", secretName: "GITHUB_T" }),
    'secretName "GITHUB_T" is not valid',
  ],
  [
    "a relative file",
    () => new FileSink(stack, "S", { path: "token" }),
    'path "token" depends on where Terraform is started; make it absolute, with path.resolve().',
  ],
  [
    "a variable that a shell does not take",
    () => new FileSink(stack, "S", { path: "/token", variable: "A-B" }),
    'variable "A-B" is not valid',
  ],
])("refuses %s, with the value and the remedy", (_name, make, message) => {
  expect(make).toThrow(message);
});

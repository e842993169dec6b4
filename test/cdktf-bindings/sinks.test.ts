import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  AccessKey,
  AiGateway,
  AwsSecret,
  GitHubActionsSecret,
  type ISecretSink,
  KubernetesSecret,
  LocalFile,
  Rotation,
  VaultSecret,
} from "@aigateway/cdktf";
import { TerraformProvider, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { startControlPlane } from "../support/control-plane.ts";
import { createTerraform, describeWithTerraform, succeeded } from "../support/terraform.ts";

class OtherProvider extends TerraformProvider {}

/** A stack that has set other providers up, as a team does with their own libraries. */
function newStack(...providers: string[]): TerraformStack {
  const stack = new TerraformStack(Testing.app(), "stack");
  new AiGateway(stack, "AiGateway");
  for (const source of providers) {
    const name = source.split("/")[1] as string;
    const metadata = { terraformGeneratorMetadata: { providerName: name } };
    new OtherProvider(stack, name, {
      terraformResourceType: name,
      terraformProviderSource: source,
      ...metadata,
    });
  }
  return stack;
}

function stackWith(sink: ISecretSink, { release = "1", provider = "" } = {}): TerraformStack {
  const stack = provider ? newStack(provider) : newStack();
  new AccessKey(stack, "Web", { rotation: Rotation.onChange({ release }) }).deliverTo(sink);
  return stack;
}

const token = expect.stringMatching(/^\$\{aigateway_access_key\.Web_\w+\.token\}$/);

test.each<[string, ISecretSink, string, object, string]>([
  [
    "a Kubernetes secret",
    new KubernetesSecret({ name: "web", namespace: "shop", key: "AIGATEWAY_TOKEN" }),
    "kubernetes_secret_v1",
    { metadata: [{ name: "web", namespace: "shop" }], data: { AIGATEWAY_TOKEN: token }, type: "Opaque" },
    "hashicorp/kubernetes",
  ],
  [
    "a Kubernetes secret where the provider's namespace holds",
    new KubernetesSecret({ name: "web" }),
    "kubernetes_secret_v1",
    { metadata: [{ name: "web" }], data: { token }, type: "Opaque" },
    "hashicorp/kubernetes",
  ],
  [
    "AWS Secrets Manager",
    new AwsSecret({ secretId: "shop/web" }),
    "aws_secretsmanager_secret_version",
    { secret_id: "shop/web", secret_string: token },
    "hashicorp/aws",
  ],
  [
    "HashiCorp Vault",
    new VaultSecret({ mount: "kv", name: "shop/web" }),
    "vault_kv_secret_v2",
    {
      mount: "kv",
      name: "shop/web",
      data_json: expect.stringMatching(
        /^\$\{jsonencode\(\{"token" = aigateway_access_key\.Web_\w+\.token\}\)\}$/,
      ),
    },
    "hashicorp/vault",
  ],
  [
    "a secret of GitHub's workflows",
    new GitHubActionsSecret({ repository: "shop", secretName: "AIGATEWAY_TOKEN" }),
    "github_actions_secret",
    { repository: "shop", secret_name: "AIGATEWAY_TOKEN", plaintext_value: token },
    "integrations/github",
  ],
])("%s gets the token under its provider's own names", (_, sink, type, attributes, provider) => {
  const { resource } = JSON.parse(Testing.synth(stackWith(sink, { provider }), true));
  expect(Object.values(resource[type])).toEqual([attributes]);
  expect(() => Testing.synth(stackWith(sink), true)).toThrow(
    `for the following providers: ${provider.split("/")[1]}`,
  );
});

test.each(["GITHUB_TOKEN", "1ST", "a-b", ""])(
  "GitHub takes no secret named %j, which is told at once",
  (secretName) => {
    expect(() => stackWith(new GitHubActionsSecret({ repository: "shop", secretName }))).toThrow(
      `GitHub takes no secret named "${secretName}"`,
    );
  },
);

test("several sinks of one key stand beside each other", () => {
  const stack = newStack("hashicorp/kubernetes", "hashicorp/aws");
  const arn = new TerraformVariable(stack, "arn", { type: "string" }).stringValue;
  const [a, b] = ["a", "b"].map((name) => new KubernetesSecret({ name })) as [
    KubernetesSecret,
    KubernetesSecret,
  ];
  new AccessKey(stack, "Web").deliverTo(
    a,
    b,
    new AwsSecret({ secretId: "web" }),
    new AwsSecret({ secretId: arn }),
    new LocalFile({ path: "/a/b" }),
  );
  const { resource } = JSON.parse(Testing.synth(stack, true));
  expect(Object.keys(resource.kubernetes_secret_v1)).toHaveLength(2);
  expect(Object.keys(resource.aws_secretsmanager_secret_version)).toHaveLength(2);
});

describeWithTerraform("a local file", () => {
  test("has the token, for its owner alone, gets another one with a rotation, and nothing else is left beside it", async () => {
    const controlPlane = await startControlPlane();
    const folder = mkdtempSync(join(tmpdir(), "aigateway-sink-"));
    const path = join(folder, "it's the token");
    const terraform = await createTerraform({
      env: { AIGATEWAY_BASE_URL: controlPlane.baseUrl, AIGATEWAY_API_KEY: controlPlane.apiKey },
    });
    try {
      const deploy = async (release: string) => {
        const synthesised = Testing.synth(stackWith(new LocalFile({ path }), { release }), true);
        await terraform.configure("");
        writeFileSync(join(terraform.folder, "stack.tf.json"), withoutRequirements(synthesised));
        await succeeded(terraform.run(["init", "-no-color"]));
        const run = await succeeded(terraform.apply());
        const held = readFileSync(path, "utf8");
        expect(run.output).not.toContain(held);
        return { held, output: run.output };
      };
      const { held: first } = await deploy("1");
      const { held: second, output } = await deploy("2");
      // The new token is there before the old key goes.
      const [written, destroyed] = [
        output.search(/terraform_data\.[^"]*: Creation complete/),
        output.search(/aigateway_access_key\.[^"]*: Destroying/),
      ] as const;
      expect(written).toBeGreaterThan(0);
      expect(written).toBeLessThan(destroyed);
      expect(second).toMatch(/^ng-/);
      expect(second).not.toBe(first);
      const ask = async (token: string) =>
        (await fetch(`${controlPlane.baseUrl}/v1/models`, { headers: { authorization: `Bearer ${token}` } }))
          .status;
      expect([await ask(first), await ask(second)]).toEqual([401, 200]);
      expect(statSync(path).mode & 0o777).toBe(0o600);
      expect(readdirSync(folder)).toEqual(["it's the token"]);
      expect((await terraform.plan()).changes).toEqual({});
      expect((await terraform.stateFile()).split(second)).toHaveLength(2); // the key's own
    } finally {
      await terraform.remove();
      await controlPlane.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** The workspace requires the provider already. */
function withoutRequirements(synthesised: string): string {
  const { terraform: _, ...rest } = JSON.parse(synthesised);
  return JSON.stringify(rest);
}

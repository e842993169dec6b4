import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  AccessKey,
  AccessKeyConfiguration,
  AccessKeyGenerations,
  AiGateway,
  BuiltInProvider,
  DenyPlainTextSecrets,
  enforce,
  l1,
  ProviderKey,
  RequireRotation,
  RequireScope,
  Rotation,
} from "@aigateway/cdktf";
import { App, Aspects, type IAspect, TerraformStack, TerraformVariable, Testing } from "cdktf";

let stack: TerraformStack;
beforeEach(() => {
  stack = new TerraformStack(Testing.app(), "stack");
  new AiGateway(stack, "AiGateway");
});

/** Synthesises the whole app, as `cdktf synth` does, and gives what it says against it; undefined: nothing. */
function complaint(aspect: IAspect): string | undefined {
  Aspects.of(stack).add(aspect);
  try {
    Testing.fullSynth(stack);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
const variable = (name: string, sensitive: boolean) =>
  new TerraformVariable(stack, name, { type: "string", sensitive }).stringValue;

describe("RequireRotation", () => {
  test.each<[string, Rotation | undefined, string | undefined]>([
    ["no rotation", undefined, "This access key never rotates by itself; rotate it within 720h"],
    ["a rotation by hand", Rotation.manual(), "never rotates by itself"],
    ["a rotation on a change only", Rotation.onChange({ release: "42" }), "never rotates by itself"],
    ["a rotation that comes too late", Rotation.every("721h"), "rotates every 721h; rotate it within 720h"],
    ["a rotation in time", Rotation.every("43200m"), undefined],
  ])("%s", (_, rotation, message) => {
    new AccessKey(stack, "Web", { ...(rotation && { rotation }) });
    const said = complaint(new RequireRotation({ within: "720h" }));
    if (message === undefined) return expect(said).toBeUndefined();
    expect(said).toContain(message);
    expect(said).toContain("stack/Web/Resource");
  });

  test("generations, which only people raise, are told by what holds them", () => {
    new AccessKeyGenerations(stack, "Batch", { generation: 7 });
    const within = "720h";
    const said = complaint(new RequireRotation({ within }));
    expect(said).toMatch(/stack\/Batch\/Generation7\/Resource.*a generation of "stack\/Batch"/);
    expect(said).toContain("allowGenerations");
  });

  test("generations pass where that is allowed", () => {
    new AccessKeyGenerations(stack, "Batch", { generation: 7 });
    expect(complaint(new RequireRotation({ within: "720h", allowGenerations: true }))).toBeUndefined();
  });

  test("an age that is not known yet passes, and so does a stack without keys", () => {
    new AccessKey(stack, "Web", { rotation: Rotation.every(variable("age", false)) });
    expect(complaint(new RequireRotation({ within: "720h" }))).toBeUndefined();
  });

  test("a time that is none is refused where it is written", () => {
    expect(() => new RequireRotation({ within: "30d" })).toThrow('within "30d" is no duration');
  });
});

describe("RequireScope", () => {
  test("a key without a configuration, and a configuration that allows all, are told by their paths", () => {
    new AccessKey(stack, "Open");
    new AccessKeyConfiguration(stack, "All");
    new l1.accessKeyConfiguration.AccessKeyConfiguration(stack, "Bare", { name: "bare", access: {} });
    const said = complaint(new RequireScope());
    expect(said).toMatch(/stack\/Open\/Resource.*may reach everything/);
    expect(said).toMatch(/stack\/All\/Resource.*allows every provider and every model/);
    expect(said).toMatch(/stack\/Bare.*allows every provider and every model/);
  });

  test("a key that may reach what its configuration allows passes, and so does one of another program's", () => {
    const configuration = new AccessKeyConfiguration(stack, "Some").allowModels("openai:gpt-4o");
    new AccessKey(stack, "Web", { configuration });
    new AccessKey(stack, "Other", { configuration: AccessKeyConfiguration.fromConfigurationId("aigac_1") });
    expect(complaint(new RequireScope())).toBeUndefined();
  });
});

describe("DenyPlainTextSecrets", () => {
  const provider = BuiltInProvider.OPENAI;

  test("a secret that a construct let pass, and one of a resource without a construct, are told without being quoted", () => {
    new ProviderKey(stack, "Passed", { provider, value: "sk-secret-1", unsafePlainText: true });
    new l1.providerKey.ProviderKey(stack, "Bare", {
      name: "bare",
      providerId: "openai",
      valueWo: "sk-secret-2",
    });
    const said = complaint(new DenyPlainTextSecrets());
    expect(said).toMatch(/stack\/Passed\/Resource.*value is a secret/);
    expect(said).toMatch(/stack\/Bare.*valueWo is a secret/);
    expect(said).not.toContain("sk-secret");
  });

  test("a secret that a sensitive variable has as its default is told, and an empty default is none", () => {
    new TerraformVariable(stack, "Written", { type: "string", sensitive: true, default: "sk-secret-3" });
    new TerraformVariable(stack, "Empty", { type: "string", sensitive: true, default: "" });
    const said = complaint(new DenyPlainTextSecrets());
    expect(said).toMatch(/stack\/Written.*The default of this sensitive variable is a secret/);
    expect(said).not.toMatch(/sk-secret|stack\/Empty/);
  });

  test("a secret from a variable passes", () => {
    new ProviderKey(stack, "Key", { provider, value: variable("secret", true) });
    expect(complaint(new DenyPlainTextSecrets())).toBeUndefined();
  });
});

describe("enforce", () => {
  const rule = new RequireScope();
  /** Synthesises an app as a program does, and gives what it says against it. */
  function said(program: (app: App) => void): string | undefined {
    const outdir = mkdtempSync(join(tmpdir(), "aigateway-app-"));
    try {
      const app = new App({ outdir });
      program(app);
      app.synth();
      return undefined;
    } catch (error) {
      return (error as Error).message;
    } finally {
      rmSync(outdir, { recursive: true });
    }
  }
  function addStack(app: App, id: string): AccessKey {
    const stack = new TerraformStack(app, id);
    new AiGateway(stack, "AiGateway");
    return new AccessKey(stack, "Open");
  }

  test("holds every stack of an app to the rules, which CDKTF's aspects of an app do not", () => {
    const all = (app: App) => ["first", "second"].map((id) => addStack(app, id));
    expect(
      said((app) => {
        all(app);
        Aspects.of(app).add(rule);
      }),
    ).toBeUndefined();
    expect(
      said((app) => {
        all(app);
        enforce(app, rule);
      }),
    ).toContain("first/Open/Resource");
    expect(
      said((app) => {
        const [, second] = all(app);
        enforce(TerraformStack.of(second as AccessKey), rule);
      }),
    ).toContain("second/Open/Resource");
  });

  test("holds a part of a stack to the rules, and nothing beside it", () => {
    const program = (held: (app: App) => AccessKey | undefined) =>
      said((app) => {
        const key = held(app);
        if (key) enforce(key, rule);
      });
    expect(program((app) => addStack(app, "stack"))).toContain("stack/Open/Resource");
    expect(
      program((app) => {
        const key = addStack(app, "stack");
        const configuration = AccessKeyConfiguration.fromConfigurationId("aigac_1");
        return new AccessKey(TerraformStack.of(key), "Scoped", { configuration });
      }),
    ).toBeUndefined();
  });

  test("without a stack is refused, and a stack that comes later fails the synthesis by its name", () => {
    expect(said((app) => enforce(app, rule))).toContain("there is no stack yet");
    const late = said((app) => {
      new TerraformStack(app, "first");
      enforce(app, rule);
      new TerraformStack(app, "late");
    });
    expect(late).toContain('The stack "late" came after enforce()');
  });
});

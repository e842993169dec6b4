import { AccessKey, AccessKeyGenerations, AiGateway, ApiKey } from "@aigateway/cdktf";
import { Fn, TerraformOutput, TerraformStack, Testing } from "cdktf";

describe("an output of a token", () => {
  let stack: TerraformStack;
  let key: AccessKey;
  beforeEach(() => {
    stack = new TerraformStack(Testing.app(), "stack");
    new AiGateway(stack, "AiGateway");
    key = new AccessKey(stack, "Web");
  });

  test.each<[string, () => unknown]>([
    ["alone", () => key.token],
    ["in a text", () => `Bearer ${key.token}`],
    ["in an object", () => ({ keys: [{ web: key.token }] })],
    ["in a function", () => Fn.base64encode(key.token)],
  ])("that is not sensitive fails the synthesis by its path, with the remedy: %s", (_, value) => {
    new TerraformOutput(stack, "token", { value: value() });
    expect(() => Testing.synth(stack, true)).toThrow(
      'TerraformOutput "stack/token" shows the token of "stack/Web", which is a secret; give it `sensitive: true`.',
    );
  });

  test.each<[string, () => string]>([
    ["a generation's", () => new AccessKeyGenerations(stack, "Keys", { generation: 2 }).token],
    ["an API key's", () => new ApiKey(stack, "Billing").token],
  ])("is guarded whatever it is of: %s", (_, token) => {
    new TerraformOutput(stack, "token", { value: token() });
    expect(() => Testing.synth(stack, true)).toThrow("which is a secret");
  });

  test("is found in another stack, too", () => {
    const app = Testing.app();
    const [owner, other] = [new TerraformStack(app, "stack"), new TerraformStack(app, "other")];
    new AiGateway(owner, "AiGateway");
    new TerraformOutput(other, "token", { value: new AccessKey(owner, "Web").token });
    expect(() => app.synth()).toThrow('TerraformOutput "other/token" shows the token of "stack/Web"');
  });

  test("may be sensitive, and what is no secret may be shown", () => {
    const other = new AccessKey(stack, "WebOther");
    new TerraformOutput(stack, "token", { value: key.token, sensitive: true });
    new TerraformOutput(stack, "id", {
      value: [key.accessKeyId, other.accessKeyId, key.resource.keyRedacted],
    });
    expect(() => Testing.synth(stack, true)).not.toThrow();
  });
});

import { AiGateway, GatewayConfig } from "@aigateway/cdktf";
import { TerraformStack, TerraformVariable, Testing } from "cdktf";

describe("GatewayConfig", () => {
  let stack: TerraformStack;
  beforeEach(() => {
    stack = new TerraformStack(Testing.app(), "stack");
    new AiGateway(stack, "AiGateway");
  });
  const rendered = () =>
    Object.values(JSON.parse(Testing.synth(stack, true)).resource.aigateway_gateway_config);

  test("renders everything that it is given, and nothing else", () => {
    const maxInputTokens = new TerraformVariable(stack, "cap", { type: "number" }).numberValue;
    const props = { totalTimeout: "1m30s", perRequestTimeout: "30s", maxInputTokens, maxOutputTokens: 8192 };
    new GatewayConfig(stack, "Limits", { ...props, metadata: "m" });
    expect(rendered()).toEqual([
      {
        total_timeout: "1m30s",
        per_request_timeout: "30s",
        max_input_tokens: "${var.cap}",
        max_output_tokens: 8192,
        metadata: "m",
      },
    ]);
  });

  test("two in one stack are refused, wherever they are, by the path of the first", () => {
    new GatewayConfig(stack, "Limits");
    expect(() => new GatewayConfig(stack, "Others")).toThrow(
      'GatewayConfig "stack/Others": the stack has "stack/Limits" already',
    );
    expect(() => new GatewayConfig(new TerraformStack(stack.node.root, "other"), "Limits")).not.toThrow();
  });

  test.each([
    [{ totalTimeout: "90" }, 'totalTimeout "90" is no duration'],
    [{ perRequestTimeout: "0s" }, 'perRequestTimeout "0s" is shorter than 1ms'],
    [{ maxInputTokens: 0 }, "maxInputTokens 0 is no whole number from 1 on; leave it out for no cap."],
    [{ maxOutputTokens: 1.5 }, "maxOutputTokens 1.5 is no whole number"],
  ])("refuses %j with the value and the remedy", (props, message) => {
    expect(() => new GatewayConfig(stack, "Limits", props)).toThrow(message);
  });
});

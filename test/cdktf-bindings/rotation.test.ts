import { AccessKey, Rotation } from "@aigateway/cdktf";
import { TerraformStack, TerraformVariable, Testing } from "cdktf";
import { parseDuration } from "../../cdktf-bindings/src/duration.ts";
import { parseDuration as parseOfProvider } from "../../terraform-provider/src/framework/duration.ts";

describe("Rotation", () => {
  test.each<[string, Rotation, object]>([
    ["by age", Rotation.every("720h"), { rotateAfter: "720h" }],
    [
      "by age with an overlap",
      Rotation.every("720h", { overlap: "24h" }),
      { rotateAfter: "720h", overlap: "24h" },
    ],
    ["with a value", Rotation.onChange({ release: "42" }), { keepers: { release: "42" } }],
    [
      "with a value, with an overlap",
      Rotation.onChange({ release: "42" }, { overlap: "1h" }),
      { keepers: { release: "42" }, overlap: "1h" },
    ],
    [
      "by age and with values",
      Rotation.every("720h", { overlap: "24h" }).andOnChange({ release: "42" }).andOnChange({ region: "eu" }),
      { rotateAfter: "720h", overlap: "24h", keepers: { release: "42", region: "eu" } },
    ],
    ["by hand", Rotation.manual(), {}],
    ["by hand, with an overlap", Rotation.manual({ overlap: "24h" }), { overlap: "24h" }],
    [
      "with an overlap as long as the period",
      Rotation.every("24h", { overlap: "1440m" }),
      { rotateAfter: "24h", overlap: "1440m" },
    ],
  ])("%s is what the key's resource is given", (_, rotation, settings) => {
    expect(rotation.settings).toEqual(settings);
    const stack = new TerraformStack(Testing.app(), "stack");
    expect(new AccessKey(stack, "Web", { rotation }).rotation).toBe(rotation);
    const snake: Record<string, string> = { rotateAfter: "rotate_after" };
    for (const [name, value] of Object.entries(settings)) {
      const [resource] = Object.values(JSON.parse(Testing.synth(stack)).resource.aigateway_access_key);
      expect(resource).toHaveProperty(snake[name] ?? name, value);
    }
  });

  test("is a value: what is added to it leaves it as it was", () => {
    const monthly = Rotation.every("720h");
    monthly.andOnChange({ release: "42" });
    expect(monthly.settings).toEqual({ rotateAfter: "720h" });
  });

  test.each<[string, () => Rotation, string]>([
    [
      "30d",
      () => Rotation.every("30d"),
      'the period "30d" is no duration in Go\'s syntax; write numbers with',
    ],
    ["nothing", () => Rotation.every(""), 'the period "" is no duration'],
    [
      "59s",
      () => Rotation.every("59s"),
      'the period "59s" is shorter than 1m. Every deployment would replace',
    ],
    ["-1h", () => Rotation.every("-1h"), 'the period "-1h" is no duration'],
    [
      "a thousand years",
      () => Rotation.every("8766000h"),
      "is longer than 876600h, a hundred years; shorten it.",
    ],
    ["a wrong overlap", () => Rotation.manual({ overlap: "soon" }), 'overlap "soon" is no duration'],
    [
      "an overlap longer than the period",
      () => Rotation.every("24h", { overlap: "25h" }),
      'overlap "25h" is longer than the period "24h", so that more than two keys',
    ],
    ["no values", () => Rotation.onChange({}), "{} holds no value that could change; give it one"],
    [
      "a value that is not there, as of a variable of the environment",
      () => Rotation.onChange({ release: process.env.AIGATEWAY_NO_SUCH_RELEASE as string }),
      'Rotation.onChange: release is undefined, which is no text; give it one, like { release: "42" }',
    ],
    [
      "a number",
      () => Rotation.every("1h").andOnChange({ release: 42 as unknown as string }),
      "Rotation.andOnChange: release is 42, which is no text",
    ],
    ["no more values", () => Rotation.every("1h").andOnChange({}), "Rotation.andOnChange: {} holds no value"],
  ])("refuses %s with the value and the remedy", (_, make, message) => {
    expect(make).toThrow(message);
  });

  test("takes what only Terraform knows", () => {
    const stack = new TerraformStack(Testing.app(), "stack");
    const period = new TerraformVariable(stack, "period", { type: "string" }).stringValue;
    new AccessKey(stack, "Web", { rotation: Rotation.every(period, { overlap: "9999h" }) });
    expect(Testing.synth(stack)).toContain('"rotate_after": "${var.period}"');
  });
});

test.each(
  ["0", "0s", "720h", "1h30m", "1.5h", ".5s", "1.s", "1us", "1\u00b5s", "1\u03bcs", "3ns", "1.1s"].concat([
    "",
    "1",
    "h",
    "1d",
    "1 h",
    "h1",
    "1h-1m",
    "1.2.3s",
    "s",
  ]),
)("%j means the same to the constructs as to the provider", (text) => {
  expect(parseDuration(text)).toBe(parseOfProvider(text));
});

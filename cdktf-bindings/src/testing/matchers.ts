import { type Attributes, resourcesOf, type Synthesised, synthesisedOf } from "./synthesised.ts";

/** What jest and Vitest give to a matcher. */
interface MatcherContext {
  equals(a: unknown, b: unknown): boolean;
  utils: { printExpected(value: unknown): string; printReceived(value: unknown): string };
}

interface MatcherResult {
  pass: boolean;
  message(): string;
}

/**
 * Matchers for stacks: `expect.extend(gatewayMatchers)`. Each passes when one resource of its kind has what is expected;
 * attributes are named as Terraform names them (`rotate_after`), and asymmetric matchers may stand for values.
 *
 * @example
 * expect(stack).toHaveAccessKey({ lineage: "web", rotate_after: "720h" })
 */
export const gatewayMatchers = {
  toHaveAccessKey: matcherOf("aigateway_access_key"),
  toHaveAccessKeyConfiguration: matcherOf("aigateway_access_key_configuration"),
  toHaveProviderKey: matcherOf("aigateway_provider_key"),
  toHaveCustomProvider: matcherOf("aigateway_provider"),
  toHaveProviderKeyAttachment: matcherOf("aigateway_provider_key_attachment"),
  toHaveApiKey: matcherOf("aigateway_api_key"),
  toHaveGatewayConfig: matcherOf("aigateway_gateway_config"),
};

/**
 * The matchers as jest's types want them.
 *
 * @example
 * declare global { namespace jest { interface Matchers<R> extends GatewayMatchers<R> {} } }
 */
export type GatewayMatchers<R> = { [Name in keyof typeof gatewayMatchers]: (expected?: Attributes) => R };

function matcherOf(type: string) {
  return function match(this: MatcherContext, stack: Synthesised, expected: Attributes = {}): MatcherResult {
    const candidates = resourcesOf(synthesisedOf(stack)).filter((resource) => resource.type === type);
    const pass = candidates.some(({ attributes }) =>
      Object.entries(expected).every(([name, value]) => this.equals(attributes[name], value)),
    );
    const { printExpected, printReceived } = this.utils;
    const found = Object.fromEntries(candidates.map(({ address, attributes }) => [address, attributes]));
    return {
      pass,
      message: () =>
        `Expected the stack ${pass ? "not " : ""}to have an ${type} with ${printExpected(expected)}, and it has ${printReceived(found)}.`,
    };
  };
}

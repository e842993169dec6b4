import { AccessKey, CustomProvider } from "@aigateway/cdktf";
import { type GatewayMatchers, gatewayMatchers, simulateRotation } from "@aigateway/cdktf/testing";
import { Testing } from "cdktf";
import { declareTeams } from "./program.ts";
import { TeamStack } from "./team-stack.ts";

expect.extend(gatewayMatchers);
declare global {
  namespace jest {
    interface Matchers<R> extends GatewayMatchers<R> {}
  }
}

const { platform, shop, search } = declareTeams(Testing.app());

test("the platform team owns the providers and what each team may reach, and no key", () => {
  expect(platform).toHaveCustomProvider({ provider_id: "models" });
  expect(platform).toHaveAccessKeyConfiguration({
    name: "team-shop",
    access: expect.objectContaining({ models: { allow: ["models:gpt-4o-mini"] } }),
  });
  expect(platform).not.toHaveAccessKey();
  expect(platform).not.toHaveProviderKey();
});

test.each([
  ["shop", shop],
  ["search", search],
])("team %s owns its keys, which rotate by themselves, and no configuration", (team, stack) => {
  expect(stack).toHaveAccessKey({ lineage: `${team}-web`, rotate_after: "720h" });
  expect(stack).toHaveProviderKey();
  expect(stack).not.toHaveAccessKeyConfiguration();
  expect(stack).not.toHaveCustomProvider();
});

test("a key that may reach everything, or never rotates, fails the synthesis", () => {
  const app = Testing.app();
  const { shop } = declareTeams(app);
  new AccessKey(shop, "Careless");
  expect(() => app.synth()).toThrow(/never rotates by itself[\s\S]*may reach everything/);
});

test("a team that leaves for a repository of its own keeps its token", () => {
  const provider = CustomProvider.fromProviderId("models");
  const alone = new TeamStack(Testing.app(), "team-shop", { team: "shop", provider });
  const changes = simulateRotation(shop, alone).filter(({ address }) =>
    address.startsWith("aigateway_access_key."),
  );
  expect(changes.map(({ action }) => action)).toEqual(["update"]); // by the look of it: the id comes from elsewhere
});

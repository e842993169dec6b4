import type { App } from "cdktf";
import { PlatformStack } from "./platform-stack.ts";
import { enforceRules } from "./rules.ts";
import { TeamStack } from "./team-stack.ts";

/** A stack for each team, with an API key of its own, and references from one to the other. */
export function declareTeams(app: App) {
  const platform = new PlatformStack(app, "platform");
  const provider = platform.models;
  const shop = new TeamStack(app, "team-shop", { team: "shop", provider, configuration: platform.shop });
  const search = new TeamStack(app, "team-search", {
    team: "search",
    provider,
    configuration: platform.search,
  });
  enforceRules(app);
  return { platform, shop, search };
}

// The program of a team with a repository of its own. It has no stack of the platform team, only names agreed on with it.
import { CustomProvider } from "@aigateway/cdktf";
import { App } from "cdktf";
import { enforceRules } from "../rules.ts";
import { TeamStack } from "../team-stack.ts";

const app = new App();
new TeamStack(app, "team-support", { team: "support", provider: CustomProvider.fromProviderId("models") });
enforceRules(app);
app.synth();

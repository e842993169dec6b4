import { DenyPlainTextSecrets, RequireRotation, RequireScope } from "@aigateway/cdktf";
import { type App, Aspects } from "cdktf";

/**
 * What the platform team asks of every program: a package of theirs, where the teams have repositories of their own.
 * To be called when all stacks are there: CDKTF goes by the aspects of each stack and never looks at the app's.
 */
export function enforceRules(app: App): void {
  for (const stack of app.node.children) {
    Aspects.of(stack).add(new RequireRotation({ within: "2160h" }));
    Aspects.of(stack).add(new RequireScope());
    Aspects.of(stack).add(new DenyPlainTextSecrets());
  }
}

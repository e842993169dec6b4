import { DenyPlainTextSecrets, enforce, RequireRotation, RequireScope } from "@aigateway/cdktf";
import type { App } from "cdktf";

/**
 * What the platform team asks of every program: a package of theirs, where the teams have repositories of their own.
 * To be called when all stacks are there.
 */
export function enforceRules(app: App): void {
  enforce(app, new RequireRotation({ within: "2160h" }), new RequireScope(), new DenyPlainTextSecrets());
}

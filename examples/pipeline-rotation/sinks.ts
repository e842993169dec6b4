import { resolve } from "node:path";
import { FileSink, GithubActionsSecretSink, type ISecretSink, VaultSink } from "@aigateway/cdktf";
import type { Construct } from "constructs";

/** Where each key's token goes, by the environment variable SINK. */
const SINKS: Record<string, (scope: Construct, name: string) => ISecretSink> = {
  /** Files on the machine that runs Terraform: for trying it out, and for runners that are not thrown away. */
  file: (scope, name) =>
    new FileSink(scope, `${name}-file`, { path: resolve(process.env.SECRETS_FOLDER ?? "secrets", name) }),
  github: (scope, name) =>
    new GithubActionsSecretSink(scope, `${name}-github`, {
      repository: required(
        "SINK_REPOSITORY",
        "the repository whose workflows use the token, without its owner",
      ),
      secretName: `AIGATEWAY_TOKEN_${name.replaceAll("-", "_").toUpperCase()}`,
    }),
  vault: (scope, name) => new VaultSink(scope, `${name}-vault`, { path: `aigateway/${name}` }),
};

export function sinkFor(scope: Construct, name: string): ISecretSink {
  const kind = process.env.SINK || "file";
  const sink = SINKS[kind];
  if (sink) return sink(scope, name);
  throw new Error(`SINK is "${kind}"; set it to one of ${Object.keys(SINKS).join(", ")}, or leave it out.`);
}

function required(variable: string, meaning: string): string {
  const value = process.env[variable];
  if (value) return value;
  throw new Error(`Set ${variable}: ${meaning}.`);
}

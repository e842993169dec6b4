import { resolve } from "node:path";

const FOLDER = resolve(process.env.AIGATEWAY_SECRETS ?? "secrets");

/** Where the platform team puts a team's API key. A sink of yours may be Vault, or the secrets of the team's pipeline. */
export function apiKeyFile(team: string): string {
  return resolve(FOLDER, `${team}-api-key`);
}

/** Where a team puts its application's token. */
export function tokenFile(team: string): string {
  return resolve(FOLDER, `${team}-token`);
}

import type { IncomingHttpHeaders } from "node:http";
import { bearerToken } from "../http/authenticate.ts";
import { GatewayError } from "./gateway-error.ts";
import type { KeyVerifier, VerifiedKey } from "./verify-key.ts";

/** Finds and checks the request's access key. Throws `GatewayError` 27007, or 27009 when the store is away. */
export async function authenticateKey(
  headers: IncomingHttpHeaders,
  verifier: KeyVerifier,
): Promise<VerifiedKey> {
  const token = tokenOf(headers);
  let key: VerifiedKey | undefined;
  try {
    key = await verifier.verify(token);
  } catch (cause) {
    throw new GatewayError(27009, "The access key could not be checked; try again.", { cause });
  }
  if (!key) throw refused("The access key is malformed, unknown, deleted or expired.");
  return key;
}

function tokenOf({ authorization, "x-api-key": apiKey }: IncomingHttpHeaders): string {
  const bearer = bearerToken(authorization);
  const given = typeof apiKey === "string" ? apiKey : undefined;
  if (authorization !== undefined && given !== undefined && bearer !== given) {
    throw refused("Authorization and x-api-key hold different keys; send one of them.");
  }
  const token = bearer ?? given;
  if (token === undefined) throw refused("Send an access key as 'Authorization: Bearer ng-…'.");
  return token;
}

function refused(message: string): GatewayError {
  return new GatewayError(27007, message);
}

import type { ApiClient } from "../api/client.ts";
import type { Clock } from "../clock.ts";
import { DiagnosticError } from "../framework/diagnostics.ts";
import { parseDuration } from "../framework/duration.ts";
import type { EphemeralResource, LeaseRequest, OpenRequest } from "../framework/ephemeral-resource.ts";
import { deleteAccessKey } from "../resources/access-key-end.ts";
import { createExpiringKey } from "./access-key-creation.ts";
import { renewAccessKey } from "./access-key-renewal.ts";
import { type EphemeralAccessKeySchema, ephemeralAccessKeySchema } from "./access-key-schema.ts";

/** @param clock Decides when the key is to be renewed. How long it lasts is measured by the server's own clock. */
export function createEphemeralAccessKey({
  clock,
}: {
  clock: Clock;
}): EphemeralResource<EphemeralAccessKeySchema, ApiClient> {
  return {
    typeName: "aigateway_access_key",
    schema: ephemeralAccessKeySchema,

    async open({ config, private: data, diagnostics }, client) {
      const ttl = Math.round(parseDuration(config.ttl ?? "") ?? 0);
      const started = clock.now();
      const { key, expiresAt } = await createExpiringKey(toBody(config), { ttl, started, data }, client);
      if (!key.token) throw withoutToken(key.id);
      const result = { ...config, id: key.id, token: key.token, expires_at: expiresAt };
      if (expiresAt !== null) return { result, renewAt: new Date(started + ttl / 2) };
      diagnostics.addWarning(
        "The access key does not expire",
        `The API knows no expiry of access keys (expiresAt). ${key.id} is deleted at the end of this run; if Terraform is killed before, it stays valid until you delete it, with the API.`,
      );
      return { result };
    },

    renew: (request, client) => renewAccessKey(request, clock, client),

    close: ({ private: data }: LeaseRequest, client) => deleteAccessKey(data.get("id") ?? "", client),
  };
}

function toBody(config: OpenRequest<EphemeralAccessKeySchema>["config"]) {
  return {
    name: config.name,
    description: config.description,
    metadata: config.metadata,
    accessKeyConfigurationId: config.access_key_configuration_id,
    lineage: config.lineage,
  };
}

function withoutToken(id: string): DiagnosticError {
  const detail = `The API created the access key ${id}, but its answer did not carry the token, which is never shown again. The key is deleted again; run Terraform once more.`;
  return new DiagnosticError([{ severity: "error", summary: "The access key has no token", detail }]);
}

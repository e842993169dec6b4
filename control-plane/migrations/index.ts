import type { Migration } from "../src/migrate.ts";
import { initialSchema } from "./001-initial-schema.ts";
import { creditsByGrant } from "./002-credits-by-grant.ts";
import { usageRollups } from "./003-usage-rollups.ts";
import { gatewayConfigsAuditIdempotency } from "./004-gateway-configs-audit-idempotency.ts";
import { creditLeases } from "./005-credit-leases.ts";
import { registrySigningKey } from "./006-registry-signing-key.ts";

/** In the order of their versions. A released migration is never changed; a new one is added below. */
export const migrations: readonly Migration[] = [
  initialSchema,
  creditsByGrant,
  usageRollups,
  gatewayConfigsAuditIdempotency,
  creditLeases,
  registrySigningKey,
];

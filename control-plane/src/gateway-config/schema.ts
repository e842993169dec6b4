import { z } from "zod";
import { clearable, Metadata, PositiveDuration } from "../fields.ts";

const TokenCap = z
  .int({ error: "must be a whole number" })
  .min(1, { error: "must be at least 1; null takes the cap away" });

const totalTimeout = PositiveDuration.describe(
  "All attempts of a request, until its first byte. Default 120s.",
);
const perRequestTimeout = PositiveDuration.describe(
  "One attempt, until its headers, and for a stream between two pieces. Default 60s.",
);
const maxInputTokens = TokenCap.describe("Requests that are estimated larger are refused; null: no cap.");
const maxOutputTokens = TokenCap.describe("What a completion may have at most; null: no cap.");

export const GatewayConfigUpdate = z
  .strictObject({
    totalTimeout: clearable(totalTimeout),
    perRequestTimeout: clearable(perRequestTimeout),
    maxInputTokens: clearable(maxInputTokens),
    maxOutputTokens: clearable(maxOutputTokens),
    metadata: clearable(Metadata),
  })
  .meta({ id: "GatewayConfigUpdate" });

export const GatewayConfig = z
  .object({
    accountId: z.string(),
    uri: z.string(),
    totalTimeout,
    perRequestTimeout,
    maxInputTokens: maxInputTokens.nullable(),
    maxOutputTokens: maxOutputTokens.nullable(),
    metadata: Metadata.nullable(),
  })
  .meta({ id: "GatewayConfig" });

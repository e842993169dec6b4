import { modelLimits } from "../catalog/models.ts";
import { modelCost, processingFee } from "../ledger/cost.ts";
import type { Reservation } from "../ledger/leases.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Candidate } from "./candidate.ts";
import { GatewayError } from "./gateway-error.ts";
import type { GatewayRequest } from "./parse-request.ts";

/** No model puts out more in one answer, where neither the request nor the account has a lower limit. */
const MAX_OUTPUT_TOKENS = 131_072;
/** No model takes in more; images have fewer tokens than bytes. */
const MAX_INPUT_TOKENS = 1_048_576;

/**
 * Holds what the request may cost at most, so that requests that run at the same time can't spend the same credits.
 * Throws `GatewayError` 4026 or 6033 when the credits do not suffice, 27009 when they can't be checked.
 */
export async function reserveCredits(
  ledger: Pick<Ledger, "reserve">,
  accountId: string,
  maxCost: number,
): Promise<Reservation> {
  let reserved: Awaited<ReturnType<Ledger["reserve"]>>;
  try {
    const answer = ledger.reserve(accountId, maxCost);
    reserved = answer instanceof Promise ? await answer : answer;
  } catch (cause) {
    throw new GatewayError(27009, "The account's credits could not be checked; try again.", { cause });
  }
  if ("reservation" in reserved) return reserved.reservation;
  throw reserved.refused === "used up"
    ? new GatewayError(4026, "The account's credits are used up, or held by requests that run now; buy more.")
    : new GatewayError(6033, "The account has no credits yet; buy some to begin.");
}

/** What a request may cost at most (nano-dollars), whichever of the candidates serves it. */
export function maxCost(
  request: GatewayRequest,
  candidates: readonly Candidate[],
  maxOutputTokens: number | null,
): number {
  const asked = askedOutput(request, maxOutputTokens);
  let most = 0;
  for (const { provider, model, credential } of candidates) {
    // Without a price of the model's own, its limits make no difference worth looking them up.
    const { contextWindow = MAX_INPUT_TOKENS, maxOutputTokens: modelsOutput = MAX_OUTPUT_TOKENS } =
      credential.source === "ngrok" ? modelLimits(provider.id, model) : {};
    const counts = {
      // A token is a byte at least, unless the upstream is to fetch something.
      inputTokens: mayFill(contextWindow, request.bytes) ? contextWindow : request.bytes.length,
      outputTokens: Math.min(asked.tokens, modelsOutput) * asked.choices,
      cacheReadTokens: 0,
      reasoningTokens: 0,
    };
    const operators = credential.source === "ngrok" ? modelCost(provider.id, model, counts) : 0;
    most = Math.max(most, processingFee(counts) + operators);
  }
  return most;
}

/** The output that the request and the account allow. */
function askedOutput({ surface, body }: GatewayRequest, cap: number | null) {
  // Under whichever name the provider knows it: the largest counts.
  const names = surface.outputCaps("");
  if (names.length === 0) return { tokens: 0, choices: 1 };
  const given = names.map((name) => body[name]).filter(isCount);
  const tokens = Math.min(
    given.length > 0 ? Math.max(...given) : MAX_OUTPUT_TOKENS,
    cap ?? MAX_OUTPUT_TOKENS,
  );
  const prompts = Array.isArray(body.prompt) && typeof body.prompt[0] !== "number" ? body.prompt.length : 1;
  return { tokens, choices: Math.max(1, ...[body.n, body.best_of].filter(isCount)) * prompts };
}

/** Members that name input which is not in the body: stored conversations, files, images by address. */
const OUTSIDE_INPUT = ["previous_response_id", "conversation", "file_id", "file_url", "image_url", "url"].map(
  (name) => Buffer.from(`"${name}"`),
);

/**
 * Whether the input may be as large as the context. A large body is not searched; of what is searched, too much is found
 * rarely, and does nothing but reserve more.
 */
function mayFill(contextWindow: number, bytes: Buffer): boolean {
  return bytes.length >= contextWindow || OUTSIDE_INPUT.some((each) => bytes.includes(each));
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && value > 0;
}

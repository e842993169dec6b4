import { z } from "zod";
import { fromRfc3339 } from "./clock.ts";
import { parseDuration } from "./duration.ts";

/** The fields that many resources share, with the limits of the contract. */

/** Any text but with NUL, which PostgreSQL can't hold. */
export const Text = z.string().refine((text) => !text.includes("\0"), { error: "must not contain NUL" });

const atMost = (length: number) =>
  Text.max(length, {
    error: (issue) => `must have at most ${length} characters, has ${String(issue.input).length}`,
  });

export const Label = atMost(255);
export const RequiredName = Label.min(1, { error: "must not be empty" });
export const Description = atMost(255).describe("What it is for, for people.");
export const Metadata = atMost(4096).describe("Anything that programs want to keep with it.");

/** A field that PATCH can clear with null and leave alone by omission. */
export const clearable = <S extends z.ZodType>(schema: S) => schema.nullable().optional();

export const Ref = z
  .object({ id: z.string(), uri: z.string() })
  .meta({ id: "Ref", description: "Points to another resource." });

const DateTime = z.iso.datetime();

/** What every resource answers with. */
export const ResourceHead = z.object({
  id: z.string(),
  uri: z.string(),
  createdAt: DateTime,
  updatedAt: DateTime,
  createdBy: Ref,
  lastUpdatedBy: Ref,
});

export const LastUsed = DateTime.nullable().describe("When a request last used it; null before the first.");
export const KeyRedacted = z.string().describe("The first ten characters, three stars, the last four.");

const FIRST_INSTANT = fromRfc3339("0001-01-01T00:00:00Z");
const LAST_INSTANT = fromRfc3339("9999-12-31T23:59:59.999Z");

/** A moment in RFC 3339, any offset. Its year has four digits in UTC too, so that it can be shown again. */
export const Instant = z.iso
  .datetime({ offset: true, error: "must be a time in RFC 3339, such as 2026-01-31T12:00:00Z" })
  .refine((text) => fromRfc3339(text) >= FIRST_INSTANT && fromRfc3339(text) <= LAST_INSTANT, {
    error: "must be in the years 0001 to 9999 in UTC",
  });

/** A hundred years: what is added to the present stays a time that can be shown. */
const MAX_DURATION_MS = 876_600 * 3_600_000;

export const Duration = z
  .string()
  .refine((text) => parseDuration(text) !== undefined, {
    abort: true,
    error: (issue) => `"${issue.input}" is no duration: write one in Go's syntax, such as 90s, 15m or 720h`,
  })
  .refine((text) => (parseDuration(text) ?? 0) <= MAX_DURATION_MS, {
    error: (issue) => `"${issue.input}" is longer than 876600h, a hundred years`,
  })
  .describe("A duration in Go's syntax, at most 876600h: 90s, 15m, 720h.");

/** A time to wait for something: not so short that nothing could be done in it. */
export const PositiveDuration = Duration.refine((text) => (parseDuration(text) ?? 0) >= 1, {
  error: "must be at least 1ms",
});

/** Headers are not strict: there are always others. */
export const IfMatch = z.object({
  "if-match": z
    .string()
    .optional()
    .describe("Write only if the resource still has this ETag; otherwise 412."),
});

export const IdParams = z.object({ id: Text });

export const PageQuery = z.strictObject({
  limit: z.coerce
    .number({ error: "must be a whole number from 1 to 100" })
    .int({ error: "must be a whole number from 1 to 100" })
    .min(1, { error: "must be at least 1" })
    .max(100, { error: "must be at most 100" })
    .default(100)
    .describe("Items on a page."),
  beforeId: Text.optional().describe("Only items that are older than the one with this id."),
});

/** The envelope of a list: `{ <listName>: […], uri, nextPageUri }`. */
export function listOf<Name extends string, Item extends z.ZodType>(name: Name, item: Item) {
  return z.object({
    [name]: z.array(item),
    uri: z.string(),
    nextPageUri: z.string().nullable().describe("The next page; null on the last."),
  } as { [K in Name]: z.ZodArray<Item> } & { uri: z.ZodString; nextPageUri: z.ZodNullable<z.ZodString> });
}

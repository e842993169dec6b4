import type { ApiClient } from "../api/client.ts";
import type { Answer, Endpoints } from "../api/endpoints.ts";
import { listAll } from "../api/list-all.ts";
import type { Attributes } from "../framework/schema/attribute.ts";
import type { Model } from "../framework/schema/model.ts";
import type { Validator } from "../framework/validators/validator.ts";

/** A collection of the API, for the data sources that look into it: of one object, and of all. */
export interface Collection<A extends Attributes, Remote, Page> {
  /** What one object is called, and what several are: `["access key", "access keys"]`. */
  readonly names: readonly [one: string, many: string];
  /** The data source of all. */
  readonly listType: string;
  /** What somebody may be looking for here in vain. */
  readonly notHere?: string;
  /** What is told of one object. */
  readonly attributes: A;
  readonly validateId: Validator<string>;
  get(api: Endpoints, id: string): Promise<Answer<Remote>>;
  page(api: Endpoints, query: PageQuery): Promise<Answer<Page>>;
  items(page: Page): readonly Remote[];
  toState(remote: Remote): Model<A>;
}

export function defineCollection<A extends Attributes, Remote extends Identified, Page extends Listed>(
  collection: Collection<A, Remote, Page>,
): Collection<A, Remote, Page> {
  return collection;
}

export type PageQuery = { limit: number; beforeId?: string } & Readonly<Record<string, unknown>>;

/** What every object has. Names are not unique, and of some kinds none is needed. */
export interface Identified {
  readonly id: string;
  readonly createdAt: string;
  /** Where it ends by itself. */
  readonly expiresAt?: string | null;
}

export interface Listed {
  readonly nextPageUri: string | null;
}

/** Terraform has every text in Unicode's form NFC; what others have written at the API may be in another. */
export function sameText(remote: unknown, configured: unknown): boolean {
  return typeof remote === "string" ? remote.normalize() === configured : remote === configured;
}

/**
 * Every object of a collection, the oldest first: one that is added then moves no other.
 *
 * @param filter As the API's list takes it.
 */
export async function readAll<A extends Attributes, Remote extends Identified, Page extends Listed>(
  collection: Collection<A, Remote, Page>,
  client: ApiClient,
  filter: Readonly<Record<string, unknown>> = {},
): Promise<Remote[]> {
  const action = `list the ${collection.names[1]}`;
  const found: Remote[] = [];
  const pages = listAll<Remote>(async (query) => {
    const page = await client.call(action, (api) => collection.page(api, { ...filter, ...query }));
    return { items: collection.items(page), nextPageUri: page.nextPageUri };
  });
  for await (const remote of pages) found.push(remote);
  return found.reverse();
}

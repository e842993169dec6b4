import type { ZodType } from "zod";
import type { Route } from "../../control-plane/src/http/route.ts";
import type { Owner } from "../support/owner.ts";
import { textsOf } from "../support/texts-of-schema.ts";

/** `METHOD /path`, as the cases below name a route. */
export const nameOf = ({ method, path }: Pick<Route, "method" | "path">) => `${method} ${path}`;

/** A body for each route that has one. It refers to nothing, so that any account can send it. */
export const BODIES: Record<string, object> = {
  "POST /access-keys": { name: "new" },
  "PATCH /access-keys/{id}": { name: "changed", expiresIn: "1s" },
  "POST /access-keys/{id}/explain": { model: "m1" },
  "POST /access-key-configurations": { name: "new" },
  "PATCH /access-key-configurations/{id}": { name: "changed", access: null },
  "POST /provider-keys": { providerId: "openai", name: "new", value: "sk-new-0123456789abcdef" },
  "PATCH /provider-keys/{id}": { name: "changed" },
  "POST /provider-keys/{id}/rotate": { name: "changed", value: "sk-changed-0123456789ab" },
  "POST /providers": { providerId: "new-models", name: "new", baseUrl: "https://models.example.com" },
  "PATCH /providers/{id}": { name: "changed", baseUrl: "https://changed.example.com" },
  "POST /api-keys": { name: "new" },
  "PATCH /api-keys/{id}": { name: "changed" },
  "PATCH /gateway-config": { metadata: "changed" },
  "POST /credits/checkout-session": { amount: 500 },
};

/** The body of a POST in as many variants as are needed, each of which one account can send once. */
export function numberedBody(name: string, n: number): object {
  if (name === "POST /credits/checkout-session") return { amount: 500 + n };
  return {
    ...BODIES[name],
    name: `new ${n}`,
    ...(name === "POST /providers" && { providerId: `new-${n}` }),
  };
}

/** A field, or a query parameter, that names something of an account. */
export interface Reference {
  /** What of an account it can name; the first goes well for the account itself. */
  of(owner: Owner): string[];
  /** A body of the sender's own, or the other parameters that the query needs. */
  with(reference: string, sender: Owner): object;
  /** How a body is answered that names what is not there; 422 by default. */
  refusal?: number;
}

const id = (path: string) => (owner: Owner) => [owner.ids[path] as string];
const provider = ({ providerId, ids }: Owner) => [providerId, ids["/providers"] as string];
const models = (owner: Owner) => [
  ...provider(owner).map((name) => `${name}:${owner.name}-m1`),
  `${owner.name}-m1`,
];
const rule = (fields: object, keyId?: string) => ({
  router: { rules: [{ ...fields, steps: [{ type: "user", keys: [{ id: keyId }] }] }] },
});
const keyOf = ({ ids }: Owner) => ids["/provider-keys"];
const attaching: Record<string, Reference> = {
  "access.providers.allow[]": {
    of: provider,
    with: (name) => ({ access: { providers: { allow: [name] } } }),
  },
  "router.rules[].provider": {
    of: provider,
    with: (name, sender) => rule({ provider: name }, keyOf(sender)),
  },
  "router.rules[].model": {
    of: models,
    with: (model, sender) => rule({ model }, keyOf(sender)),
  },
  "router.rules[].steps[].keys[].id": {
    of: id("/provider-keys"),
    with: (key, sender) => rule({ provider: sender.providerId }, key),
  },
};
/** Tells of what is not there in a good answer. */
const explaining = { of: models, refusal: 200 };
const configuring: Reference = {
  of: id("/access-key-configurations"),
  with: (accessKeyConfigurationId) => ({ accessKeyConfigurationId }),
};

/** Fields of bodies that name something of the account, by route and field. */
export const REFERENCES: Record<string, Reference> = {
  "POST /access-keys accessKeyConfigurationId": configuring,
  "PATCH /access-keys/{id} accessKeyConfigurationId": configuring,
  "POST /access-keys/{id}/explain model": { ...explaining, with: (model) => ({ model }) },
  "POST /access-keys/{id}/explain models": { ...explaining, with: (model) => ({ models: [model] }) },
  "POST /provider-keys providerId": {
    of: provider,
    with: (providerId) => ({ ...BODIES["POST /provider-keys"], providerId }),
  },
  ...Object.fromEntries(
    Object.entries(attaching).flatMap(([field, { of, with: body }]): [string, Reference][] => [
      [
        `POST /access-key-configurations ${field}`,
        { of, with: (...reference) => ({ name: "new", ...body(...reference) }) },
      ],
      [`PATCH /access-key-configurations/{id} ${field}`, { of, with: body }],
    ]),
  ),
};

const all = { with: () => ({}) };
const since = { with: () => ({ startTime: "2000-01-01T00:00:00Z" }) };

/** Query parameters that name something of the account, by route and parameter. A `cursor` has a test of its own. */
export const QUERIES: Record<string, Reference> = {
  "GET /provider-keys provider": { of: provider, ...all },
  "GET /models provider": { of: provider, ...all },
  "GET /audit-events resourceId": {
    of: ({ ids, accountId }) => [...Object.values(ids), accountId],
    ...all,
  },
  "GET /usage accessKeyId": { of: id("/access-keys"), ...since },
  "GET /usage lineage": { of: ({ lineage }) => [lineage], ...since },
  ...Object.fromEntries(
    [
      "/access-keys",
      "/access-key-configurations",
      "/provider-keys",
      "/providers",
      "/api-keys",
      "/audit-events",
    ].map((path) => [`GET ${path} beforeId`, { of: id(path), ...all }]),
  ),
};

/** Texts that name nothing of an account. A new field belongs here, or above with a case. */
const HARMLESS =
  /^(name|description|metadata|lineage|expiresAt|expiresIn|value|baseUrl|totalTimeout|perRequestTimeout|models\[\]\.modelId|access\.models\.allow\[\]|router\.rules\[\]\.steps\[\]\.keys\[\]\.(name|value)|supportedApiSurfaces\[\]\.supportedParams\[\]\.name|startTime|endTime|cursor)$/;
/** A name that the account gives, not one that it refers to. */
const NAMING = new Set(["POST /providers providerId"]);

/** What a route takes that may name something of an account and has no case: empty when all is covered. */
export function withoutCase(route: Route): string[] {
  const name = nameOf(route);
  const unknown = (schema: ZodType | undefined, cases: Record<string, Reference>) =>
    textsOf(schema)
      .filter((field) => !HARMLESS.test(field) && !NAMING.has(`${name} ${field}`))
      .map((field) => `${name} ${field}`)
      .filter((field) => !(field in cases));
  return [
    ...(route.body && !(name in BODIES) ? [`${name} has no body`] : []),
    ...unknown(route.body, REFERENCES),
    ...unknown(route.query, QUERIES),
    ...textsOf(route.headers).filter((header) => header !== "if-match"),
    ...textsOf(route.params).filter((parameter) => parameter !== "id"),
  ];
}

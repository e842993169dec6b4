import type { Unknown } from "../../protocol/value/value.ts";
import type { Attribute, Attributes, Schema } from "./attribute.ts";

/** A state's value in TypeScript: required attributes and computed ones have a value, the others may be null. */
export type State<S extends Schema> = Model<S["attributes"]>;

/** A plan's value: as the state, but what the provider computes may still be unknown. */
export type Plan<S extends Schema> = {
  [N in keyof S["attributes"]]:
    | ValueOf<S["attributes"][N]>
    | (S["attributes"][N]["options"] extends { computed: true } ? Unknown : never);
};

/** A configuration before apply: anything may be absent or unknown, at any depth. */
export type Config<S extends Schema> = {
  [N in keyof S["attributes"]]: S["attributes"][N] extends Attribute<infer T> ? Uncertain<T> | null : never;
};

/** A configuration during apply: everything is known by then, what isn't configured is null. */
export type KnownConfig<S extends Schema> = {
  [N in keyof S["attributes"]]: S["attributes"][N] extends Attribute<infer T> ? T | null : never;
};

export type Model<A extends Attributes> = { [N in keyof A]: ValueOf<A[N]> };

type ValueOf<A> =
  A extends Attribute<infer T, infer O>
    ? O extends { required: true }
      ? T
      : O extends { optional: true } | { nullable: true }
        ? T | null
        : T
    : never;

export type Uncertain<T> = Unknown | (T extends object ? { [N in keyof T]: Uncertain<T[N]> } : T);

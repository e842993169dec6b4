import type { Type } from "../../protocol/value/type.ts";
import type { PlanModifier } from "../plan-modifiers/plan-modifier.ts";
import type { Validator } from "../validators/validator.ts";

/** What every kind of attribute can say of itself. An attribute is required, optional, computed, or the latter two. */
export interface AttributeOptions<T = unknown> {
  /** Markdown; shown in the registry's documentation, in editors and as the doc comment of the CDKTF bindings. */
  description: string;
  required?: true;
  optional?: true;
  /** The provider gives the value where the configuration doesn't. */
  computed?: true;
  /** For computed attributes that can be without a value, so that their type in TypeScript says so. */
  nullable?: true;
  /** Terraform hides it in its output; our validators don't quote it. */
  sensitive?: true;
  /** Exists in the configuration only: never in a plan or a state. Terraform 1.11 and later. */
  writeOnly?: true;
  deprecated?: true;
  /** Stands in for a value that is not configured. The attribute must be optional and computed. */
  default?: T;
  validators?: readonly Validator<T>[];
  planModifiers?: readonly PlanModifier[];
  /** Whether two values mean the same, so that what the API made of a value does not show as a change. */
  semanticEquals?: SemanticEquality<T>;
}

export type SemanticEquality<T> = { equals(a: T | null, b: T | null): boolean }["equals"];

export type NestingMode = "single" | "list" | "set" | "map";

/** An attribute of a schema; `T` is its value's type in TypeScript. Make one with the functions beside this file. */
export interface Attribute<T = unknown, O extends AttributeOptions = AttributeOptions> {
  readonly type: Type;
  readonly options: O;
  readonly nested?: { readonly mode: NestingMode; readonly attributes: Attributes };
  /** Carries `T`; never set. */
  readonly valueType?: T;
}

export type Attributes = Readonly<Record<string, Attribute>>;

/** A resource's schema. A released version's number changes only with an upgrader for the one before it. */
export interface Schema<A extends Attributes = Attributes> {
  readonly version: number;
  readonly description: string;
  readonly attributes: A;
}

export function defineSchema<A extends Attributes>(schema: Schema<A>): Schema<A> {
  return schema;
}

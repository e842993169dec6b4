import { killProviders, killTerraform } from "../support/kill-terraform.ts";
import type { PassedRequest } from "../support/terraform-fault-proxy.ts";
import type { RotatingKey } from "./rotating-key.ts";

/** A moment of a replacement: of the request that creates the new key, or of the one that retires the old. */
export interface Moment {
  name: string;
  of: "create" | "destroy";
  when: "before" | "carried out" | "answered";
}

export const MOMENTS: Moment[] = [
  { name: "before the create", of: "create", when: "before" },
  { name: "between the create and its answer", of: "create", when: "carried out" },
  { name: "after the answer to the create", of: "create", when: "answered" },
  { name: "before the destroy", of: "destroy", when: "before" },
  { name: "between the destroy and its answer", of: "destroy", when: "carried out" },
  { name: "after the answer to the destroy", of: "destroy", when: "answered" },
];

export function isAt({ of }: Moment, { method }: PassedRequest): boolean {
  return of === "create" ? method === "POST" : method === "PATCH" || method === "DELETE";
}

export interface Interruption {
  name: string;
  /** @param terraform The process id of the running apply. */
  strike(it: RotatingKey, terraform: number): void;
  /** Whether a request that it hits can be repeated within the same apply. */
  passes?: true;
}

export const PROVIDER_IS_KILLED: Interruption = {
  name: "the provider is killed",
  strike: (_, terraform) => killProviders(terraform),
};

export const TERRAFORM_IS_KILLED: Interruption = {
  name: "Terraform is killed",
  strike: (_, terraform) => killTerraform(terraform),
};

export const INTERRUPTIONS: Interruption[] = [
  PROVIDER_IS_KILLED,
  TERRAFORM_IS_KILLED,
  { name: "the API goes down", strike: ({ proxy }) => proxy.down() },
  {
    name: "the API only answers 503 from then on",
    strike: ({ proxy }) => proxy.inject(() => ({ kind: "refuse", status: 503 })),
  },
  { name: "the connection breaks", strike: () => {}, passes: true },
];

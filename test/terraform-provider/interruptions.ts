import { execFileSync } from "node:child_process";
import { copyFile, readFile } from "node:fs/promises";
import { join } from "node:path";
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
  strike: (_, terraform) => kill(providersOf(terraform)),
};

export const TERRAFORM_IS_KILLED: Interruption = {
  name: "Terraform is killed",
  strike(_, terraform) {
    const providers = providersOf(terraform);
    kill([terraform]);
    kill(providers); // nobody would ever end them
  },
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

function providersOf(terraform: number): number[] {
  const output = execFileSync("ps", ["-o", "pid=", "--ppid", String(terraform)], { encoding: "utf8" });
  return output.split("\n").filter(Boolean).map(Number);
}

function kill(pids: number[]): void {
  for (const pid of pids) process.kill(pid, "SIGKILL");
}

/**
 * Terraform writes a local state in place. Killed in the middle of that it leaves an empty file, or half of one, and its
 * backup is what users have left; it knows nothing of the apply that was killed. Backends elsewhere don't have this.
 *
 * @returns whether the state was torn.
 */
export async function mendTornState(folder: string): Promise<boolean> {
  const file = join(folder, "terraform.tfstate");
  const torn = await readFile(file, "utf8").then(
    (text) => !isJson(text),
    () => true,
  );
  if (torn) await copyFile(`${file}.backup`, file);
  return torn;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

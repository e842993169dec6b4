import type { Scope } from "../scope.ts";
import { type Program, startProgram } from "./program.ts";
import type { HoldPlan, LoadOutcome, LoadPlan } from "./programs/load-plan.ts";

export interface LoadGenerator {
  load(plan: LoadPlan): Promise<LoadOutcome>;
  /** Opens streams and keeps them; resolves when all have begun, with what closes them. */
  hold(plan: HoldPlan): Promise<() => Promise<void>>;
}

/** The load generator, a process of its own. */
export async function startLoadGenerator(scope: Scope): Promise<LoadGenerator> {
  const program: Program = await startProgram(scope, { name: "load" });
  return {
    async load(plan) {
      const { outcome } = (await program.ask({ kind: "load", plan })) as { outcome: LoadOutcome };
      return outcome;
    },
    async hold(plan) {
      await program.ask({ kind: "hold", plan });
      return async () => void (await program.ask({ kind: "release" }));
    },
  };
}

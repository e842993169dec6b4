import { joinMetadata, splitMetadata } from "./attachment-priorities.ts";
import type { Configuration, ConfigurationUpdate } from "./change-configuration.ts";

/** A change of a configuration by its owner: what it keeps of attached keys stays there as long as the keys do. */
export function besideAttachments(body: ConfigurationUpdate, current: Configuration): ConfigurationUpdate {
  const { own, priorities } = splitMetadata(current.metadata);
  const metadata = joinMetadata({
    own: body.metadata === undefined ? own : body.metadata,
    priorities: prunedTo(body.router === undefined ? current.router : body.router, priorities),
  });
  return metadata === (current.metadata ?? null) ? body : { ...body, metadata };
}

/** Without the priorities of keys that no rule has any more. */
export function prunedTo(
  router: Configuration["router"] | ConfigurationUpdate["router"],
  priorities: ReadonlyMap<string, number>,
): Map<string, number> {
  const steps = router?.rules?.flatMap((rule): object[] => rule.steps) ?? [];
  const keys = steps.flatMap((step: { keys?: object[] }) => step.keys ?? []);
  const ids = new Set(keys.map((key: { id?: string }) => key.id));
  return new Map([...priorities].filter(([id]) => ids.has(id)));
}

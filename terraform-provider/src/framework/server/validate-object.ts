import type { Diagnosed } from "../../protocol/provider-server.ts";
import type { ObjectValue } from "../../protocol/value/value.ts";
import { Diagnostics } from "../diagnostics.ts";
import type { Schema } from "../schema/attribute.ts";
import { attempt } from "./attempt.ts";
import { validateConfig } from "./validate-config.ts";

/** What a resource, an ephemeral one and a data source have in common here. */
interface Validated {
  readonly schema: Schema;
  validateConfig?(config: never, diagnostics: Diagnostics): void;
}

/** Checks each value that is known, and then what belongs together. */
export async function checkObject(
  object: Validated,
  config: ObjectValue,
  writeOnlyAllowed: boolean,
  diagnostics: Diagnostics,
): Promise<void> {
  const { attributes } = object.schema;
  validateConfig(attributes, config, writeOnlyAllowed, diagnostics);
  await attempt(diagnostics, attributes, () => object.validateConfig?.(config as never, diagnostics));
}

/** The same as an answer to the protocol; nothing is wrong with no configuration. */
export async function validateObject(
  object: Validated,
  config: ObjectValue | null,
  writeOnlyAllowed: boolean,
): Promise<Diagnosed> {
  const diagnostics = new Diagnostics();
  if (config !== null) await checkObject(object, config, writeOnlyAllowed, diagnostics);
  return { diagnostics: diagnostics.list };
}

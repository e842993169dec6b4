import type { ReadDataRequest, ReadDataResult } from "../../protocol/provider-server.ts";
import { isWhollyKnown, type ObjectValue } from "../../protocol/value/value.ts";
import type { AnyDataSource } from "../data-source.ts";
import { Diagnostics, NotKnownYetError } from "../diagnostics.ts";
import type { Attributes } from "../schema/attribute.ts";
import { attempt } from "./attempt.ts";
import { withUnknownComputed } from "./unknown-computed.ts";
import { checkObject } from "./validate-object.ts";

/**
 * Reads a data source. Terraform does so as soon as the configuration is known, in the plan if it can be. It doesn't ask
 * before; a client that does gets "later" where it can be told that, and otherwise an error: an answer with unknowns in
 * it is none that a client may keep.
 */
export async function readData<Client>(
  dataSource: AnyDataSource<Client>,
  { config, deferralAllowed }: ReadDataRequest,
  client: Client,
): Promise<ReadDataResult> {
  const { attributes } = dataSource.schema;
  const given = config ?? {};
  const diagnostics = new Diagnostics();
  if (deferralAllowed && !isWhollyKnown(given)) return deferred(attributes, given, "config unknown");
  requireKnown(dataSource.typeName, given, diagnostics);
  await checkObject(dataSource, given, true, diagnostics);
  if (diagnostics.hasError()) return { state: null, diagnostics: diagnostics.list };

  let result: ReadDataResult = { state: null, diagnostics: diagnostics.list };
  const succeeded = await attempt(diagnostics, attributes, async () => {
    try {
      const state = await dataSource.read({ config: given as never, diagnostics }, client);
      result = { state: state as ObjectValue, diagnostics: diagnostics.list };
    } catch (error) {
      if (!deferralAllowed || !(error instanceof NotKnownYetError)) throw error;
      result = deferred(attributes, given, "provider config unknown");
    }
  });
  return succeeded ? result : { state: null, diagnostics: diagnostics.list };
}

/** What is configured, and all that would be read as unknown. */
function deferred(
  attributes: Attributes,
  config: ObjectValue,
  reason: NonNullable<ReadDataResult["deferred"]>,
): ReadDataResult {
  return { state: withUnknownComputed(attributes, config), deferred: reason, diagnostics: [] };
}

function requireKnown(typeName: string, config: ObjectValue, diagnostics: Diagnostics): void {
  for (const [name, value] of Object.entries(config)) {
    if (isWhollyKnown(value)) continue;
    const remedy = `${typeName} can't be read as long as ${name} is not known. Apply what it comes from first.`;
    diagnostics.addAttributeError([name], `${name} is not known yet`, remedy);
  }
}

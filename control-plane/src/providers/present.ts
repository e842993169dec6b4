import type { z } from "zod";
import type { UriMaker } from "../http/route.ts";
import { present, presentHead } from "../present.ts";
import type { Provider } from "./schema.ts";
import type { ProviderRow } from "./store.ts";

export function presentProvider(row: ProviderRow, uri: UriMaker): z.input<typeof Provider> {
  return {
    ...presentHead(row, "/providers", uri),
    providerId: row.provider_id,
    name: row.name,
    baseUrl: row.base_url,
    ...present({
      metadata: row.metadata,
      supportedApiSurfaces: row.supported_api_surfaces && JSON.parse(row.supported_api_surfaces),
      models: row.models && JSON.parse(row.models),
    }),
  };
}

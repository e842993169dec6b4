import type { DataSourceServer } from "../../protocol/provider-server.ts";
import type { AnyDataSource } from "../data-source.ts";
import { Diagnostics } from "../diagnostics.ts";
import { blockSchema } from "../schema/message.ts";
import { readData, validateDataConfig } from "./read-data.ts";

/** Serves one data source to the protocol layer. `client` throws as long as the provider is not configured. */
export function createDataSourceServer<Client>(
  dataSource: AnyDataSource<Client>,
  client: () => Client,
): DataSourceServer {
  return {
    schema: blockSchema(dataSource.schema),

    async validateConfig({ config }) {
      const diagnostics = new Diagnostics();
      if (config !== null) await validateDataConfig(dataSource, config, diagnostics);
      return { diagnostics: diagnostics.list };
    },

    read: (request) => readData(dataSource, request, client()),
  };
}

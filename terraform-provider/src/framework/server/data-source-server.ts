import type { DataSourceServer } from "../../protocol/provider-server.ts";
import type { AnyDataSource } from "../data-source.ts";
import { blockSchema } from "../schema/message.ts";
import { readData } from "./read-data.ts";
import { validateObject } from "./validate-object.ts";

/** Serves one data source to the protocol layer. `client` throws as long as the provider is not configured. */
export function createDataSourceServer<Client>(
  dataSource: AnyDataSource<Client>,
  client: () => Client,
): DataSourceServer {
  return {
    schema: blockSchema(dataSource.schema),

    validateConfig: ({ config }) => validateObject(dataSource, config, true),

    read: (request) => readData(dataSource, request, client()),
  };
}

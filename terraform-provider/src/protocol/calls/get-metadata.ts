import type { Call } from "../call.ts";
import { SERVER_CAPABILITIES } from "./capabilities.ts";

interface Response {
  server_capabilities: typeof SERVER_CAPABILITIES;
  data_sources: { type_name: string }[];
  resources: { type_name: string }[];
  ephemeral_resources: { type_name: string }[];
}

export const getMetadata: Call<object, Response> = {
  handle: (provider) => ({
    server_capabilities: SERVER_CAPABILITIES,
    data_sources: [...provider.dataSources.keys()].map((type_name) => ({ type_name })),
    resources: [...provider.resources.keys()].map((type_name) => ({ type_name })),
    ephemeral_resources: [...provider.ephemeralResources.keys()].map((type_name) => ({ type_name })),
  }),
};

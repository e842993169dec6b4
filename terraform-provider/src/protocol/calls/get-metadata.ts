import type { Call } from "../call.ts";
import { SERVER_CAPABILITIES } from "./capabilities.ts";

interface Response {
  server_capabilities: typeof SERVER_CAPABILITIES;
  resources: { type_name: string }[];
  ephemeral_resources: { type_name: string }[];
}

export const getMetadata: Call<object, Response> = {
  handle: (provider) => ({
    server_capabilities: SERVER_CAPABILITIES,
    resources: [...provider.resources.keys()].map((type_name) => ({ type_name })),
    ephemeral_resources: [...provider.ephemeralResources.keys()].map((type_name) => ({ type_name })),
  }),
};

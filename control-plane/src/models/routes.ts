import { type Route, route } from "../http/route.ts";
import { readModels } from "./read-models.ts";
import { ModelList, ModelQuery } from "./schema.ts";

export function modelRoutes(): Route[] {
  return [
    route({
      method: "GET",
      path: "/models",
      operationId: "listModels",
      summary:
        "List the models of custom and built-in providers, in the order in which a bare name is resolved",
      tag: "Models",
      query: ModelQuery,
      success: { status: 200, description: "All models that the filters leave.", schema: ModelList },
      errors: [422],
      async handle({ db, caller, query, requestUri }) {
        return { aiGatewayModels: await readModels(db, caller.accountId, query), uri: requestUri };
      },
    }),
  ];
}

import type { Model } from "openai/resources/models";
import { type Answer, ProviderError, type SurfaceRequest } from "../surface.ts";

/** A provider that takes any model still has to list some. */
const EXAMPLES = ["m1", "m2"];

/** When all simulated models were made: a fixed time, so that lists are comparable. */
const CREATED = 1_735_689_600;

/** `GET /v1/models`. */
export function listModels({ models = EXAMPLES }: SurfaceRequest): Answer {
  return { body: { object: "list", data: models.map(describe) } };
}

/** `GET /v1/models/{id}`. */
export function retrieveModel({ models, parameter = "" }: SurfaceRequest): Answer {
  const id = decodeURIComponent(parameter);
  if (models && !models.includes(id)) {
    throw new ProviderError(404, `There is no model ${id}.`, { param: "model", code: "model_not_found" });
  }
  return { body: describe(id) };
}

function describe(id: string): Model {
  return { id, object: "model", created: CREATED, owned_by: "simulated-provider" };
}

import { ProviderError, type Surface } from "../surface.ts";
import { openaiFormat } from "./format.ts";

const ANY = ["gpt-4o", "gpt-4o-mini"];

const describe = (id: string, created: number) => ({ id, object: "model", created, owned_by: "simulated" });

export const listModels: Surface = {
  method: "GET",
  path: /^\/models$/,
  format: openaiFormat,
  answer: ({ models = ANY, now }) => ({
    body: { object: "list", data: models.map((id) => describe(id, now)) },
  }),
};

export const getModel: Surface = {
  method: "GET",
  path: /^\/models\/(.+)$/,
  format: openaiFormat,
  answer({ parameter = "", models, now }) {
    if (models && !models.includes(parameter)) {
      throw new ProviderError(404, `There is no model ${parameter}.`, {
        param: "model",
        code: "model_not_found",
      });
    }
    return { body: describe(parameter, now) };
  },
};

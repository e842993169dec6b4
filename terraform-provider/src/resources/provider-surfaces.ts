import type { components } from "../api/generated/openapi.ts";
import * as schema from "../framework/schema/index.ts";
import { each, withoutDuplicates } from "../framework/validators/collection.ts";
import { lengthBetween, oneOf } from "../framework/validators/text.ts";
import { withoutNulls } from "./write-body.ts";

type Surface = components["schemas"]["ApiSurface"];

interface SurfaceModel {
  format: string;
  surface: string | null;
  supported_params: string[] | null;
}

/** What a provider can be asked. */
export const SURFACES = ["chat-completions", "completions", "responses", "embeddings", "messages"] as const;

/** What a custom provider can be asked, and how. */
export const supportedApiSurfaces = schema.listNested(
  {
    optional: true,
    description: "The APIs that it serves. Without the list the gateway takes it to serve any.",
  },
  {
    format: schema.string({
      required: true,
      description: "`openai` or `anthropic`.",
      validators: [oneOf("openai", "anthropic")],
    }),
    surface: schema.string({
      optional: true,
      description:
        "`chat-completions`, `completions`, `responses`, `embeddings` or `messages`. Left out, it stands for all that the format has.",
      validators: [oneOf(...SURFACES)],
    }),
    supported_params: schema.listOfStrings({
      optional: true,
      description:
        "The request parameters that it takes; others are removed from requests. Without a list all are passed on.",
      validators: [each(lengthBetween(1, 255)), withoutDuplicates((name: string) => name)],
    }),
  },
);

export function surfacesToApi(surfaces: SurfaceModel[] | null): Surface[] | null {
  if (surfaces === null) return null;
  return surfaces.map(
    ({ format, surface, supported_params }) =>
      withoutNulls({
        format,
        surface,
        supportedParams: supported_params?.map((name) => ({ name })),
      }) as Surface,
  );
}

export function surfacesFromApi(surfaces: Surface[] | undefined): SurfaceModel[] | null {
  if (surfaces === undefined) return null;
  return surfaces.map(({ format, surface, supportedParams }) => ({
    format,
    surface: surface ?? null,
    supported_params: supportedParams?.map(({ name }) => name) ?? null,
  }));
}

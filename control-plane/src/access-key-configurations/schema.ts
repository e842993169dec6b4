import { z } from "zod";
import {
  clearable,
  Description,
  KeyRedacted,
  listOf,
  Metadata,
  RequiredName,
  ResourceHead,
} from "../fields.ts";
import { SecretValue } from "../provider-keys/schema.ts";

const Access = z
  .strictObject({
    providers: z
      .strictObject({
        allow: z.array(RequiredName).optional().describe("Provider references; omitted = any, empty = none."),
      })
      .optional(),
    models: z
      .strictObject({
        allow: z.array(RequiredName).optional().describe("Exact model ids; omitted = any, empty = none."),
      })
      .optional(),
  })
  .meta({ id: "Access", description: "What a key may reach. Omitted = everything." });
export type Access = z.output<typeof Access>;

const KeyReference = z.strictObject({ id: RequiredName.describe("A stored provider key.") });
const InlineKey = z.strictObject({
  name: RequiredName.describe("The name of a provider key to create with the configuration."),
  value: SecretValue,
});

const keySelectionStrategy = z
  .literal("ordered", { error: "must be ordered, the only strategy" })
  .optional()
  .describe("Keys are tried in their order.");

const UserStep = z.strictObject({
  type: z.literal("user"),
  keys: z.array(z.union([KeyReference, InlineKey])).min(1, { error: "must name at least one provider key" }),
  keySelectionStrategy,
});
const OperatorStep = z.strictObject({ type: z.literal("ngrok"), keySelectionStrategy });

const Step = z
  .discriminatedUnion("type", [UserStep, OperatorStep], { error: "must have the type user or ngrok" })
  .meta({ id: "RouteStepWrite" });

const ruleTarget = {
  provider: RequiredName.optional().describe("A provider reference."),
  model: RequiredName.optional().describe("An exact model id. A model rule wins over a provider rule."),
};

const Rule = z
  .strictObject({ ...ruleTarget, steps: z.array(Step).min(1, { error: "must have at least one step" }) })
  .refine((rule) => rule.provider !== undefined || rule.model !== undefined, {
    error: "must have a provider, a model, or both",
  })
  .meta({ id: "RouteRuleWrite" });

const Router = z.strictObject({ rules: z.array(Rule).optional() }).meta({
  id: "RouterWrite",
  description: "Whose credentials are used, in which order. Omitted = the defaults.",
});
export type RouterWrite = z.output<typeof Router>;

export const ConfigurationCreate = z
  .strictObject({
    name: RequiredName,
    description: clearable(Description),
    metadata: clearable(Metadata),
    access: clearable(Access),
    router: clearable(Router),
  })
  .meta({ id: "AccessKeyConfigurationCreate" });

export const ConfigurationUpdate = ConfigurationCreate.partial({ name: true }).meta({
  id: "AccessKeyConfigurationUpdate",
});

const StepRead = z.object({
  type: z.enum(["user", "ngrok"]),
  keys: z.array(z.object({ id: z.string(), name: z.string(), keyRedacted: KeyRedacted })).optional(),
  keySelectionStrategy: z.literal("ordered").optional(),
});
const RouterRead = z.object({
  rules: z.array(z.object({ ...ruleTarget, steps: z.array(StepRead) })).optional(),
});
export type RouterRead = z.output<typeof RouterRead>;

export const Configuration = ResourceHead.extend({
  name: z.string(),
  description: Description.optional(),
  metadata: Metadata.optional(),
  access: Access.optional(),
  router: RouterRead.optional(),
}).meta({ id: "AccessKeyConfiguration" });

export const ConfigurationList = listOf("aiGatewayAccessKeyConfigurations", Configuration).meta({
  id: "AccessKeyConfigurationList",
});

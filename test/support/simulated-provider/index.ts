export type { Fault, FaultScope } from "./faults.ts";
export type { RecordedRequest } from "./recorded-request.ts";
export {
  type SimulatedProvider,
  type SimulatedProviderOptions,
  startSimulatedProvider,
} from "./start-simulated-provider.ts";
export { countTokens } from "./tokens.ts";

export { type GatewayMatchers, gatewayMatchers } from "./matchers.ts";
export { REPLACING, type SimulatedChange, simulateRotation } from "./simulate-rotation.ts";
export type { Attributes, Synthesised } from "./synthesised.ts";

/** What a resource's schema says about planning its attributes. */
export { requiresReplace, requiresReplaceUnlessImported } from "./requires-replace.ts";
export { useStateForUnknown, useStateUnlessChanged } from "./use-state.ts";

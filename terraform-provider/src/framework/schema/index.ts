/** What a resource's schema is written with: `import * as schema from "../framework/schema/index.ts"`. */
export { defineSchema } from "./attribute.ts";
export { listOfStrings, mapOfStrings } from "./collection.ts";
export { listNested, mapNested, setNested, singleNested } from "./nested.ts";
export { bool, number, string } from "./primitive.ts";
export { type ReadOnly, readOnly } from "./read-only.ts";

// Prints what the program is with the built package for CDK Terrain: node's own modules, none of jest's.
import { createRequire } from "node:module";
import { join } from "node:path";
import { synthesise } from "./portable-program.ts";

const load = createRequire(join(__dirname, "..", "..", "cdktn-bindings", "package.json"));
process.stdout.write(synthesise({ constructs: load("@aigateway/cdktn"), cdk: load("cdktn") }));

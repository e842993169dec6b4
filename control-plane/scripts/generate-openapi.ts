import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { openApiDocument } from "../src/openapi.ts";
import { managementRoutes, type ResourceOptions } from "../src/resources.ts";

// Routes touch what they depend on only when they are called.
const routes = managementRoutes({} as ResourceOptions);
const file = join(import.meta.dirname, "..", "openapi.json");
writeFileSync(file, `${JSON.stringify(openApiDocument(routes), null, 2)}\n`);
console.log(`wrote ${file} (${routes.length} operations)`);

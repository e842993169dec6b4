import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { managementRoutes, type ResourceOptions } from "../control-plane/src/resources.ts";
import { dataSourceCases } from "./terraform-provider/data-source-cases.ts";
import { lifecycleCases } from "./terraform-provider/lifecycle-cases.ts";

/** A resource is whole only if each part of the project has its piece of it. CONTRIBUTING.md lists them. */

const root = join(__dirname, "..");
const read = (...path: string[]) => readFileSync(join(root, ...path), "utf8");
const routes = managementRoutes({} as ResourceOptions);

/** Collections of the management API in which something can be created, as Terraform calls their resources. */
const collections: Record<string, { file: string; type: string; construct: string }> = {
  "/access-keys": { file: "access-key", type: "aigateway_access_key", construct: "AccessKey" },
  "/access-key-configurations": {
    file: "access-key-configuration",
    type: "aigateway_access_key_configuration",
    construct: "AccessKeyConfiguration",
  },
  "/api-keys": { file: "api-key", type: "aigateway_api_key", construct: "ApiKey" },
  "/provider-keys": { file: "provider-key", type: "aigateway_provider_key", construct: "ProviderKey" },
  "/providers": { file: "provider", type: "aigateway_provider", construct: "CustomProvider" },
};

/** All that the provider has: its pages are generated from its resources, and from its data sources. */
const typesIn = (folder: string) =>
  readdirSync(join(root, "terraform-provider", "docs", folder)).map(
    (page) => `aigateway_${page.replace(".md", "")}`,
  );
const terraformTypes = typesIn("resources");
const dataSourceTypes = typesIn("data-sources");

test("every collection of the API has its Terraform resource", () => {
  const created = routes.filter(({ method, path }) => method === "POST" && /^\/[a-z-]+$/.test(path));
  expect(created.map(({ path }) => path).sort()).toEqual(Object.keys(collections).sort());
});

describe.each(Object.entries(collections))("%s", (path, { file, type, construct }) => {
  test("can be created, read, listed, changed and deleted", () => {
    const methods = routes
      .filter((route) => route.path === path || route.path === `${path}/{id}`)
      .map((route) => `${route.method} ${route.path.slice(path.length)}`);
    expect(methods.sort()).toEqual(["DELETE /{id}", "GET ", "GET /{id}", "PATCH /{id}", "POST "]);
  });

  test("has the four files of a resource in the control plane", () => {
    const files = readdirSync(join(root, "control-plane", "src", path));
    expect(files).toEqual(expect.arrayContaining(["present.ts", "routes.ts", "schema.ts", "store.ts"]));
  });

  test("is in the OpenAPI document", () => {
    expect(Object.keys(JSON.parse(read("control-plane", "openapi.json")).paths)).toContain(path);
  });

  test("has its Terraform resource", () => {
    expect(existsSync(join(root, "terraform-provider", "src", "resources", `${file}.ts`))).toBe(true);
    expect(terraformTypes).toContain(type);
  });

  test("has its data sources, of one and of all", () => {
    expect(dataSourceTypes).toEqual(expect.arrayContaining([type, `${type}s`]));
  });

  test("has its construct, over a generated one, in the tests", () => {
    const folder = join(root, "cdktf-bindings", "src");
    const sources = readdirSync(folder).filter((name) => name.endsWith(".ts"));
    const source = sources
      .map((name) => read("cdktf-bindings", "src", name))
      .find((text) => text.includes(`class ${construct} `));
    expect(source).toContain("./generated/");
    expect(read("test", "cdktf-bindings", "constructs.test.ts")).toContain(`describe("${construct}"`);
  });
});

test.each(terraformTypes)(
  "%s has an example, an import, a generated construct and a life in the tests",
  (type) => {
    const name = type.replace("aigateway_", "");
    // "provider" alone is the provider's own construct.
    const generated = name === "provider" ? "provider-resource" : name.replaceAll("_", "-");
    for (const piece of [
      `terraform-provider/examples/resources/${type}/resource.tf`,
      `terraform-provider/examples/resources/${type}/import.sh`,
      `cdktf-bindings/src/generated/${generated}/index.ts`,
    ]) {
      expect([piece, existsSync(join(root, piece))]).toEqual([piece, true]);
    }
    expect(lifecycleCases.map((each) => each.type)).toContain(type);
  },
);

test.each(terraformTypes)("%s can be read without being managed", (type) => {
  expect(dataSourceTypes).toContain(type);
});

test.each(dataSourceTypes)(
  "the data source %s has an example, a generated construct and a case in the tests",
  (type) => {
    for (const piece of [
      `terraform-provider/examples/data-sources/${type}/data-source.tf`,
      `cdktf-bindings/src/generated/data-${type.replaceAll("_", "-")}/index.ts`,
    ]) {
      expect([piece, existsSync(join(root, piece))]).toEqual([piece, true]);
    }
    expect(dataSourceCases.map((each) => each.type)).toContain(type);
  },
);

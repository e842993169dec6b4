import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as constructs from "@aigateway/cdktf";
import * as cdk from "cdktf";
import { synthesise } from "./portable-program.ts";

const ROOT = join(__dirname, "..", "..");
const PACKAGE = join(ROOT, "cdktn-bindings");

beforeAll(() => {
  execFileSync("npm", ["run", "--silent", "build", "-w", "@aigateway/cdktn"], { cwd: ROOT, stdio: "pipe" });
});

test("a program synthesises the same with CDK Terrain as with CDKTF: who moves keeps every resource", () => {
  const output = execFileSync("npx", ["tsx", join(__dirname, "synthesise-with-cdktn.ts")], {
    cwd: ROOT,
    encoding: "utf8",
  });
  expect(JSON.parse(output)).toEqual(JSON.parse(synthesise({ constructs, cdk })));
});

test("the package for CDK Terrain has the entries of the one for CDKTF", () => {
  const exportsOf = (folder: string) =>
    JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8")).exports;
  expect(exportsOf("cdktn-bindings")).toEqual(exportsOf("cdktf-bindings"));
});

test("the package for CDK Terrain has every construct, and loads nothing of CDKTF", () => {
  const built = join(PACKAGE, "dist", "src");
  const files = readdirSync(built, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".js"),
  );
  const loading = files.filter((file) =>
    /["'](@aigateway\/)?cdktf["']/.test(readFileSync(join(built, file), "utf8")),
  );
  expect(loading).toEqual([]);
  const names = execFileSync("node", ["-p", "JSON.stringify(Object.keys(require('@aigateway/cdktn')))"], {
    cwd: PACKAGE,
    encoding: "utf8",
  });
  expect(JSON.parse(names).sort()).toEqual(Object.keys(constructs).sort());
});

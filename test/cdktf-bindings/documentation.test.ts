import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** The constructs' own sources, whatever folders they are in; not what is generated. */
const folder = join(__dirname, "..", "..", "cdktf-bindings", "src");
const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
  (path) => path.endsWith(".ts") && !path.startsWith("generated"),
);

function optionalProperties(path: string): [string, string][] {
  const source = ts.createSourceFile(
    path,
    readFileSync(join(folder, path), "utf8"),
    ts.ScriptTarget.Latest,
    true,
  );
  return source.statements
    .filter(ts.isInterfaceDeclaration)
    .filter(({ name }) => /(Props|Options)$/.test(name.text))
    .flatMap(({ name, members }) =>
      members
        .filter((member) => member.questionToken !== undefined)
        .map((member): [string, string] => [
          `${name.text}.${member.name?.getText()}`,
          ts
            .getJSDocTags(member)
            .map((tag) => tag.tagName.text)
            .join(),
        ]),
    );
}

test.each(sources)("%s tells the default of everything that may be left out", (path) => {
  for (const [property, tags] of optionalProperties(path))
    expect([property, tags]).toEqual([property, "default"]);
});

describe("docs/rotation.md", () => {
  const docs = join(__dirname, "..", "..", "docs");
  const text = readFileSync(join(docs, "rotation.md"), "utf8");
  const rows = [...text.matchAll(/\]\((\S+\.test\.ts)\): "(.+)" \|$/gm)].map(([, path = "", name = ""]) => [
    name,
    path,
  ]);

  test.each(rows)("names a test that there is: %s", (name, path) => {
    expect(readFileSync(join(docs, path), "utf8")).toContain(`"${name}"`);
  });

  test("shows pictures that there are, and names a test for each guarantee", () => {
    const pictures = [...text.matchAll(/!\[.+\]\((.+)\)/g)].map(([, path = ""]) => join(docs, path));
    expect(pictures.filter((path) => existsSync(path))).toHaveLength(3);
    expect(rows).toHaveLength(text.split("\n").filter((line) => line.includes(".test.ts)")).length);
  });
});

// Turns src/protocol/proto/*.proto into the JSON descriptor that the plugin loads at start.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import protobuf from "protobufjs";

const protocol = join(import.meta.dirname, "../src/protocol");
const root = new protobuf.Root();
for (const file of (await readdir(join(protocol, "proto"))).sort()) {
  // Field names stay in snake_case, as Terraform's documentation has them.
  protobuf.parse(await readFile(join(protocol, "proto", file), "utf8"), root, { keepCase: true });
}
root.resolveAll();

await mkdir(join(protocol, "generated"), { recursive: true });
await writeFile(
  join(protocol, "generated/descriptor.json"),
  `${JSON.stringify(root.toJSON({ keepComments: false }), null, 1)}\n`,
);

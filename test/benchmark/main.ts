// `npm run benchmark`: what the management API, the ledger, Terraform and the gateway take, on both databases. Tables go to stdout, progress to
// stderr. A missed target is told and does not fail: another machine has other figures. Exits with 1 on a fault.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { startPostgres, startSqlite } from "../support/databases.ts";
import { readArguments, WrongArguments } from "./arguments.ts";
import type { Benchmark, Figure } from "./benchmark.ts";
import { creates } from "./creates.ts";
import { gateway } from "./gateway/gateway.ts";
import { ledger } from "./ledger.ts";
import { overview } from "./overview.ts";
import { pages } from "./pages.ts";
import { machine, table } from "./report.ts";
import { revocation } from "./revocation.ts";
import { createScope, type Scope } from "./scope.ts";
import { SHORT, type Sizes } from "./sizes.ts";
import { soak } from "./soak/soak.ts";
import { startUp } from "./start-up.ts";
import { terraform } from "./terraform/terraform.ts";

const BENCHMARKS = [creates, pages, overview, startUp, ledger, revocation, terraform, gateway, soak];
const DATABASES = { SQLite: startSqlite, PostgreSQL: startPostgres };
type DatabaseName = keyof typeof DATABASES;

async function main(): Promise<void> {
  const { sizes, chosen } = readArguments(process.argv.slice(2), BENCHMARKS);
  buildService();
  console.log(`${machine()}\n`);
  if (sizes === SHORT)
    console.log("The short form: fewer samples of a colder service than the targets are about.\n");
  for (const benchmark of chosen) {
    const columns = [];
    for (const database of Object.keys(DATABASES) as DatabaseName[]) {
      columns.push({ database, figures: await run(benchmark, database, sizes) });
    }
    console.log(table(benchmark.title, columns));
  }
}

/** The service that is measured is the built one: a compiler in the process would be measured with it. */
function buildService(): void {
  const compiler = require.resolve("typescript/bin/tsc");
  const { status } = spawnSync(process.execPath, [compiler, "-b", "control-plane"], {
    cwd: join(__dirname, "..", ".."),
    stdio: ["ignore", 2, 2],
  });
  if (status !== 0) throw new Error("The service could not be built.");
}

async function run(benchmark: Benchmark, name: DatabaseName, sizes: Sizes): Promise<Figure[]> {
  const scope = createScope();
  const letGo = letGoWhenInterrupted(scope);
  const started = performance.now();
  const progress = (text: string) => {
    const seconds = Math.round((performance.now() - started) / 1000);
    console.error(`${benchmark.name}, ${name}, ${seconds} s: ${text}`);
  };
  try {
    const database = await DATABASES[name]();
    scope.onClose(database.close);
    const figures = await benchmark.run({ databaseUrl: database.url, sizes, scope, progress });
    progress("done");
    return figures;
  } finally {
    await scope.close();
    letGo();
  }
}

/** A signal ends the benchmark as a fault does. Returns what undoes this. */
function letGoWhenInterrupted(scope: Scope): () => void {
  const interrupted = () => void scope.close().finally(() => process.exit(1));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, interrupted);
  return () => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, interrupted);
  };
}

main().catch((error: unknown) => {
  console.error(error instanceof WrongArguments ? error.message : error);
  process.exitCode = 1;
});

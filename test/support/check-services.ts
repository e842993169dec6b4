import { faultsOfServices } from "./service-faults.ts";

// Runs after every test file that started a service: not in `close`, for what comes after a failed `close` would be
// skipped, and a database left running.
afterAll(() => {
  const faults = faultsOfServices();
  if (faults.length > 0) throw new Error(faults.join("\n"));
});

import { type ControlPlane, startControlPlane } from "./control-plane.ts";

/** Runs one test with a service of its own, which is closed whatever comes of the test. */
export async function withControlPlane(
  env: Record<string, string>,
  work: (service: ControlPlane) => Promise<void>,
): Promise<void> {
  const service = await startControlPlane({ env });
  try {
    await work(service);
  } finally {
    await service.close();
  }
}

import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const CANDIDATES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const MISSING = "There is no Chromium: install it (Debian: apt-get install chromium) to run these tests.";

const executablePath = CANDIDATES.find(existsSync);

/**
 * As jest's `describe`, for tests that drive a real browser. Without one they are skipped by name on a developer's
 * machine; in CI they fail.
 */
export function describeWithBrowser(name: string, define: () => void): void {
  if (executablePath) describe(name, define);
  else if (process.env.CI !== "true") describe.skip(`${name} (${MISSING})`, define);
  else {
    test(name, () => {
      throw new Error(MISSING);
    });
  }
}

/** A headless browser that asks nobody for anything by itself. */
export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: executablePath as string,
    args: [
      ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
      ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
    ],
  });
}

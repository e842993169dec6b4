import type { Browser } from "playwright-core";
import { describeWithBrowser, startBrowser } from "../support/browser.ts";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";

describeWithBrowser("/docs in a real browser", () => {
  let service: ControlPlane;
  let browser: Browser;

  beforeAll(async () => {
    service = await startControlPlane();
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  test("renders every operation of the API, from this server's own files alone, without a fault", async () => {
    const page = await browser.newPage();
    const faults: string[] = [];
    const hosts = new Set<string>();
    page.on(
      "console",
      (message) => message.type() === "error" && faults.push(`${message.text()} ${message.location().url}`),
    );
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("request", (request) => hosts.add(new URL(request.url()).host));
    await page.goto(`${service.baseUrl}/docs`);
    await page.waitForSelector(".opblock", { timeout: 30_000 });
    const { paths } = (await service.api("GET", "/openapi.json")).body;
    const operations = Object.values(paths).flatMap((path) => Object.keys(path as object));
    expect(await page.locator(".opblock").count()).toBe(operations.length);
    await page.locator("#operations-Access_keys-createAccessKey .opblock-summary-control").click();
    await page.waitForSelector("#operations-Access_keys-createAccessKey .responses-table");
    expect(await page.locator("#operations-Access_keys-createAccessKey").textContent()).toContain(
      "Idempotency-Key",
    );
    expect(faults).toEqual([]);
    expect([...hosts].filter((host) => host !== "" && host !== new URL(service.baseUrl).host)).toEqual([]);
    if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT });
  }, 60_000);
});

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Middleware } from "koa";

/** The files of Swagger UI that the page needs, and their types. */
const ASSETS = new Map([
  ["/docs/swagger-ui.css", "css"],
  ["/docs/swagger-ui-bundle.js", "js"],
  ["/docs/favicon-32x32.png", "png"],
]);

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>AI Gateway management API</title>
<link rel="icon" href="/docs/favicon-32x32.png">
<link rel="stylesheet" href="/docs/swagger-ui.css">
<div id="docs"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</html>
`;
const START = `SwaggerUIBundle({ url: "/openapi.json", dom_id: "#docs", deepLinking: true, tryItOutEnabled: false });\n`;

/** The page's own files only; Swagger UI sets styles from its script and has its icons in data URLs. */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/**
 * `GET /openapi.json`, and `GET /docs`: the page that renders it. Neither needs an API key. The document is made when it
 * is first asked for: most processes never are.
 */
export function apiDocs(document: () => object): Middleware {
  let json: string | undefined;
  const files = new Map<string, Buffer>();

  async function asset(path: string): Promise<Buffer> {
    const known = files.get(path);
    if (known) return known;
    // Found, not imported: importing the package loads all of Swagger UI into this process.
    const folder = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
    const file = await readFile(join(folder, path.slice("/docs/".length)));
    files.set(path, file);
    return file;
  }

  return async (ctx, next) => {
    if (ctx.method !== "GET" && ctx.method !== "HEAD") return next();
    if (ctx.path === "/openapi.json") {
      ctx.type = "json";
      json ??= JSON.stringify(document());
      ctx.body = json;
      return;
    }
    const type = ctx.path === "/docs" ? "html" : ctx.path === "/docs/start.js" ? "js" : ASSETS.get(ctx.path);
    if (type === undefined) return next();
    ctx.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    ctx.type = type;
    ctx.body = type === "html" ? PAGE : ctx.path === "/docs/start.js" ? START : await asset(ctx.path);
  };
}

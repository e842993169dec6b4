import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Context, Middleware } from "koa";
import type { Logger } from "pino";
import { findReleases, type Release } from "./releases.ts";
import type { SigningKey } from "./signing-key.ts";

export interface RegistryOptions {
  /** Where the packed provider is; undefined: this service is no registry. */
  folder: string | undefined;
  /** Called when a signature is first needed. */
  signingKey(): Promise<SigningKey>;
  log: Logger;
}

const BASE = "/terraform/providers/v1/";
const PROVIDER = `${BASE}aigateway/aigateway/`;

/**
 * Terraform's provider registry protocol, so that this service's host may stand in a `source` address: discovery,
 * versions, download, and the files. Read by anybody, as the provider holds no secret.
 */
export function providerRegistry({ folder, signingKey, log }: RegistryOptions): Middleware {
  let key: Promise<SigningKey> | undefined;
  const getKey = () => {
    key ??= signingKey().catch((error) => {
      key = undefined; // the next request tries again
      throw error;
    });
    return key;
  };

  async function answer(ctx: Context, releases: string, path: string): Promise<void> {
    let found: Release[];
    try {
      found = await findReleases(releases);
    } catch (error) {
      log.error({ err: error, folder: releases }, "the releases of the Terraform provider can't be read");
      ctx.status = 503;
      ctx.body = { errors: ["the releases can't be read; the service's log says why"] };
      return;
    }
    if (path === "versions") {
      ctx.body = { versions: found.map(listed) };
      return;
    }
    const [version, what = "", ...rest] = path.split("/");
    const release = found.find((each) => each.version === version);
    if (!release) return refuse(ctx, `there is no version ${version}`);
    if (what === "download") return download(ctx, release, rest);
    if (what === "files" && rest.length === 1) return file(ctx, release, join(releases, rest[0] as string));
    refuse(ctx, `there is no ${ctx.path}`);
  }

  async function download(ctx: Context, release: Release, [os, arch]: string[]): Promise<void> {
    const platform = release.platforms.find((each) => each.os === os && each.arch === arch);
    if (!platform) return refuse(ctx, `version ${release.version} is not made for ${os}_${arch}`);
    const { keyId, publicKey } = await getKey();
    const files = `${PROVIDER}${release.version}/files/`;
    ctx.body = {
      protocols: release.protocols,
      ...platform,
      download_url: files + platform.filename,
      shasums_url: files + release.sumsName,
      shasums_signature_url: `${files}${release.sumsName}.sig`,
      signing_keys: { gpg_public_keys: [{ key_id: keyId, ascii_armor: publicKey }] },
    };
  }

  /** Only files that the release names: a path can't lead out of the folder. */
  async function file(ctx: Context, release: Release, path: string): Promise<void> {
    const name = ctx.path.slice(ctx.path.lastIndexOf("/") + 1);
    if (name === release.sumsName) ctx.body = Buffer.from(release.sums);
    else if (name === `${release.sumsName}.sig`) {
      ctx.body = Buffer.from(await (await getKey()).sign(Buffer.from(release.sums)));
    } else if (release.platforms.some(({ filename }) => filename === name)) {
      ctx.length = (await stat(path)).size;
      ctx.body = createReadStream(path);
    } else refuse(ctx, `version ${release.version} has no file ${name}`);
  }

  return async (ctx, next) => {
    const isDiscovery = ctx.path === "/.well-known/terraform.json";
    if ((ctx.method !== "GET" && ctx.method !== "HEAD") || !(isDiscovery || ctx.path.startsWith(BASE))) {
      return next();
    }
    if (!folder) {
      return refuse(ctx, "this service gives out no provider: AIGATEWAY_PROVIDER_RELEASES is not set");
    }
    if (isDiscovery) ctx.body = { "providers.v1": BASE };
    else if (ctx.path.startsWith(PROVIDER)) await answer(ctx, folder, ctx.path.slice(PROVIDER.length));
    else refuse(ctx, "only aigateway/aigateway is here");
  };
}

function listed({ version, protocols, platforms }: Release) {
  return { version, protocols, platforms: platforms.map(({ os, arch }) => ({ os, arch })) };
}

/** In the form of Terraform's registries. */
function refuse(ctx: Context, reason: string): void {
  ctx.status = 404;
  ctx.body = { errors: [reason] };
}

import { open } from "node:fs/promises";
import { join } from "node:path";
import type { Context, Middleware } from "koa";
import type { Logger } from "pino";
import { createReleaseFinder, type FoundReleases, type Release } from "./releases.ts";
import { createSigner } from "./signer.ts";
import type { SigningKey } from "./signing-key.ts";

export interface RegistryOptions {
  /** Where the packed provider is; undefined: this service is no registry. */
  folder: string | undefined;
  /** Where the world reaches this service, if that is set: perhaps below a path, or at another host than is asked. */
  publicUrl: string | undefined;
  /** Who takes nothing of a file for so long is let go of. */
  clientStallMs: number;
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
export function providerRegistry(options: RegistryOptions): Middleware {
  const { folder, publicUrl, clientStallMs, signingKey, log } = options;
  const signer = createSigner(signingKey);
  const findReleases = folder ? createReleaseFinder(folder) : undefined;
  /** Said once: anybody may ask, as often as they like. */
  const told = new Set<string>();

  async function answer(ctx: Context, folder: string, found: FoundReleases, path: string): Promise<void> {
    const { releases, unfit } = found;
    for (const each of unfit) {
      const text = JSON.stringify(each);
      if (told.has(text)) continue;
      told.add(text);
      log.warn({ ...each, folder }, "a release of the Terraform provider is not given out");
    }
    if (path === "versions") {
      ctx.body = { versions: releases.map(listed) };
      return;
    }
    const [version, what = "", ...rest] = path.split("/");
    const release = releases.find((each) => each.version === version);
    if (!release) {
      const fault = unfit.find((each) => each.version === version)?.fault;
      return refuse(
        ctx,
        fault ? `version ${version} is not whole: ${fault}` : `there is no version ${version}`,
      );
    }
    if (what === "download") return download(ctx, release, rest);
    if (what === "files" && rest.length === 1) return file(ctx, release, folder, rest[0] as string);
    refuse(ctx, `there is no ${ctx.path}`);
  }

  async function download(ctx: Context, release: Release, [os, arch]: string[]): Promise<void> {
    const platform = release.platforms.find((each) => each.os === os && each.arch === arch);
    if (!platform) return refuse(ctx, `version ${release.version} is not made for ${os}_${arch}`);
    const { keyId, publicKey } = await signer.key();
    const files = "../../files/"; // from where this is: right behind every proxy
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
  async function file(ctx: Context, release: Release, folder: string, name: string): Promise<void> {
    if (name === release.sumsName) ctx.body = Buffer.from(release.sums);
    else if (name === `${release.sumsName}.sig`) {
      ctx.body = Buffer.from(await signer.signatureOf(release.sums));
    } else if (release.platforms.some(({ filename }) => filename === name)) {
      const archive = await open(join(folder, name)); // opened before the answer begins: afterwards a fault can't be told
      ctx.length = (await archive.stat()).size;
      ctx.body = archive.createReadStream();
      ctx.res.setTimeout(clientStallMs); // Node closes the connection then, and with it the file
    } else refuse(ctx, `version ${release.version} has no file ${name}`);
  }

  return async (ctx, next) => {
    const isDiscovery = ctx.path === "/.well-known/terraform.json";
    if ((ctx.method !== "GET" && ctx.method !== "HEAD") || !(isDiscovery || ctx.path.startsWith(BASE))) {
      return next();
    }
    if (!folder || !findReleases) {
      return refuse(ctx, "this service gives out no provider: AIGATEWAY_PROVIDER_RELEASES is not set");
    }
    if (isDiscovery) ctx.body = { "providers.v1": apiUrl(publicUrl) };
    else if (!ctx.path.startsWith(PROVIDER)) refuse(ctx, "only aigateway/aigateway is here");
    else {
      try {
        await answer(ctx, folder, await findReleases(), ctx.path.slice(PROVIDER.length));
      } catch (error) {
        log.error({ err: error, folder }, "a release of the Terraform provider can't be given out");
        refuse(ctx, "the releases can't be read, or not be signed; the service's log says why", 503);
      }
    }
  };
}

/**
 * Where the API is, for who asks any host of this service. Without TLS only the path counts: Terraform is not led from
 * TLS to a connection on which the signing key could be replaced.
 */
function apiUrl(publicUrl: string | undefined): string {
  if (!publicUrl) return BASE;
  const { protocol, origin, pathname } = new URL(publicUrl);
  return `${protocol === "https:" ? origin : ""}${pathname.replace(/\/$/, "")}${BASE}`;
}

function listed({ version, protocols, platforms }: Release) {
  return { version, protocols, platforms: platforms.map(({ os, arch }) => ({ os, arch })) };
}

/** In the form of Terraform's registries. */
function refuse(ctx: Context, reason: string, status = 404): void {
  ctx.status = status;
  ctx.body = { errors: [reason] };
}

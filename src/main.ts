import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { serve, type ServerType } from "@hono/node-server";
import { openKindred, type Kindred } from "./compose.ts";
import { loadConfig, type Config } from "./config.ts";
import { KindredError } from "./forum/errors.ts";
import { createApp } from "./http/app.ts";
import { createPages } from "./web/pages.tsx";

/** How long requests under way may take to finish after SIGTERM, in milliseconds. */
const DRAIN_MS = 8_000;

function log(message: string): void {
  process.stderr.write(`${new Date().toISOString()} ${message}\n`);
}

const packageFile = new URL("../package.json", import.meta.url);
const { version } = JSON.parse(readFileSync(packageFile, "utf8")) as { version: string };

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const kindred = await openKindred(config, log);
  try {
    await start(config, kindred);
  } catch (error) {
    await kindred.close();
    throw error;
  }
}

async function start(config: Config, kindred: Kindred): Promise<void> {
  if (config.sampleForum && (await kindred.sample.fill())) {
    log("The index was empty: the sample forum went in. (SAMPLE_FORUM=false leaves it empty.)");
  }
  await kindred.maskStored();
  await kindred.ingest.fillMissingVectors((done, total) => {
    log(`This model has no vectors yet for some threads: ${done} of ${total} done.`);
  });
  await kindred.follower.start();

  const app = createApp(kindred.services, {
    version,
    pages: createPages,
    allowedOrigins: config.allowedOrigins,
    publicUrl: config.publicUrl,
    mostFragmentSeconds: config.mostFragmentSeconds,
    log: (level, message, fields) => {
      const told = Object.entries(fields).filter(([, value]) => value !== undefined);
      log([level, message, ...told.map(([name, value]) => `${name}=${value}`)].join(" "));
    },
  });
  const { host, port } = config.server;
  const server = serve({ fetch: app.fetch, hostname: host, port });
  // Rejects where the port is taken or the host is not ours.
  await once(server, "listening");
  const { counts, model } = kindred.services.status();
  log(`${counts.threads} threads, ${counts.topics} topics, model ${model.fingerprint}.`);
  const address = server.address() as AddressInfo;
  log(`Kindred ${version} serves on http://${host.includes(":") ? `[${host}]` : host}:${address.port}`);

  let closing: Promise<void> | undefined;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    // Asked twice, by npm and by the terminal, it still ends once.
    process.on(signal, () => (closing ??= shutDown(signal, server, kindred)));
  }
}

async function shutDown(signal: string, server: ServerType, kindred: Kindred): Promise<void> {
  log(`${signal}: finishing what is under way.`);
  const deadline = setTimeout(() => "closeAllConnections" in server && server.closeAllConnections(), DRAIN_MS);
  await new Promise((resolve) => server.close(resolve));
  clearTimeout(deadline);
  await kindred.close();
}

/** Says what is wrong and what to do; the stack only where nobody foresaw it. */
function fail(error: unknown): void {
  process.exitCode = 1;
  if (error instanceof KindredError) log(`${error.message}\n${error.remedy}`);
  else if (error instanceof Error && "syscall" in error && (error.syscall === "listen" || error.syscall === "getaddrinfo")) {
    log(`It cannot listen there: ${error.message}.\nStop what uses the port, or choose others, for example PORT=8788 HOST=127.0.0.1 npm start.`);
  } else log(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

main().catch(fail);

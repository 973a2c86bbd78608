import { readFileSync } from "node:fs";
import { serve, type ServerType } from "@hono/node-server";
import { openKindred, SAMPLE_FORUM, type Kindred } from "./compose.ts";
import { loadConfig } from "./config.ts";
import { KindredError } from "./forum/errors.ts";
import { createApp } from "./http/app.ts";
import { openSource } from "./sources/open-source.ts";
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
  if (config.sampleForum && kindred.services.status().index.newestSequence === 0) {
    log("The index is empty: the sample forum goes in. (SAMPLE_FORUM=false leaves it empty.)");
    await kindred.ingest.putAll(openSource(SAMPLE_FORUM));
  }
  await kindred.ingest.fillMissingVectors((done, total) => {
    log(`This model has no vectors yet for some threads: ${done} of ${total} done.`);
  });
  await kindred.follower.start();

  const app = createApp(kindred.services, {
    version,
    pages: createPages,
    log: (level, message, fields) => {
      const told = Object.entries(fields).filter(([, value]) => value !== undefined);
      log([level, message, ...told.map(([name, value]) => `${name}=${value}`)].join(" "));
    },
  });
  const server = serve({ fetch: app.fetch, hostname: config.server.host, port: config.server.port }, ({ port }) => {
    const { counts, model } = kindred.services.status();
    log(`${counts.threads} threads, ${counts.topics} topics, model ${model.fingerprint}.`);
    const host = config.server.host.includes(":") ? `[${config.server.host}]` : config.server.host;
    log(`Kindred ${version} serves on http://${host}:${port}`);
  });
  server.once("error", (error) => {
    fail(error);
    void kindred.close();
  });
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void shutDown(signal, server, kindred));
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
  else if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
    log(`The port is taken: ${error.message}.\nStop what listens there, or choose another one, for example PORT=8788 npm start.`);
  } else log(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

main().catch(fail);

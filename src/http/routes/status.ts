import { createRoute } from "@hono/zod-openapi";
import { KindredError } from "../../forum/errors.ts";
import { Alive, Info, Ready } from "../contract/status.ts";
import { createRouter } from "../router.ts";
import type { Status } from "../services.ts";
import { answer, problems } from "./describe.ts";
import { infoExample } from "./examples.ts";

const tags = ["Service"];

const alive = createRoute({
  method: "get",
  path: "/healthz",
  operationId: "isAlive",
  tags,
  summary: "Whether the process answers at all",
  responses: { 200: answer("It does.", Alive, { status: "alive" }), ...problems("internal") },
});

const ready = createRoute({
  method: "get",
  path: "/readyz",
  operationId: "isReady",
  tags,
  summary: "Whether questions can be answered now",
  responses: { 200: answer("They can.", Ready, { status: "ready" }), ...problems("not_ready", "internal") },
});

const info = createRoute({
  method: "get",
  path: "/info",
  operationId: "readInfo",
  tags,
  summary: "Model, counts, and how far the index is",
  responses: { 200: answer("As it is now.", Info, infoExample), ...problems("internal") },
});

/** Parameters are ignored here: probes add their own. */
export function createStatusRoutes(status: () => Status, version: string) {
  return createRouter()
    .openapi(alive, (c) => c.json({ status: "alive" as const }, 200))
    .openapi(ready, (c) => {
      const now = status();
      if (!now.ready) {
        throw new KindredError("not_ready", now.reason ?? "The service is starting.", "Try again after the seconds in Retry-After.");
      }
      return c.json({ status: "ready" as const }, 200);
    })
    .openapi(info, (c) => c.json({ name: "Kindred", version, ...status() }, 200));
}

/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { Hono, type Context } from "hono";
import { etag } from "hono/etag";
import type { Services } from "../http/services.ts";
import { createBrowserScript } from "./browser-script.ts";
import { HostPage, hostLookOf } from "./host-page.tsx";
import { render } from "./render.ts";
import type { Stylesheet } from "./stylesheet.ts";
import { WidgetPage } from "./widget-page.tsx";
import { widgetRoomStylesheet } from "./widget-room.ts";

/** Pages name these without a version: within an hour all have a new one, and meanwhile nobody waits for an answer. */
const AN_HOUR = "public, max-age=3600, stale-while-revalidate=86400";

/** The widget's script and stylesheet, which pages of other sites load, and the pages that show it. */
export function createWidgetRoutes(reader: Services["reader"], { publicUrl, stylesheet }: { readonly publicUrl: string | undefined; readonly stylesheet: Stylesheet }): Hono {
  const script = createBrowserScript({ entry: "widget/main.ts", format: "iife", styles: ["widget/measures.css", "widget/widget.css"] });
  const room = widgetRoomStylesheet();
  const roomVersion = createHash("sha256").update(room).digest("hex").slice(0, 12);
  const hostStyles = readFileSync(new URL("styles/host.css", import.meta.url), "utf8");
  const shownThread = () => reader.threads({ offset: 0, limit: 1 }).items[0]?.id;

  const answer = (c: Context, text: string, version: string, type: string) =>
    c.body(text, 200, { "content-type": `${type}; charset=utf-8`, "cache-control": AN_HOUR, etag: `"${version}"` });
  return new Hono()
    .get("/widget.js", etag(), (c) => answer(c, script().text, script().version, "text/javascript"))
    .get("/widget.css", etag(), (c) => answer(c, room, roomVersion, "text/css"))
    .get("/widget", (c) => {
      const address = publicUrl ?? new URL(c.req.url).origin;
      return c.html(render(<WidgetPage address={address} threadId={shownThread()} stylesheet={stylesheet} />));
    })
    .get("/widget/host", (c) => {
      const id = shownThread();
      return c.html(render(<HostPage thread={id === undefined ? undefined : reader.thread(id)} {...hostLookOf(c.req.query())} />));
    })
    .get("/widget/host.css", (c) => c.body(hostStyles, 200, { "content-type": "text/css; charset=utf-8" }));
}

/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Child } from "hono/jsx";
import type { Stylesheet } from "./stylesheet.ts";

interface DocumentProps {
  readonly title: string;
  readonly stylesheet: Stylesheet;
  /** Which entry of the navigation this page belongs to. */
  readonly current?: "threads" | "topics" | "ask" | "docs" | "widget";
  /** Address of the script that the page runs. Most run none. */
  readonly script?: string;
  /** Whether it holds elements of the widget. */
  readonly widget?: boolean;
  readonly children?: Child;
}

const NAVIGATION = [
  { key: "threads", href: "/", name: "Threads" },
  { key: "topics", href: "/topics", name: "Topics" },
  { key: "ask", href: "/ask", name: "Search" },
] as const;

/** What all pages share. */
export const Document = ({ title, stylesheet, current, script, widget = false, children }: DocumentProps) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{title === "Kindred" ? title : `${title} · Kindred`}</title>
      <link rel="stylesheet" href={stylesheet.path} />
      <link rel="icon" href="/assets/kindred.svg" type="image/svg+xml" />
      {script === undefined ? null : <script type="module" src={script} />}
      {widget ? (
        <>
          <link rel="stylesheet" href="/widget.css" />
          <script src="/widget.js" async />
        </>
      ) : null}
    </head>
    <body>
      <a class="skip" href="#content">
        Skip to the content
      </a>
      <header class="site-header">
        <div class="bar">
          <a class="brand" href="/">
            Kindred
          </a>
          <nav aria-label="Main">
            <ul>
              {NAVIGATION.map(({ key, href, name }) => (
                <li>
                  <a href={href} aria-current={key === current ? "page" : undefined}>
                    {name}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
      </header>
      <main id="content">{children}</main>
      <footer class="site-footer">
        <div class="bar">
          <span>Kindred</span>
          <ul>
            <li>
              <a href="/editor">Editors</a>
            </li>
            <li>
              <a href="/widget">Widget</a>
            </li>
            <li>
              <a href="/docs">API</a>
            </li>
            <li>
              <a href="/openapi.json">OpenAPI</a>
            </li>
            <li>
              <a href="/info">Status</a>
            </li>
          </ul>
        </div>
      </footer>
    </body>
  </html>
);

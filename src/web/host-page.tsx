/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Thread } from "../forum/thread.ts";
import { UserText } from "./user-text.tsx";
import { titleOf } from "./wording.ts";

export interface HostLook {
  readonly theme: "light" | "dark";
  readonly dir: "ltr" | "rtl";
}

export function hostLookOf({ theme, dir }: Readonly<Record<string, string>>): HostLook {
  return { theme: theme === "dark" ? "dark" : "light", dir: dir === "rtl" ? "rtl" : "ltr" };
}

interface HostPageProps extends HostLook {
  readonly thread: Thread | undefined;
}

/** Nothing but what the widget needs, which every forum may ask for. */
const POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

const VARIANTS = [
  { name: "Light", href: "/widget/host" },
  { name: "Dark", href: "/widget/host?theme=dark" },
  { name: "Right to left", href: "/widget/host?dir=rtl" },
];

/** A thread as it might stand in an invented forum that is not Kindred: with its own looks, and the widget as a guest. */
export const HostPage = ({ thread, theme, dir }: HostPageProps) => (
  <html lang="en" dir={dir} class={theme}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta http-equiv="Content-Security-Policy" content={POLICY} />
      <title>The Copper Kettle: a forum that does not exist</title>
      <link rel="stylesheet" href="/widget/host.css" />
      <link rel="stylesheet" href="/widget.css" />
      <script src="/widget.js" async />
    </head>
    <body>
      <header>
        <p class="name">The Copper Kettle</p>
        <p>An invented forum, to show how the widget stands on another site’s page.</p>
        <nav aria-label="Variants">
          {VARIANTS.map(({ name, href }) => (
            <a href={href}>{name}</a>
          ))}
          <a href="/widget">How to paste it</a>
        </nav>
      </header>
      <main>
        <article dir="auto">
          <h1>{thread === undefined ? "Nobody has asked anything yet" : titleOf(thread)}</h1>
          {thread === undefined ? null : <UserText text={thread.question} />}
          {thread?.replies.slice(0, 1).map((reply) => (
            <blockquote dir="auto">
              <p class="who">{reply.author ?? "A reply"}</p>
              <UserText text={reply.text} />
            </blockquote>
          ))}
        </article>
        {thread === undefined ? null : (
          <>
            <kindred-similar thread={thread.id} />
            <kindred-faq thread={thread.id} />
          </>
        )}
        {/* No form: nothing is ever sent, not even by the Enter key. */}
        <div class="form">
          <h2>Ask at the Kettle</h2>
          <label for="host-title">Title</label>
          <input id="host-title" type="text" dir="auto" autocomplete="off" />
          <label for="host-body">Your question</label>
          <textarea id="host-body" rows={5} dir="auto" autocomplete="off" />
          <button type="button">Post (it does nothing here)</button>
        </div>
        <kindred-ask for="#host-body" title-for="#host-title" />
      </main>
    </body>
  </html>
);

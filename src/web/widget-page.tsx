/** @jsxRuntime automatic @jsxImportSource hono/jsx */
import type { Child } from "hono/jsx";
import { Document } from "./document.tsx";
import type { Stylesheet } from "./stylesheet.ts";
import { WIDGET_ATTRIBUTES, WIDGET_PARTS, WIDGET_PROPERTIES, WIDGET_WORDS, type Described } from "./widget-docs.ts";

const Code = ({ label, children }: { readonly label: string; readonly children: Child }) => (
  <pre tabindex={0} role="region" aria-label={label}>
    <code>{children}</code>
  </pre>
);

const Table = ({ caption, rows }: { readonly caption: string; readonly rows: readonly Described[] }) => (
  <div class="table-scroll" tabindex={0} role="region" aria-label={caption}>
    <table>
      <caption>{caption}</caption>
      <tbody>
        {rows.map(({ name, of, description }) => (
          <tr>
            <th scope="row">
              <code>{name}</code>
            </th>
            <td>{of}</td>
            <td>{description}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

interface WidgetPageProps {
  /** Where the service is reached, without a slash at its end. */
  readonly address: string;
  /** A thread that there is, to show the lists of. */
  readonly threadId: string | undefined;
  readonly stylesheet: Stylesheet;
}

/** How a forum brings the lists onto its own pages, with the widget itself at work. */
export const WidgetPage = ({ address, threadId = "123", stylesheet }: WidgetPageProps) => (
  <Document title="Widget" stylesheet={stylesheet} current="widget" widget>
    <div class="docs">
      <h1>On your forum’s own pages</h1>
      <p class="lead">One line of HTML brings the lists under your threads. They take your page’s font and colours, and move nothing as they come.</p>

      <h2>Paste this</h2>
      <p>Once on a page, anywhere, and an element where each list is to stand; the thread is your own id of it.</p>
      <Code label="What to paste">
        {`<link rel="stylesheet" href="${address}/widget.css">
<script src="${address}/widget.js" async></script>

<kindred-similar thread="${threadId}"></kindred-similar>
<kindred-faq thread="${threadId}"></kindred-faq>`}
      </Code>
      <p>
        <code>widget.css</code> keeps the room of the lists until the script is there; without it they work too, but move what follows them once. Where you would rather
        have a line of your own, <code>{"kindred-similar:not(:defined) { display: block; min-height: 40em }"}</code> does it. The service lets your site ask once it is
        named in <code>ALLOWED_ORIGINS</code>. A page with a Content-Security-Policy names the service in <code>script-src</code>, <code>connect-src</code> and, for{" "}
        <code>widget.css</code>, <code>style-src</code>; nothing else, and Trusted Types may be on.
      </p>
      <p>
        See it <a href="/widget/host">on a page of another forum</a>, <a href="/widget/host?theme=dark">in the dark</a> and{" "}
        <a href="/widget/host?dir=rtl">from right to left</a>.
      </p>

      <h2>As it looks here</h2>
      <div class="live">
        <kindred-similar thread={threadId} level="3" />
        <kindred-faq thread={threadId} level="3" />
      </div>

      <h2>While a question is written</h2>
      <p>
        Beside your form’s fields, or below its button: answered threads like what is being written, in a new tab so that no draft is lost, with the department and
        topics that the nearest threads have. The draft is read, never changed, never kept.
      </p>
      <Code label="Beside a form">{'<kindred-ask for="#body" title-for="#title"></kindred-ask>'}</Code>
      <p>
        It fires <code>kindred-suggestion</code>, which bubbles, with <code>{"{ department, topics: [{ id, name, department }] }"}</code> in its <code>detail</code>,
        for a page that fills in its own form. <a href="/ask">See it at work</a>.
      </p>

      <h2>Without JavaScript</h2>
      <p>
        A list that the server puts in between the tags stays, and none is asked for: crawlers and browsers without JavaScript see it as well. <code>noscript</code> is
        for what those alone should see.
      </p>
      <Code label="With a list from the server">
        {`<kindred-similar thread="${threadId}">
  <!-- what ${address}/embed/threads/${threadId} answers, put here by your server -->
</kindred-similar>`}
      </Code>

      <h2>Attributes</h2>
      <Table caption="Attributes" rows={WIDGET_ATTRIBUTES} />
      <p>A list for which nothing was found, or that cannot be had, shows nothing and gives up its room where nobody sees it.</p>
      <Table caption="Words, for a page in another language" rows={WIDGET_WORDS} />

      <h2>Looks</h2>
      <p>
        Everything is of your page’s font, size and colour. Custom properties change what you like; <code>::part()</code> reaches every piece. The height of a card is{" "}
        <code>--kindred-card</code>: say more where your parts are larger.
      </p>
      <Table caption="Custom properties" rows={WIDGET_PROPERTIES} />
      <Table caption="Parts" rows={WIDGET_PARTS} />
      <Code label="An example of looks">
        {`kindred-similar { --kindred-accent: #a3271c; --kindred-radius: 0 }
kindred-similar::part(title) { font-family: Georgia, serif }`}
      </Code>

      <h2>What it tells the service</h2>
      <p>
        That a list was on the screen, that a link in it was followed, that somebody pressed <em>Yes</em> or <em>No</em>: as counters per day, without cookies, addresses
        or anything of the person, and nothing stays in the browser. A browser with Global Privacy Control on tells nothing, and <code>feedback="off"</code> turns all of
        it off.
      </p>
    </div>
  </Document>
);

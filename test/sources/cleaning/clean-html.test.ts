import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanHtml, cleanMarkup, MOST_TAGS } from "../../../src/sources/cleaning/clean-html.ts";
import { cleanText } from "../../../src/sources/cleaning/clean-text.ts";

describe("HTML that people wrote", () => {
  it.each([
    ["paragraphs and breaks become lines", "<p>My knee hums.</p>\n<p>At night<br>it ticks.</p>", "My knee hums.\n\nAt night\nit ticks."],
    ["list items become lines", "<ul><li>oil<li>wind</ul><ol><li>first</li></ol>", "- oil\n- wind\n\n 1. first"],
    ["cells stay apart", "<table><tr><th>hinge</th><td>oil</td></tr><tr><td>knee</td><td>rust</td></tr></table>", "hinge oil\nknee rust"],
    ["links are their text", '<a href="https://workshop.example/x">the card</a>', "the card"],
    ["images are gone, with what stands in for them", 'see <img src="x.png" alt="enter image description here"> here', "see here"],
    ["scripts and styles are gone", "<style>p{}</style>knee<script>hum()</script>", "knee"],
    ["entities are letters", "<p>caf&eacute; &amp; 5 &lt; 7 &#x1F527;</p>", "café & 5 < 7 🔧"],
    ["code keeps its lines", "<pre><code>if turns &gt; 9:\n  rest()</code></pre>", "if turns > 9:\n  rest()"],
    ["headings are not shouted", "<h2>My knee</h2>hums", "My knee\n\nhums"],
    ["control characters are gone", "<p>my\0 knee\u0007</p>", "my  knee"],
    ["tags that nobody closed do no harm", "<p>my <b>knee <i>hums<p>loudly", "my knee hums\n\nloudly"],
  ])("%s", (_, html, text) => expect(cleanHtml(html)).toBe(text));

  it.each([
    ["a blockquote", "<blockquote><p>Does it hum?</p></blockquote><p>It hums.</p>"],
    ["a quote of Discourse", '<aside class="quote no-group" data-username="ada"><div class="title">ada:</div><blockquote>Does it?</blockquote></aside><p>It hums.</p>'],
    ["a quote of a mail", '<div>It hums.</div><div class="gmail_quote"><div class="gmail_attr">On 3 May Ada wrote:</div>Does it?</div>'],
    ["BBCode", "[quote=Ada]Does it? [quote]What?[/quote] So.[/quote]It hums."],
    ["lines behind >", "<p>&gt; Does it?<br>&gt; Really?</p><p>It hums.</p>"],
    ["a header of a mail", "On Tue, 3 May 2031 at 10:00, Ada wrote:\n> Does it?\n\nIt hums."],
    ["a signature by its name", '<p>It hums.</p><div class="signature">Ada, maker of springs</div>'],
    ["a signature by its dashes", "<p>It hums.</p><p>-- <br>Ada<br>Maker of springs</p>"],
  ])("loses %s", (_, html) => expect(cleanMarkup(html)).toBe("It hums."));

  it("stays what it is where it is nothing but a quote, or nothing but a signature", () => {
    expect(cleanHtml("<blockquote><p>Does it hum?</p></blockquote>")).toBe("Does it hum?");
    expect(cleanHtml("&gt; Does it hum?")).toBe("> Does it hum?");
    expect(cleanText("[quote]Does it hum?[/quote]")).toBe("[quote]Does it hum?[/quote]");
    expect(cleanText("-- \nAda")).toBe("--\nAda");
  });

  it("keeps what stands behind a quote that nobody closed, and below a line that only parts a text", () => {
    expect(cleanText("It hums. [quote=Ada] Why?")).toBe("It hums.\n Why?");
    const long = `It hums.\n--\n${"And ticks.\n".repeat(12)}`.trim();
    expect(cleanText(long)).toBe(long);
  });

  it("of text that only looks a little like HTML takes nothing away", () => {
    expect(cleanMarkup("5 < 7 & 9 > 8\nso it hums")).toBe("5 < 7 & 9 > 8\nso it hums");
    expect(cleanMarkup("It&#8217;s loud &lt;b&gt;\r\n\r\n- at noon\n- at night")).toBe("It’s loud <b>\n\n- at noon\n- at night");
  });

  it("refuses more tags than anybody writes, and is not broken by any nesting below that", () => {
    expect(cleanHtml("<b>".repeat(MOST_TAGS + 1))).toBeUndefined();
    expect(cleanHtml(`<p>It hums.</p>${"<div>".repeat(MOST_TAGS - 2)}`)).toBe("It hums.");
    expect(cleanHtml(`It hums.${"<ul><li>".repeat(MOST_TAGS / 2)}`)).toContain("It hums.");
  });

  it.each([
    ["a word of 1 MB", "k".repeat(1_000_000)],
    ["entities", "&amp;".repeat(200_000)],
    ["spaces that are none", "&nbsp;".repeat(200_000)],
    ["quotes that nobody closed", "[quote]".repeat(150_000)],
    ["brackets", "[quote".repeat(150_000)],
    ["attributes", `<p ${"a=b ".repeat(250_000)}>`],
    ["line ends", "\n ".repeat(500_000)],
    ["dates of mails", "On 1 wrote\n".repeat(100_000)],
  ])("goes on behind %s of 1 MB", (_, long) => {
    expect(cleanHtml(`<p>It hums.</p>${long}<p>And ticks.</p>`)).toMatch(/^It hums\./);
  });

  const tag = fc.constantFrom("<p>", "</p>", "<b>", "</i>", "<li>", "<ul>", "<table>", "<td>", "<br/>", "<blockquote>", "</blockquote>", "<script>", "</script>", "<!--", "-->", "<![CDATA[", '<a href="x">', "<a b='", "<div class=sig>", "<", "</", "<?x", "<svg>", "<title>", "<textarea>", "\0", "\uD800");
  const word = fc.string({ unit: "grapheme", maxLength: 8 }).map((text) => text.replaceAll(/[<>&]/g, ""));

  it("never breaks, and leaves no tag, whatever it is made of", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(tag, word), { maxLength: 40 }), (parts) => {
        const text = cleanHtml(parts.join(""));
        expect(text).toBeTypeOf("string");
        expect(text).not.toMatch(/<\/?(?:p|b|i|li|ul|table|td|br|blockquote|script|a|div|svg)\b[^<]*>/i);
      }),
      { numRuns: 2_000 },
    );
  });

  it("loses no word of plain paragraphs", () => {
    const words = fc.array(fc.stringMatching(/^[a-zé]{1,9}$/), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 5 }), (paragraphs) => {
        const html = paragraphs.map((one) => `<p>${one.join(" ")}</p>`).join("\n");
        expect(cleanHtml(html)).toBe(paragraphs.map((one) => one.join(" ")).join("\n\n"));
      }),
    );
  });
});

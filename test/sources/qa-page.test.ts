import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openSource } from "../../src/sources/open-source.ts";
import { threadIdFromAddress } from "../../src/sources/thread-id.ts";
import { all, chunked, threadsOf, unusableOf } from "./reading.ts";

const read = (text: string | Uint8Array, size?: number) => all(openSource("-", { standardInput: chunked(text, size) }));
const linked = (...blocks: unknown[]) =>
  `<!doctype html>\n<html lang="en-GB"><head><link rel="canonical" href="https://workshop.example/questions/42/why-does-my-knee-hum">` +
  blocks.map((block) => `<script type="application/ld+json">${typeof block === "string" ? block : JSON.stringify(block)}</script>`).join("") +
  "</head><body><h1>Why?</h1></body></html>\n";
const question = {
  "@type": "Question",
  name: "Why does my knee hum &amp; tick?",
  text: "<p>My left knee hums.</p><p>At night.</p>",
  author: { "@type": "Person", name: "Bolty" },
  dateCreated: "2031-02-03T10:00:00",
  keywords: "knees, humming",
  acceptedAnswer: { "@type": "Answer", text: "Oil it.", url: "https://workshop.example/questions/42#answer-7", author: [{ "@type": "Person", name: "Cog. Ada" }], datePublished: "2031-02-04" },
  suggestedAnswer: [{ "@type": "Answer", text: "Oil it.", author: { name: "Cog. Ada" } }, { "@type": "Answer", text: "Dry it first.", author: "[deleted]" }],
};
const page = { "@context": "https://schema.org", "@type": "QAPage", mainEntity: question };
const thread = {
  id: "42",
  url: "https://workshop.example/questions/42/why-does-my-knee-hum",
  title: "Why does my knee hum & tick?",
  language: "en-GB",
  tags: ["knees", "humming"],
  topics: [],
  visibility: "public",
  asker: { name: "Bolty" },
  question: "My left knee hums.\n\nAt night.",
  askedAt: "2031-02-03T10:00:00",
  replies: [{ id: "7", author: "Cog. Ada", text: "Oil it.", repliedAt: "2031-02-04", accepted: true }, { text: "Dry it first." }],
};

const microdata = `<html lang="de" itemscope itemtype="http://schema.org/QAPage"><body>
<div itemprop="mainEntity" itemscope itemtype="https://schema.org/Question" itemref="tags">
  <link itemprop="url" href="/t/humming-knee/42">
  <h1 itemprop="name"><a href="/t/humming-knee/42">Why does my knee hum &amp; tick?</a></h1>
  <div itemprop="text"><p>My left knee hums.<p>At night.</div>
  <a itemprop="author" itemscope itemtype="https://schema.org/Person" href="/u/bolty"><span itemprop="name">Bolty</span></a>
  <time itemprop="dateCreated" datetime="2031-02-03T10:00:00">3 February</time>
  <div itemprop="acceptedAnswer" itemscope itemtype="https://schema.org/Answer">
    <a itemprop="url" href="#answer-7">link</a>
    <div itemprop="text"><blockquote>My left knee hums.</blockquote><p>Oil it.</p></div>
    <div itemprop="comment" itemscope itemtype="https://schema.org/Comment"><span itemprop="text">Thank you!</span></div>
    <p itemprop="author" itemscope><a itemprop="name" href="/u/ada">Cog. Ada</a></p>
    <meta itemprop="datePublished" content="2031-02-04">
  </div>
  <div itemprop="suggestedAnswer" itemscope itemtype="https://schema.org/Answer"><div itemprop="text">Dry it first.</div></div>
</div>
<p id="tags"><span itemprop="keywords">knees</span> <span itemprop="keywords">humming</span></p></body></html>`;

describe("a page with a QAPage", () => {
  it("gives its thread from JSON-LD", async () => {
    expect(await read(linked(page))).toEqual([{ kind: "thread", line: 1, warnings: [], thread }]);
  });

  it("gives the same from microdata", async () => {
    const [found] = threadsOf(await read(microdata));
    expect(found).toEqual({ ...thread, url: "/t/humming-knee/42", language: "de" });
  });

  it.each([
    ["in a @graph, among other blocks", [{ "@type": "WebSite" }, { "@graph": [{ "@type": "Organization" }, page] }]],
    ["in a list", [[{ "@type": "BreadcrumbList" }, page]]],
    ["with parts that stand elsewhere by their @id", [{ "@graph": [{ "@type": ["WebPage", "QAPage"], mainEntity: { "@id": "#q" } }, { ...question, "@id": "#q", author: { "@id": "#p" } }, { "@id": "#p", name: "Bolty" }] }]],
    ["with types as addresses", [{ "@type": "https://schema.org/QAPage", mainEntity: [{ ...question, "@type": "schema:Question" }] }]],
    ["inside a comment, with line ends inside its strings", [`<!--\n${JSON.stringify(page).replace("My left", "My\tleft")}\n-->`]],
    ["behind a block that is broken", ["{\"@type\": QAPage", page]],
  ])("is found %s", async (_, blocks) => {
    expect(threadsOf(await read(linked(...blocks)))).toEqual([thread]);
  });

  it("that says the same twice gives what says more, once", async () => {
    const short = { ...page, mainEntity: { "@type": "Question", name: "Why does my knee hum?", text: "My left…" } };
    const both = microdata.replace("<body>", `<head><script type="application/ld+json">${JSON.stringify(short)}</script></head><body>`);
    expect(threadsOf(await read(both))).toMatchObject([{ replies: [{ text: "Oil it." }, { text: "Dry it first." }] }]);
  });

  it("asks in its title where it has no text, and needs no title", async () => {
    const asking = (given: object) => linked({ "@type": "QAPage", mainEntity: { "@type": "Question", ...given } });
    expect(threadsOf(await read(asking({ name: "Does it hum?" })))[0]).toMatchObject({ id: "42", question: "Does it hum?" });
    expect(threadsOf(await read(asking({ text: "Does it hum?", name: " " })))[0]).toMatchObject({ id: "42", question: "Does it hum?" });
    expect(unusableOf(await read(asking({ name: "" })))[0]!.reason).toMatch(/question/);
  });

  it("keeps links out that are not safe to show", async () => {
    const at = (url: string) => linked({ ...page, mainEntity: { ...question, url } }).replace(/<link[^>]*>/, "");
    expect(threadsOf(await read(at("javascript:hum(42)")))[0]!.url).toBeUndefined();
    expect(threadsOf(await read(at("//evil.example/questions/42")))[0]!.url).toBe("http://evil.example/questions/42");
    expect(threadsOf(await read(at("/questions/42?page=2#answers")))[0]!.url).toBe("/questions/42?page=2");
  });

  it.each(["mainEntityOfPage", "isPartOf"])("that names its page as %s, and not the other way round, is found", async (property) => {
    const address = "https://workshop.example/questions/42/why-does-my-knee-hum";
    const graph = [{ "@type": ["WebPage", "QAPage"], "@id": address }, { ...question, [property]: { "@id": address } }, { "@type": "Question", name: "Of another page" }];
    expect(threadsOf(await read(linked({ "@context": "https://schema.org", "@graph": graph })))).toEqual([thread]);
  });

  it("that has no address is called by its title", async () => {
    const [found] = threadsOf(await read(linked(page).replace(/<link[^>]*>/, "")));
    expect(found!.id).toMatch(/^why-does-my-knee-hum-tick-[0-9a-f]{8}$/);
    expect(found!.url).toBeUndefined();
  });

  it("is read in the encoding that it names", async () => {
    const text = linked({ ...page, mainEntity: { ...question, text: "Le genou fait du bruit, même l'été." } }).replace("<head>", '<head><meta charset="iso-8859-1">');
    expect(threadsOf(await read(Buffer.from(text, "latin1")))[0]!.question).toBe("Le genou fait du bruit, même l'été.");
  });
});

describe("pages of HTML", () => {
  it("that hold no QAPage are reported, each once, with the line they begin on", async () => {
    const records = await read(`<html><body>Rust</body></html>\n${linked(page)}<!-- a word -->\n<html><p>More rust</html>`);
    expect(records.map(({ line, kind }) => [line, kind])).toEqual([[1, "unusable"], [2, "thread"], [5, "unusable"]]);
    expect(unusableOf(records)[0]!.reason).toBe("is a page without a QAPage of schema.org, as JSON-LD or microdata");
  });

  it.each(['<?xml version="1.0" encoding="utf-8"?>\n', "<!-- Rust -->\n<!-- More -->", '\n<?xml version="1.0"?><!-- Rust -->\n'])("that begin with %j before their doctype are one page", async (prologue) => {
    for (const size of [7, 100_000]) expect((await read(prologue + linked(page), size)).map(({ kind }) => kind)).toEqual(["thread"]);
  });

  it("that are XML of another kind are told from pages: a dump has more files than the one with questions", async () => {
    const records = await read('<?xml version="1.0" encoding="utf-8"?>\n<users>\n  <row Id="1" DisplayName="Bolty" />\n</users>');
    expect(unusableOf(records).map(({ reason }) => reason)).toEqual([expect.stringContaining("give Posts.xml")]);
    const page = await read('<?xml version="1.0"?>\n<!DOCTYPE html>\n<html><body>Rust</body></html>');
    expect(unusableOf(page).map(({ reason }) => reason)).toEqual([expect.stringContaining("without a QAPage")]);
  });

  it("that follow one another come in one by one, wherever the chunks end, with and without line ends between them", async () => {
    const numbered = (id: number) => linked(page).replace("/42/", `/${id}/`).trim();
    for (const between of ["", "\n", "\n\n"]) {
      const text = [1, 2, 3].map(numbered).join(between);
      for (const size of [7, 100, 100_000]) expect(threadsOf(await read(text, size)).map(({ id }) => id)).toEqual(["1", "2", "3"]);
    }
  });

  it("that speak of pages are one page", async () => {
    const speaking = linked({ ...page, mainEntity: { ...question, text: "Why does \"<!doctype html><html>\" hum?" } }).replace("<body>", '<body><script>write("<html >")</script><!--[if IE 8]><html class="old"><![endif]-->');
    expect((await read(speaking)).map(({ kind }) => kind)).toEqual(["thread"]);
  });

  it("nested more deeply than any page, and longer than any, are reported and lose no other page", async () => {
    const records = await read(`<html>${"<b>".repeat(200_000)}</html>\n<html>${"hum ".repeat(2_100_000)}</html>\n${linked(page)}`);
    expect(unusableOf(records).map(({ reason }) => reason)).toEqual(["is a page whose tags are nested too deeply", "is a page longer than 8000000 characters"]);
    expect(threadsOf(records)).toHaveLength(1);
  });

  it("break nothing, whatever they are made of", async () => {
    const part = fc.oneof(
      fc.constantFrom("<html>", "<!doctype html>", "</html>", '<div itemscope itemtype="https://schema.org/QAPage">', '<p itemprop="mainEntity" itemscope itemtype="https://schema.org/Question">', '<b itemprop="text">', '<i itemprop="__proto__ constructor">', '<u itemscope itemref="a a">', '<u id="a" itemprop="name">', "</p>", "</b>", "</div>", '<script type="application/ld+json">', "</script>", JSON.stringify(page), "{", "[", '{"@type":"QAPage","mainEntity":{"@id":1}}', '<link rel="canonical" href="http://[">'),
      fc.string({ maxLength: 6 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 30 }), async (parts) => {
        for (const record of await read(`<html>${parts.join("")}`)) expect(["thread", "unusable"]).toContain(record.kind);
      }),
      { numRuns: 500 },
    );
  });
});

describe("the id of a thread", () => {
  it.each([
    ["https://workshop.example/questions/123/why-does-it-hum", "123"],
    ["https://workshop.example/123/why-does-it-hum-9-times", "123"],
    ["https://workshop.example/t/why-does-it-hum/123", "123"],
    ["https://workshop.example/showthread.php?t=123", "123"],
    ["https://workshop.example/2031/04/22/humming", expect.stringMatching(/^2031-04-22-humming-[0-9a-f]{8}$/)],
    ["https://workshop.example/viewtopic.php?f=2&t=123", expect.stringMatching(/^viewtopic-php-f-2-t-123-[0-9a-f]{8}$/)],
    ["https://workshop.example/h%E9/%", expect.stringMatching(/-?[0-9a-f]{8}$/)],
  ])("of %s is its one number, or the whole address", (address, id) => {
    expect(threadIdFromAddress(new URL(address))).toEqual(id);
  });
});

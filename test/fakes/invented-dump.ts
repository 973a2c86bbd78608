import { createWriteStream } from "node:fs";
import { once } from "node:events";

/** What a dump that was written holds, to compare with what came out of it. */
export interface DumpContents {
  readonly questions: number;
  readonly answers: number;
  readonly accepted: number;
  /** Sum over all answers of what `answerMark` gives for them. */
  readonly checksum: number;
}

/** Questions that lie between one and the answer that it accepts. */
const DISTANCE = 2_000;
const FLUSH_LENGTH = 1_048_576;

const SENTENCES = [
  "My left brass elbow ticks when the moon fair is in town, and the ticking &amp; the rain seem to be friends.",
  "The apprentice says that a hinge below 5 &lt; 7 turns is not worth a drop of oil; is that <em>really</em> so?",
  "I wound the spring twice a day for three weeks, as it says on <a href=\"https://workshop.example/springs\">the card of the spring maker</a>.",
  "Since Tuesday the ticking is gone but the knee &mdash; the right one, of tin &mdash; hums a waltz at night.",
  "Nobody in the village of Cogsworth-on-Gear has seen the like, \"except the miller\", who hums himself.",
  "Dry it first, then use <strong>one drop</strong> of whale-free oil, and let it stand until the kettle sings.",
  "It took caf\u00e9 Zahnrad's clockmaker \u2013 a patient person \u2013 no more than an afternoon \u{1F527}.",
];
const EXTRAS = [
  "<ul>\n<li>oil the <code>hinge</code></li>\n<li>wind the spring</li>\n</ul>\n",
  "<blockquote>\n<p>Somebody else's words about rust.</p>\n</blockquote>\n",
  "<pre><code>turns = 12\nif turns &gt; 9: rest()\n</code></pre>\n",
  "<p><img src=\"https://pictures.example/knee.png\" alt=\"enter image description here\"></p>\n",
  "",
];
const TAGS = ["tin-knees", "brass-elbows", "humming", "oil", "springs"];

const escapeXml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("\n", "&#xA;");
const [sentences, extras] = [SENTENCES.map(escapeXml), EXTRAS.map(escapeXml)];
const [paragraph, paragraphEnd] = [escapeXml("<p>"), escapeXml("</p>\n")];

/** Tells one answer under one question from every other, in a sum. */
export const answerMark = (question: number, answer: number): number => (question * 31 + answer) % 1_000_003;

/** What stands in every post, so that none can be taken for another. */
export const caseOf = (id: number | string): string => `This is case ${id}.`;

/**
 * Writes a file shaped like `Posts.xml` of a Stack Exchange dump, of about `bytes`: every third row asks; the others
 * answer questions that lie far before them, and a few are of other kinds. The same for the same size.
 */
export async function writeInventedDump(path: string, bytes: number): Promise<DumpContents> {
  const output = createWriteStream(path);
  let text = '\uFEFF<?xml version="1.0" encoding="utf-8"?>\n<posts>\n';
  let written = 0;
  const contents = { questions: 0, answers: 0, accepted: 0, checksum: 0 };
  const random = randomNumbers(20_311);
  for (let id = 1; written + text.length < bytes; id += 1) {
    text += rowOf(id, random, contents);
    if (text.length < FLUSH_LENGTH) continue;
    written += text.length;
    if (!output.write(text)) await once(output, "drain");
    text = "";
  }
  output.end(`${text}</posts>\n`);
  await once(output, "close");
  return contents;
}

function rowOf(id: number, random: () => number, contents: { -readonly [Key in keyof DumpContents]: DumpContents[Key] }): string {
  const date = new Date(Date.UTC(2031, 0, 1) + id * 60_000).toISOString().slice(0, -1);
  if (id % 3 === 1) {
    contents.questions += 1;
    const first = Math.floor(random() * TAGS.length);
    const tags = escapeXml(`<${TAGS[first]}><${TAGS[(first + 1) % TAGS.length]}>`);
    return (
      `  <row Id="${id}" PostTypeId="1" AcceptedAnswerId="${id + 1 + 3 * DISTANCE}" CreationDate="${date}" Score="3" ViewCount="120" ` +
      `Body="${bodyOf(id, random)}" OwnerUserId="${id % 977}" LastActivityDate="${date}" Title="Why does knee ${id} hum &amp; tick?" Tags="${tags}" AnswerCount="2" ContentLicense="CC BY-SA 4.0" />\n`
    );
  }
  const before = id - 1 - 3 * DISTANCE;
  const isAccepted = id % 3 === 2 && before > 0;
  const parent = isAccepted ? before : 1 + 3 * Math.floor((random() * id) / 3);
  contents.answers += 1;
  if (isAccepted) contents.accepted += 1;
  contents.checksum += answerMark(parent, id);
  const wiki = id % 300 === 0 ? `  <row Id="${id + 100_000_000}" PostTypeId="4" CreationDate="${date}" Body="About a tag." />\n` : "";
  return `  <row Id="${id}" PostTypeId="2" ParentId="${parent}" CreationDate="${date}" Score="1" Body="${bodyOf(id, random)}" OwnerDisplayName="Cog. ${id % 31}" ContentLicense="CC BY-SA 4.0" />\n${wiki}`;
}

function bodyOf(id: number, random: () => number): string {
  const paragraphs = 1 + Math.floor(random() * 4);
  let body = `${paragraph}${caseOf(id)}${paragraphEnd}`;
  for (let count = 0; count < paragraphs; count += 1) {
    body += paragraph;
    for (let more = 0; more < 3; more += 1) body += `${sentences[Math.floor(random() * sentences.length)]} `;
    body += `${paragraphEnd}${count === 0 ? extras[Math.floor(random() * extras.length)] : ""}`;
  }
  return body;
}

/** Numerical Recipes' linear congruential generator. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

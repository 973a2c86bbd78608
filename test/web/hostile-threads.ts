import { Thread } from "../../src/forum/thread.ts";

/** Markup that would run or break out, were it not escaped. `window.ran` tells a browser test that something did. */
export const ATTACKS: readonly string[] = [
  `<script>window.ran=1</script>`,
  `"><img src=x onerror=window.ran=1>`,
  `' onmouseover='window.ran=1`,
  `</textarea><script>window.ran=1</script>`,
  `</title><script>window.ran=1</script>`,
  `</code></pre><svg onload=window.ran=1>`,
  `--><script>window.ran=1</script><!--`,
  `</script><script>window.ran=1</script>`,
  `&lt;script&gt;`,
  `javascript:window.ran=1`,
];

/** Text that would not run but could break a page: one word, turned directions, marks upon marks, what cannot be seen. */
export const ODD_TEXTS: readonly string[] = [
  "w".repeat(199_000),
  "\u202Eright to left override \u2067isolate that never ends",
  "\u202Dleft \u202Eright \u2066\u2066\u2066 nested",
  `h${"\u0301\u0489".repeat(300)}i`,
  `\u200B\u200D\u2060\uFEFF${"x\u200B".repeat(500)}`,
  `${"👩‍👩‍👧‍👦".repeat(200)}`,
  "مرحبا بالعالم, how are you? 123 (456)",
];

/** A thread that attacks from every field that a page shows. Labels hold 300 characters at most. */
export function hostileThread(attack: string, id = attack): Thread {
  const label = attack.slice(0, 300);
  return Thread.parse({
    id: id.slice(0, 200),
    url: `https://forum.example/"><script>window.ran=1</script>`,
    title: label,
    department: label,
    language: label,
    tags: [label],
    topics: [label, { name: label, department: label }],
    visibility: "public",
    asker: { name: label, sex: label, age: label },
    question: attack,
    askedAt: label,
    replies: [{ id: label, author: label, department: label, text: attack, repliedAt: label, accepted: true }],
    moreInfo: attack,
  });
}

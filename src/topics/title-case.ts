/** "lower back pain" as "Lower Back Pain": words that have capitals or digits of their own stay ("MRI", "mtDNA", "22q11"). */
export function titleCase(phrase: string): string {
  return phrase.replaceAll(/[\p{L}\p{N}][^\s\-‐‑/]*/gu, (word) => (/[\p{Lu}\p{N}]/u.test(word) ? word : word.replace(/^./u, (letter) => letter.toUpperCase())));
}

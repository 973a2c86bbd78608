import { expect } from "vitest";

interface Requestable {
  request(path: string, init?: RequestInit): Response | Promise<Response>;
}

/** An HTML page as text. */
export async function readPage(app: Requestable, path: string, status = 200, init?: RequestInit): Promise<string> {
  const response = await app.request(path, init);
  expect([response.status, response.headers.get("content-type")], path).toEqual([status, "text/html; charset=UTF-8"]);
  const page = await response.text();
  expect(page).toMatch(/^<!doctype html><html lang="en">[\s\S]*<\/html>$/);
  return page;
}

export function ask(app: Requestable, text: string, status = 200, more: Record<string, string> = {}): Promise<string> {
  const body = new URLSearchParams({ text, ...more }).toString();
  return readPage(app, "/ask", status, { method: "POST", body, headers: { "content-type": "application/x-www-form-urlencoded" } });
}

/** The words of a page, without its markup. */
export function wordsOf(page: string): string {
  return page
    .replaceAll(/<\/?bdi>/g, "")
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll("&amp;", "&")
    .replaceAll(/\s+/g, " ");
}

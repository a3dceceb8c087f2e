import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { createHash } from "node:crypto";
import { documentOf } from "./document.ts";
import { markup } from "./markup.ts";

const pageWith = (script?: string) =>
  [...documentOf({ title: "<b>", body: [markup`<main id="main">`, markup`</main>`], pictures: "data:", script })].join(
    "",
  );

const policyOf = (page: string) => /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)![1];

/** The hash that a policy must contain, so that a browser uses this text. */
const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

Deno.test("documentOf() allows exactly the style sheet and the script that it contains, and nothing else", () => {
  const page = pageWith('"use strict";');
  const [, style] = /<style>([^]*?)<\/style>/.exec(page)!;
  const [, script] = /<script>([^]*?)<\/script>/.exec(page)!;
  assertEquals(policyOf(page).split("; "), [
    "default-src 'none'",
    "img-src data:",
    `style-src ${hashOf(style)}`,
    `script-src ${hashOf(script)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ]);
});

Deno.test("documentOf() allows no script if the page has none", () => {
  assertEquals(pageWith().includes("script"), false);
});

Deno.test("documentOf() names nothing on the network, and sends no referrer", () => {
  const page = pageWith();
  assertEquals(/https?:|url\(|@import/.test(page), false);
  assertStringIncludes(page, '<meta name="referrer" content="no-referrer">');
});

Deno.test("documentOf() has a language, a title, and a link to the main part before everything else", () => {
  const page = pageWith();
  assertStringIncludes(page, '<html lang="en">');
  assertStringIncludes(page, "<title>&lt;b&gt;</title>");
  assertMatch(page, /<body>\n<a class="skip" href="#main">[^<]*<\/a>\n<main id="main"><\/main><\/body>/);
});

import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { root } from "../../../base/root.ts";
import { briefOf } from "../../../teach/stubs/brief_of.ts";
import { syllabus } from "../../../../syllabus.ts";
import { briefHtml } from "./brief_html.ts";

Deno.test("briefHtml() keeps HTML as text, and links only to the web", () => {
  const html = briefHtml(
    '<script>alert(1)</script>\n\nSee [a](javascript:alert(1)), [b](https://example.org/?"x) <img src=x onerror=alert(1)> ![c](https://example.org/c.png)',
  );
  assertEquals(html.match(/<(?!\/?(?:p|a)\b)[^>]*>/g), null, html);
  assertEquals(html.match(/href="[^"]*"/g), ['href="https://example.org/?&quot;x"']);
});

Deno.test("briefHtml() sets the formulas of quotations, and leaves their words alone", () => {
  const html = briefHtml("> **momentum**: m ← μ · m + g, then θ ← θ − learning rate · m");
  assertStringIncludes(html, "<strong>momentum</strong>: <math");
  assertStringIncludes(html, '</math>, then <span role="math"');
});

Deno.test("briefHtml() renders every brief of the course completely", async () => {
  for (const { id } of syllabus) {
    const brief = briefOf(await Deno.readTextFile(join(root, "solutions", `${id}.ts`)));
    const html = briefHtml(brief);
    const words = html.replaceAll(/<code>.*?<\/code>/gs, "");
    assert(!/undefined|\[object|\*\*|&amp;(?:lt|quot|amp);/.test(words), `${id}: ${words}`);
    assertEquals(html.split("<li>").length, brief.split(/^- /m).length, id);
  }
});

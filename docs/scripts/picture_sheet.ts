/**
 * A page with the pictures of all lessons, drawn by the solutions or by somebody's lessons.
 *
 *     deno run -A docs/scripts/picture_sheet.ts PAGES [TARGET] [LESSON…]
 */
import { lessons, run } from "downhill/course";

const [pages, target = "solutions", ...numbers] = Deno.args;
const chosen = lessons.filter(({ id }) => numbers.length === 0 || numbers.includes(id.slice(0, 2)));

await Deno.mkdir(pages, { recursive: true });
const figures: string[] = [];
for (const { id, title } of chosen) {
  for await (const record of run(id, { target, only: [] })) { // no checks: only the picture
    if (record.type !== "picture") continue;
    if (record.svg) await Deno.writeTextFile(`${pages}/${id}.svg`, record.svg);
    const content = record.svg ? `<img src="${id}.svg" alt="${escape(title)}">` : `<p>${escape(record.message)}</p>`;
    figures.push(`<figure>${content}<figcaption>${id.slice(0, 2)} · ${escape(title)}</figcaption></figure>`);
  }
}
await Deno.writeTextFile(
  `${pages}/index.html`,
  `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>Downhill: the pictures</title>
<style>body { display: flex; flex-wrap: wrap; font-family: sans-serif } img { width: 640px; max-width: 100% }</style>
${figures.join("\n")}
</html>
`,
);
console.log(`${figures.length} pictures: ${pages}/index.html`);

/** Escapes `text` for HTML; messages may contain anything. */
function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

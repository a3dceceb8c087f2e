import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { fileURLToPath } from "node:url";
import { lossCurve } from "../builders/loss_curve.ts";
import type { Picture } from "./picture.ts";
import { renderSvg } from "./render.ts";
import { palette } from "./theme.ts";

const base = { title: "Points", description: "A point.", mark: "point" };
const encoding = { x: { field: "x", type: "quantitative" } };

Deno.test("renderSvg() returns an image with a title and a description, without parts for a browser with Vega", async () => {
  const svg = await renderSvg({ ...lossCurve([4, 2]), title: "a < b & c", description: "From 4 > 2." });
  assertStringIncludes(svg, `role="img"><title>a &lt; b &amp; c</title><desc>From 4 &gt; 2.</desc>`);
  assert(!/ class=|aria-|<image|href|<script/.test(svg));
});

Deno.test("renderSvg() has a dark shade for each colour of the palette that it uses", async () => {
  const svg = await renderSvg(lossCurve([4, 2]));
  const dark = svg.slice(svg.indexOf("@media (prefers-color-scheme:dark)"), svg.indexOf("</style>"));
  assertStringIncludes(dark, `[stroke="${palette.model.light}"]{stroke:${palette.model.dark}}`);
  assertStringIncludes(dark, `[fill="${palette.background.light}"]{fill:${palette.background.dark}}`);
  const drawn = svg.slice(svg.indexOf("</style>")).matchAll(/(?:fill|stroke)="(#[^"]+)"/g);
  for (const [, colour] of drawn) assertStringIncludes(dark, `"${colour}"`);
});

Deno.test("renderSvg() returns the same text for the same picture, even in parallel calls", async () => {
  const clipped: Picture = { ...base, data: { values: [{ x: 1 }] }, mark: { type: "point", clip: true }, encoding };
  const [first, ...others] = await Promise.all([renderSvg(clipped), renderSvg(clipped), renderSvg(lossCurve([1]))]);
  assertEquals(first, others[0]);
  assertEquals(await renderSvg(clipped), first);
});

Deno.test("renderSvg() keeps diverging lines within the range that every program can draw", async () => {
  const values = [{ x: 0, y: 0 }, { x: 1, y: 1e200 }, { x: 2, y: -1e200 }, { x: 3, y: 0.5 }];
  const y = { field: "y", type: "quantitative", scale: { domain: [0, 1] } };
  const svg = await renderSvg({
    ...base,
    data: { values },
    mark: { type: "line", clip: true },
    encoding: { ...encoding, y },
  });
  assertStringIncludes(svg, ",-1000000L");
  assertStringIncludes(svg, ",1000000L");
  assert(!/e\+/.test(svg));
});

Deno.test("renderSvg() refuses data, images and links that point outside the picture", async () => {
  const addresses = ["https://example.com/a.csv", "file:///etc/passwd", "a.json", "data:text/csv,x%0A1"];
  for (const url of addresses) {
    await assertRejects(() => renderSvg({ ...base, data: { url }, encoding }), Error, "must contain its data itself");
    const data = { values: [{ x: 1, url }] };
    const image = { ...base, data, mark: { type: "image", url, width: 9, height: 9 }, encoding };
    await assertRejects(() => renderSvg(image), Error, "it contains an image");
    const fromField = {
      ...base,
      data,
      mark: "image",
      encoding: { ...encoding, url: { field: "url", type: "nominal" } },
    };
    await assertRejects(() => renderSvg(fromField), Error, "it contains an image");
    const link = { ...base, data, mark: { type: "point", href: url }, encoding };
    await assertRejects(() => renderSvg(link), Error, "it contains a link");
    const linkInConfig = { ...base, data, encoding, config: { point: { href: url } } };
    await assertRejects(() => renderSvg(linkInConfig), Error, "it contains a link");
    const lookedUp = [{ lookup: "x", from: { data: { url }, key: "x", fields: ["y"] } }];
    await assertRejects(
      () => renderSvg({ ...base, data, transform: lookedUp, encoding }),
      Error,
      "must contain its data itself",
    );
  }
});

Deno.test("renderSvg() also throws the warnings that Vega gives only while it draws", async () => {
  const late = {
    ...base,
    data: { values: [{ x: 1 }] },
    transform: [{ calculate: "warn('late', 1)", as: "y" }],
    encoding,
  };
  await assertRejects(() => renderSvg(late), Error, "late");
});

Deno.test("renderSvg() throws Vega's warnings as errors", async () => {
  const wrong = {
    ...base,
    data: { values: [{ x: 1 }] },
    encoding: { x: { field: "x", type: "quantitative" }, nonsense: { field: "x" } },
  };
  await assertRejects(() => renderSvg(wrong), Error, "nonsense");
});

Deno.test("renderSvg() interprets expressions, and never runs them as code", async () => {
  const transform = [{ calculate: "toString.constructor('return globalThis.stolen = 1')()", as: "x" }];
  await renderSvg({ ...base, data: { values: [{ x: 1 }] }, transform, encoding }).catch(() => {});
  assert(!("stolen" in globalThis));
});

Deno.test("renderSvg() refuses a picture without a title or a description", async () => {
  await assertRejects(() => renderSvg({ ...base, title: " " }), TypeError, "The picture has no title");
  await assertRejects(() => renderSvg({ title: "t" } as never), TypeError, "The picture has no description");
  await assertRejects(() => renderSvg(undefined as never), TypeError, "The picture has no title");
});

Deno.test("renderSvg() returns the same SVG in a process without permissions", async () => {
  const code = `
    const { renderSvg } = await import(${JSON.stringify(import.meta.resolve("./render.ts"))});
    const { lossCurve } = await import(${JSON.stringify(import.meta.resolve("../builders/loss_curve.ts"))});
    console.log(await renderSvg(lossCurve([8, 4, 2, 1e-9])));`;
  const config = fileURLToPath(new URL("../../../../deno.json", import.meta.url));
  const args = ["run", "--no-prompt", "--no-remote", "--cached-only", "--no-check", "--config", config];
  const probe = await Deno.makeTempFile({ suffix: ".ts" });
  await Deno.writeTextFile(probe, code);
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), { args: [...args, probe] }).output();
  await Deno.remove(probe);
  assert(success, new TextDecoder().decode(stderr));
  assertEquals(new TextDecoder().decode(stdout).trim(), (await renderSvg(lossCurve([8, 4, 2, 1e-9]))).trim());
});

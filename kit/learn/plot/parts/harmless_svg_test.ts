import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { root } from "../../../base/root.ts";
import { svgProblem } from "./harmless_svg.ts";
import { lossCurve } from "../builders/loss_curve.ts";
import type { Picture } from "./picture.ts";
import { renderSvg } from "./render.ts";
import { styleSheet } from "./style_sheet.ts";

const XMLNS = 'xmlns="http://www.w3.org/2000/svg"';
const small = (inside: string, more = "") => `<svg ${XMLNS} width="10" height="10"${more}>${inside}</svg>`;
const path = (attributes: string) => small(`<path d="M0,0h9v9Z"${attributes}/>`);
const defined = (definition: string, use = "") => small(`${use}<defs>${definition}</defs>`);
const nested = (begin: string, levels: number) => begin.repeat(levels) + "</g>".repeat(levels);

Deno.test("svgProblem() finds nothing wrong in our pictures", async () => {
  for await (const { name } of Deno.readDir(join(root, "docs/pictures"))) {
    const svg = await Deno.readTextFile(join(root, "docs/pictures", name));
    assertEquals([name, svgProblem(svg)], [name, undefined]);
  }
});

const points = { data: { values: [{ x: 1, y: 2, n: "a" }, { x: 3, y: 4, n: 'b <&> "c"' }] } };
const encoding = { x: { field: "x", type: "quantitative" }, y: { field: "y", type: "quantitative" } };
const colour = { color: { field: "n", type: "nominal" } };
const gradient = (kind: string) => ({
  gradient: kind,
  stops: [{ offset: 0, color: "white" }, { offset: 1, color: "rgb(1, 2, 3)" }],
});

for (
  const [name, more] of Object.entries({
    "points and a legend": { mark: "point", encoding: { ...encoding, ...colour } },
    "a clipped line of dashes": { mark: { type: "line", clip: true, strokeDash: [4, 2] }, encoding },
    "dashes that depend on a field": {
      mark: "line",
      encoding: { ...encoding, strokeDash: { field: "n", type: "nominal" } },
    },
    "an area with a gradient": { mark: { type: "area", color: gradient("linear") }, encoding },
    "bars with a radial gradient": { mark: { type: "bar", color: gradient("radial"), cornerRadius: 3 }, encoding },
    "text in several lines, turned": {
      mark: { type: "text", text: ["one", "two"], angle: 30, font: "Times New Roman", fontStyle: "italic" },
      encoding,
    },
    "arcs": { mark: { type: "arc", innerRadius: 9 }, encoding: { theta: encoding.y, ...colour } },
    "a blend": { mark: { type: "circle", blend: "multiply" }, encoding },
    "shapes that depend on a field": {
      mark: "point",
      encoding: { ...encoding, shape: { field: "n", type: "nominal" } },
    },
    "facets": { mark: "trail", encoding: { ...encoding, column: { field: "x", type: "ordinal" } } },
    "a histogram": { mark: "bar", encoding: { x: { ...encoding.x, bin: true }, y: { aggregate: "count" } } },
    "ticks in a colour of a scheme": {
      mark: "tick",
      encoding: { ...encoding, color: { field: "x", type: "quantitative", scale: { scheme: "viridis" } } },
    },
    "a shape with a path of our own": {
      mark: { type: "point", shape: "M0,-1C1,0,0,1,-1,0Q0,1,1,1A2,1,0,0,1,0,0Z" },
      encoding,
    },
    "a concatenation": { hconcat: [{ vconcat: [{ mark: "bar", encoding }, { mark: "rule", encoding }] }] },
    "a loss that diverges": lossCurve([1, 1e9, 1e30, 1e300]),
    "a walk far out of a clipped picture": {
      mark: { type: "line", clip: true },
      data: { values: [{ x: 0, y: 0 }, { x: 1, y: 1e250 }, { x: 2, y: -1e300 }] },
      encoding: { ...encoding, y: { ...encoding.y, scale: { domain: [0, 1] } } },
    },
  })
) {
  Deno.test(`svgProblem() finds nothing wrong in ${name}`, async () => {
    const svg = await renderSvg({ title: 'a <b> & "c"', description: "d\n> e", ...points, ...more } as Picture);
    assertEquals(svgProblem(svg), undefined);
  });
}

const hostile: Record<string, string> = {
  "a script": small("<script>1</script>"),
  "a script in a namespace": small('<s:script xmlns:s="http://www.w3.org/2000/svg">1</s:script>'),
  "an event attribute": small("", ' onload="1"'),
  "an event attribute of a shape": path(' onclick="1"'),
  "an event attribute in capitals": path(' ONLOAD="1"'),
  "a foreign object": small('<foreignObject width="9" height="9"><p>x</p></foreignObject>'),
  "an image": small('<image href="http://127.0.0.1/a.png"/>'),
  "an image in the picture": small('<image href="data:image/png;base64,AA"/>'),
  "a link": small('<a href="javascript:alert(1)"><path d="M0,0"/></a>'),
  "a link in the old form": path(' xlink:href="a"'),
  "a base": small("", ' xml:base="http://127.0.0.1/"'),
  "an element that is repeated": small('<g id="a"/><use href="#a"/>'),
  "a symbol": small('<symbol id="a"/>'),
  "an animation": small('<path d="M0,0"><animate attributeName="href" values="javascript:1"/></path>'),
  "a setting": small('<set attributeName="onload" to="1"/>'),
  "a filter": defined('<filter id="a"><feTurbulence numOctaves="999"/></filter>'),
  "a use of a filter": path(' filter="url(#a)"'),
  "a mask": defined('<mask id="a"/>'),
  "a use of a mask": path(' mask="url(#a)"'),
  "a marker": path(' marker-mid="url(#a)"'),
  "a pattern": defined('<pattern id="p_a" width="1" height="1"><path d="M0,0"/></pattern>'),
  "a pattern in a pattern": defined(
    '<pattern id="p_a" viewBox="0,0,1,1" width="100%" height="100%" preserveAspectRatio="xMidYMid slice">' +
      '<rect width="1" height="1" fill="url(#p_a)"/></pattern>',
    '<path d="M0,0h9v9Z" fill="url(#p_a)"/>',
  ),
  "a gradient that refers to another": defined('<linearGradient id="a" href="#a"/>'),
  "a clip that is clipped": defined('<clipPath id="a" clip-path="url(#a)"/>'),
  "a clip of a clipped path": defined('<clipPath id="a"><path d="M0,0" clip-path="url(#a)"/></clipPath>'),
  "a clip that refers to something else": defined('<linearGradient id="a"/>', '<g clip-path="url(#a)"/>'),
  "a colour that is not defined": path(' fill="url(#a)"'),
  "two elements with one name": defined('<clipPath id="a"/><clipPath id="a"/>'),
  "an address for a colour": path(' fill="url(http://127.0.0.1/a)"'),
  "an address after a colour": path(' stroke="red url(//127.0.0.1/a)"'),
  "an address in entities": path(' fill="&#117;rl(//127.0.0.1/a)"'),
  "a style sheet": small("<style>@import '//127.0.0.1/a.css';</style>"),
  "a style sheet twice": small(`<style>${styleSheet()}</style><style>${styleSheet()}</style>`),
  "a longer style sheet": small(`<style>${styleSheet()}path{fill:url(//127.0.0.1/)}</style>`),
  "a style": path(' style="fill: url(//127.0.0.1/a);"'),
  "a font from elsewhere": small("<style>@font-face{font-family:a;src:url(//127.0.0.1/a)}</style>"),
  "a font with an address": small('<text font-family="url(//127.0.0.1)">a</text>'),
  "a document type": `<!DOCTYPE svg [<!ENTITY a "b">]>${small("&a;")}`,
  "an entity": small("<text>&a;</text>"),
  "a character by its number": small("<text>&#60;</text>"),
  "a comment": small("<!-- a -->"),
  "raw text": small("<text><![CDATA[<script>]]></text>"),
  "an end of raw text": small("<text>]]></text>"),
  "an instruction": '<?xml-stylesheet href="//127.0.0.1/a.css"?>' + small(""),
  "a declaration": `<?xml version="1.0"?>${small("")}`,
  "two roots": small("") + small(""),
  "a picture in a picture": small(small("")),
  "an element after the end": small("") + "<g/>",
  "a text after the end": small("") + "x",
  "a text between elements": small("x"),
  "a shape in a title": small("<title><g/></title>"),
  "no end": small("<g>"),
  "half a tag": small("").slice(0, -1),
  "end tags in the wrong order": small("<g><text></g></text>"),
  "an end tag with an attribute": small("<g></g x>"),
  "an attribute twice": path(' fill="red" fill="blue"'),
  "an attribute without quotes": path(" fill=red"),
  "an attribute in other quotes": path(" fill='red'"),
  "another language": small("").replace("2000/svg", "1999/xhtml"),
  "no language": small("").replace(XMLNS, 'role="img"'),
  "HTML": "<html><script>1</script></html>",
  "no picture": "",
  "half a character": small("<text>\ud800</text>"),
  "no character": small("<text>\ufffe</text>"),
  "an escape sequence": small("<text>\x1b[2J</text>"),
  "nested opacity": small(nested('<g opacity="0.5">', 500)),
  "nested clips": defined('<clipPath id="a"/>', nested('<g clip-path="url(#a)">', 9)),
  "nested groups": small(nested("<g>", 100)),
  "many clips": defined('<clipPath id="a"/>', '<g clip-path="url(#a)"/>'.repeat(1001)),
  "many elements": small("<g/>".repeat(50_001)),
  "many pieces": small(`<path d="M0,0${"h1".repeat(300_001)}"/>`),
  "many letters": small(`<text>${"a".repeat(50_001)}</text>`),
  "many characters": small(" ".repeat(4_000_001)),
  "tiny dashes": path(' stroke="red" stroke-dasharray="0.00001,0.00001"'),
  "small dashes on a long path": small('<path d="M0,0H1e8" stroke="red" stroke-dasharray="4,2"/>'),
  "small dashes on a long curve": small('<path d="M0,0C1e8,0,-1e8,0,0,0" stroke-dasharray="4,2"/>'),
  "small dashes on an arc that grows": small('<path d="M0,0A1e-9,9,0,0,1,9,9" stroke-dasharray="4,2"/>'),
  "small dashes on a line": small('<line x2="1e8" stroke-dasharray="1"/>'),
  "small dashes many times": small('<line x2="99999" stroke-dasharray="1"/>'.repeat(5)),
  "dashes on a line that is scaled": small(
    '<path d="M0,0H9999" transform="scale(999)" vector-effect="non-scaling-stroke" stroke-dasharray="1"/>',
  ),
  "many pieces of a clip": defined(`<clipPath id="a"><path d="M0,0${"h1".repeat(2001)}"/></clipPath>`),
  "many stops": defined(
    `<linearGradient id="a">${'<stop offset="0" stop-color="red"/>'.repeat(2001)}</linearGradient>`,
  ),
  "dashes below 0": path(' stroke-dasharray="-1,2"'),
  "many lengths of dashes": path(` stroke-dasharray="${"9,".repeat(99)}9"`),
  "dashes of a group": small('<g stroke-dasharray="1e-9"><path d="M0,0h9"/></g>'),
  "a huge number": path(' stroke-width="1e99"'),
  "no number": small('<path d="MNaN,0"/>'),
  "an infinite number": small('<line x2="Infinity"/>'),
  "a huge number in a path": small('<path d="M1e30,0L0,0"/>'),
  "half a path": small('<path d="M0,0L9"/>'),
  "a path without a beginning": small('<path d="L9,9"/>'),
  "a word in a path": small('<path d="M0,0 javascript"/>'),
  "a huge scale": small('<g transform="scale(1e9)"/>'),
  "nested scales": small(nested('<g transform="scale(200)">', 3)),
  "a transform that Vega does not write": path(' transform="matrix(1,0,0,1,0,0)"'),
  "a huge text": small('<text font-size="99999px">a</text>'),
  "a huge side": small("").replace('width="10" height="10"', 'width="90000" height="90000"'),
  "sides that are nearly 0": small("").replace('width="10" height="10"', 'width="1e-9" height="1e-9"'),
  "a tall picture": small("").replace('height="10"', 'height="1000"'),
  "no size": small("").replace(' width="10" height="10"', ""),
  "a viewBox of another size": small("", ' viewBox="0 0 1e-9 1e-9"'),
};

for (const [name, svg] of Object.entries(hostile)) {
  Deno.test(`svgProblem() refuses ${name}, in a sentence`, () => {
    const start = performance.now();
    const problem = svgProblem(svg);
    assert(problem !== undefined, "nothing was found");
    assert(/^The picture (?:contains|has|is) \P{Cc}{5,200}\.$/u.test(problem), problem);
    assert(performance.now() - start < 10_000); // milliseconds; comparing each element with all others takes minutes
  });
}

Deno.test("svgProblem() says what is wrong, and what to do", () => {
  assertEquals(svgProblem(small("<script>")), "The picture contains <script>, which is not allowed: use marks only.");
  assertStringIncludes(svgProblem(hostile["no number"])!, "no mark draws such a path, or a number is too large");
  assertStringIncludes(svgProblem(hostile["an infinite number"])!, "a number in its data is not finite");
  assertStringIncludes(svgProblem(hostile["an address for a colour"])!, "a picture must not link to anything");
});

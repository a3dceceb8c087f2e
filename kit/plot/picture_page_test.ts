import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { picturePage } from "./picture_page.ts";

/** A picture that says this of itself, as an SVG of ours would. */
const svgWith = (title: string, description: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg"><title>${title}</title><desc>${description}</desc></svg>\n`;

/** Closes whatever it may stand in. */
const HOSTILE = `"'>--></title></style></h2><script>alert(1)</script><img src=x onerror=alert(1)>&quot;`;

/** Every tag of a page, in order, without what stands in it. */
const tagsOf = (page: string) => [...page.matchAll(/<\/?([^\s>]*)/g)].map(([, name]) => name);

Deno.test("picturePage() shows each picture as an image that holds the SVG, to the letter", () => {
  const svg = svgWith("Ein Maß", "from 3.84 → 1.1e-17 🙂");
  const [, data] = picturePage("Pictures", [{ heading: "04", svg, message: "" }]).match(/base64,([^"]*)"/)!;
  assertEquals(new TextDecoder().decode(Uint8Array.fromBase64(data)), svg);
});

Deno.test("picturePage() says in words what the pictures say of themselves", () => {
  const page = (svg: string) => picturePage("Pictures", [{ heading: "04 · Walk", svg, message: "" }]);
  assertStringIncludes(page(svgWith("A &lt; B", "5 &amp; 6")), 'alt="A &lt; B. 5 &amp; 6"');
  assertStringIncludes(page(svgWith("A &amp;lt; B", "")), 'alt="A &amp;lt; B"');
  assertStringIncludes(page("<svg/>"), 'alt="04 · Walk"');
});

Deno.test("picturePage() says why there is no picture", () => {
  assertStringIncludes(
    picturePage("Pictures", [{ heading: "04", svg: "", message: "x is NaN" }]),
    "<p>No picture: x is NaN</p>",
  );
});

Deno.test("picturePage() holds no tag and no attribute that a title, a message or a picture brought along", () => {
  const entries = [
    { heading: HOSTILE, svg: svgWith(HOSTILE, HOSTILE), message: HOSTILE },
    { heading: HOSTILE, svg: svgWith("", `${HOSTILE.replaceAll("<", "&lt;")}`), message: "" },
    { heading: HOSTILE, svg: HOSTILE, message: "" },
    { heading: HOSTILE, svg: "", message: HOSTILE },
  ];
  const page = picturePage(HOSTILE, entries);
  const plain = picturePage("", entries.map(({ svg }) => ({ heading: "", svg: svg && "<svg/>", message: "" })));
  assertEquals(tagsOf(page), tagsOf(plain));
  assertEquals(tagsOf(page).filter((tag) => tag === "script" || tag === "svg"), []);
  for (const [image] of page.matchAll(/<img[^>]*>/g)) {
    assertMatch(image, /^<img src="data:image\/svg\+xml;base64,[\w+/=]*" alt="[^"<]*">$/);
  }
});

Deno.test("picturePage() allows no script and no connection, and links to nothing", () => {
  const page = picturePage("Pictures", [{ heading: "04", svg: svgWith("A", "B"), message: "" }]);
  assertStringIncludes(page, `content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"`);
  assertEquals(/href|https?:|url\(/.test(page), false);
});

Deno.test("picturePage() is quick about a picture that is made to be slow", () => {
  const started = performance.now();
  picturePage("Pictures", [{ heading: "04", svg: "<title>".repeat(300_000), message: "" }]);
  assertEquals(performance.now() - started < 2000, true);
});

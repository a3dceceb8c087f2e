import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { type PageEntry, picturePage } from "./picture_page.ts";

/** A picture with this title and description, as in our SVGs. */
const svgWith = (title: string, description: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg"><title>${title}</title><desc>${description}</desc></svg>\n`;

/** A page with one entry that has only the given fields. */
function pageWith(known: Partial<PageEntry>): string {
  const entry = { heading: "04 · Walk", points: "", open: [], svg: "", message: "", goal: "" };
  return picturePage("Pictures", "", [{ ...entry, ...known }]);
}

/** A text that would close any tag or attribute around it. */
const HOSTILE = `"'>--></title></style></h2><script>alert(1)</script><img src=x onerror=alert(1)>&quot;`;

/** Every tag of a page, in order, without its content. */
const tagsOf = (page: string) => [...page.matchAll(/<\/?([^\s>]*)/g)].map(([, name]) => name);

Deno.test("picturePage() shows each picture as an image that contains exactly the SVG", () => {
  const svg = svgWith("Ein Maß", "from 3.84 → 1.1e-17 🙂");
  const [, data] = pageWith({ svg }).match(/base64,([^"]*)"/)!;
  assertEquals(new TextDecoder().decode(Uint8Array.fromBase64(data)), svg);
});

Deno.test("picturePage() has the titles and descriptions of the pictures", () => {
  const page = (svg: string) => pageWith({ svg });
  assertStringIncludes(page(svgWith("A &lt; B", "5 &amp; 6")), 'alt="A &lt; B. 5 &amp; 6"');
  assertStringIncludes(page(svgWith("A &amp;lt; B", "")), 'alt="A &amp;lt; B"');
  assertStringIncludes(page("<svg/>"), 'alt="04 · Walk"');
});

Deno.test("picturePage() says why there is no picture", () => {
  assertStringIncludes(pageWith({ message: "x is NaN" }), "<p>No picture: x is NaN</p>");
});

Deno.test("picturePage() unfolds the description of a picture without a script", () => {
  assertStringIncludes(
    pageWith({ svg: svgWith("A &lt; B", "5 &amp; 6") }),
    "<details><summary>In words</summary><p>A &lt; B. 5 &amp; 6</p></details>",
  );
  assertEquals(pageWith({ svg: "<svg/>" }).includes("<details>"), false);
});

Deno.test("picturePage() shows the goal next to the learner's own, or next to the reason why there is none", () => {
  const goal = svgWith("Goal", "");
  const both = pageWith({ svg: svgWith("Own", ""), goal });
  assertMatch(
    both,
    /<figcaption>yours<\/figcaption>\n<img [^>]*alt="Own">[^]*<figcaption>the goal<\/figcaption>\n<img [^>]*alt="Goal">/,
  );
  assertMatch(pageWith({ goal }), /No picture: [^]*<figcaption>the goal<\/figcaption>/);
  assertEquals(pageWith({ svg: svgWith("Own", "") }).includes("<figcaption>"), false);
});

Deno.test("picturePage() shows points, and each check that did not pass with its reason", () => {
  const open = [{ status: "fail", name: "walks", points: "0/2", message: "x is 3" }];
  const page = pageWith({ points: "6 of 8 points", open });
  assertStringIncludes(page, '<p class="points">6 of 8 points</p>');
  assertStringIncludes(page, '<li><b>fail</b> walks <span class="points">0/2</span><p>x is 3</p></li>');
  assertEquals(pageWith({}).includes("<ul>"), false);
});

Deno.test("picturePage() removes characters that reverse text, and code points that are not characters", () => {
  assertStringIncludes(pageWith({ message: "a\u202eb\0c" }), "<p>No picture: abc</p>");
});

Deno.test("picturePage() contains no tag and no attribute from a title, a message or a picture", () => {
  const open = [{ status: HOSTILE, name: HOSTILE, points: HOSTILE, message: HOSTILE }];
  const common = { heading: HOSTILE, points: HOSTILE, open, message: HOSTILE };
  const pictures = [
    { svg: svgWith(HOSTILE, HOSTILE), goal: "" },
    { svg: svgWith("", `${HOSTILE.replaceAll("<", "&lt;")}`), goal: svgWith(HOSTILE, HOSTILE) },
    { svg: HOSTILE, goal: HOSTILE },
    { svg: "", goal: "" },
  ];
  const page = picturePage(HOSTILE, HOSTILE, pictures.map((each) => ({ ...common, ...each })));
  const blank = { heading: "", points: "", open: [{ status: "", name: "", points: "", message: "why" }], message: "" };
  // the same entries: some pictures have a description, others have none
  const harmless = (svg: string) => svg.includes("<title>") ? svgWith("a", "b") : svg && "<svg/>";
  const plain = picturePage(
    "",
    "",
    pictures.map(({ svg, goal }) => ({ ...blank, svg: harmless(svg), goal: harmless(goal) })),
  );
  assertEquals(tagsOf(page), tagsOf(plain));
  assertEquals(tagsOf(page).filter((tag) => tag === "script" || tag === "svg"), []);
  for (const [image] of page.matchAll(/<img[^>]*>/g)) {
    assertMatch(image, /^<img src="data:image\/svg\+xml;base64,[\w+/=]*" alt="[^"<]*">$/);
  }
});

Deno.test("picturePage() allows no script and no connection, and links to nothing", () => {
  const page = pageWith({ svg: svgWith("A", "B"), goal: svgWith("C", "D") });
  assertStringIncludes(page, `content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"`);
  assertEquals(/href|https?:|url\(/.test(page), false);
});

Deno.test("picturePage() is fast even with a picture that was made to slow it down", () => {
  const started = performance.now();
  pageWith({ svg: "<title>".repeat(300_000) });
  assertEquals(performance.now() - started < 2000, true);
});

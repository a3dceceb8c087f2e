import { assertEquals } from "@std/assert";
import { svgDescription } from "./svg_description.ts";

Deno.test("svgDescription() joins the title and the description", () => {
  assertEquals(svgDescription("<svg><title>A &lt; B</title><desc> 5 &amp; 6 </desc></svg>"), "A < B. 5 & 6");
  assertEquals(svgDescription("<svg><desc>5</desc></svg>"), "5");
  assertEquals(svgDescription("<svg/>"), "");
});

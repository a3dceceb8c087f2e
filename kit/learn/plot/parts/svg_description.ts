/**
 * @module
 */

/** The title and the description in an SVG, as one text; empty if it has neither. */
export function svgDescription(svg: string): string {
  const texts = [/<title>([^<]*)<\/title>/, /<desc>([^<]*)<\/desc>/].map((element) => svg.match(element)?.[1] ?? "");
  return texts.map((text) => unescapeXml(text).trim()).filter((text) => text !== "").join(". ");
}

/** Decodes the entities that pictures use; anything else stays as it is. */
function unescapeXml(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

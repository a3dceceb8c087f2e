/**
 * The places of the texts in an SVG, so that tests can find texts that are cut off or overlap.
 * @module
 */
import { textWidth } from "./text_width.ts";

/** A text in an SVG with the box around it, in pixels from the upper left corner. */
export interface SvgText {
  text: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** A shift in pixels, and whether text runs upwards from there, like the title of a vertical axis. */
type Place = { x: number; y: number; isUpright: boolean };

/** The texts in an SVG of {@linkcode renderSvg}, whose groups are only moved, or turned by −90°. */
export function svgTexts(svg: string): SvgText[] {
  const texts: SvgText[] = [];
  const groups: Place[] = [{ x: 0, y: 0, isUpright: false }];
  for (
    const [, closing, name, attributes, selfClosing, content] of svg.matchAll(/<(\/?)(g|text)\b([^>]*?)(\/?)>([^<]*)/g)
  ) {
    if (closing) {
      if (name === "g") groups.pop();
      continue;
    }
    const place = moved(groups.at(-1)!, attributes.match(/transform="([^"]*)"/)?.[1] ?? "");
    if (name === "g" && !selfClosing) groups.push(place);
    if (name === "text" && !/ opacity="0"/.test(attributes)) texts.push(boxOf(content, place, attributes));
  }
  return texts;
}

/** Pairs of texts that overlap. */
export function overlaps(texts: SvgText[]): [string, string][] {
  return texts.flatMap((a, i) =>
    texts.slice(i + 1)
      .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      .map((b): [string, string] => [a.text, b.text])
  );
}

/** Texts that are not completely inside the image. */
export function cutOff(svg: string): string[] {
  const [, width, height] = svg.match(/viewBox="0 0 ([\d.]+) ([\d.]+)"/)!.map(Number);
  return svgTexts(svg).filter((box) => box.left < 0 || box.top < 0 || box.right > width || box.bottom > height)
    .map(({ text }) => text);
}

function moved(place: Place, transform: string): Place {
  let { x, y, isUpright } = place;
  for (const [, kind, values] of transform.matchAll(/(\w+)\(([^)]*)\)/g)) {
    const [first, second = 0] = values.split(/[ ,]+/).map(Number);
    if (kind === "rotate") isUpright = first === -90;
    else if (isUpright) [x, y] = [x + second, y - first];
    else [x, y] = [x + first, y + second];
  }
  return { x, y, isUpright };
}

/** SVG places a text by its baseline: capitals reach about 0.75 of the font size above it, descenders 0.2 below. */
function boxOf(text: string, { x, y, isUpright }: Place, attributes: string): SvgText {
  const size = Number(attributes.match(/font-size="([\d.]+)px"/)?.[1] ?? 11);
  const anchor = attributes.match(/text-anchor="(\w+)"/)?.[1] ?? "start";
  const width = textWidth(text, size, attributes.match(/font-weight="(\w+)"/)?.[1]);
  const before = anchor === "start" ? 0 : anchor === "end" ? width : width / 2;
  const [above, below] = [size * 0.75, size * 0.2];
  if (isUpright) return { text, left: x - above, right: x + below, top: y - (width - before), bottom: y + before };
  return { text, left: x - before, right: x - before + width, top: y - above, bottom: y + below };
}

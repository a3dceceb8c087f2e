/**
 * For tests: finds series of an SVG that look alike without colours.
 * @module
 */
import { palette, seriesStyles } from "./theme.ts";

/** The smallest difference in lightness at which you can tell two greys apart. */
const LEAST_DIFFERENCE = 15;

/** The smallest ratio of widths at which you can tell two lines apart. */
const LEAST_RATIO = 1.5;

/** The colours of series. The other colours of the palette are for axes and text, or for the ages within one series. */
const SERIES = [...seriesStyles.map(({ colour }) => colour), palette.truth.light, palette.data.light];

/** How a line or a dot is drawn. Cells of a matrix do not count, because their positions distinguish them. */
interface Stroke {
  colour: string;
  /** The dashes of a line and its width in pixels; undefined for a dot. */
  line?: { dash: string; width: number };
  /** The shape of a dot, independent of its size; undefined for a line. */
  shape?: string;
}

/**
 * The lightness of a colour: L* of CIELAB, from 0, black, to 100, white, in equal steps for the eye. Source: CIE
 * 15:2004.
 * @param colour As #rrggbb.
 */
export function lightness(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((start) => parseInt(colour.slice(start, start + 2), 16) / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return luminance > 216 / 24389 ? 116 * Math.cbrt(luminance) - 16 : luminance * 24389 / 27;
}

/**
 * The pairs of series in an SVG of {@linkcode renderSvg} that, on a light or a dark page, differ only in hue, and not
 * in lightness, dashes, width or shape.
 * @returns A sentence for each pair.
 */
export function alikeInGrey(svg: string): string[] {
  const strokes = strokesOf(svg);
  const sentences = strokes.flatMap((a, i) =>
    strokes.slice(i + 1).filter((b) => a.colour !== b.colour && areAlike(a, b)).map((b) =>
      `${colourName(a)} and ${colourName(b)} are ${
        a.line ? "lines" : "dots"
      } of the same kind and nearly the same grey.`
    )
  );
  return [...new Set(sentences)];
}

function strokesOf(svg: string): Stroke[] {
  return [...svg.matchAll(/<path\b([^>]*)>/g)].flatMap(([, attributes]): Stroke[] => {
    const attribute = (name: string) => attributes.match(new RegExp(` ${name}="([^"]*)"`))?.[1];
    const colour = [attribute("fill"), attribute("stroke")].find((each) => SERIES.includes(each ?? ""));
    if (colour === undefined || attribute("d") === undefined) return [];
    if (attribute("transform") !== undefined) {
      const isHollow = attribute("fill") !== colour;
      return [{ colour, shape: `${isHollow ? "hollow" : "full"} ${scaledPath(attribute("d")!)}` }];
    }
    if (attribute("stroke") !== colour) return []; // an area
    const width = Number(attribute("stroke-width") ?? 1);
    return [{ colour, line: { dash: attribute("stroke-dasharray") ?? "", width } }];
  });
}

/** The path, scaled to a fixed size. */
function scaledPath(path: string): string {
  const largest = Math.max(...[...path.matchAll(/[\d.]+/g)].map(Number));
  return path.replace(/-?[\d.]+/g, (number) => (Number(number) / largest).toFixed(1));
}

function areAlike(a: Stroke, b: Stroke): boolean {
  if (a.shape !== b.shape) return false;
  if (a.line && b.line) {
    const [narrow, wide] = [a.line.width, b.line.width].sort((one, other) => one - other);
    if (a.line.dash !== b.line.dash || wide / narrow >= LEAST_RATIO) return false;
  }
  const [one, other] = [shadeOf(a), shadeOf(b)];
  return (["light", "dark"] as const).some((mode) =>
    Math.abs(lightness(one[mode]) - lightness(other[mode])) < LEAST_DIFFERENCE
  );
}

function shadeOf({ colour }: Stroke) {
  return Object.values(palette).find(({ light }) => light === colour)!;
}

function colourName({ colour }: Stroke): string {
  return Object.entries(palette).find(([, { light }]) => light === colour)![0];
}

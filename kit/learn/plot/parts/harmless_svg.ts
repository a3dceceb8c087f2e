/**
 * Checks that an SVG is a picture and nothing else.
 *
 * The SVG comes from the process of a lesson, which may have written anything. An SVG that you open on its own is a
 * document: a browser runs its scripts and loads the files that it refers to. And a few lines of SVG can make a program
 * that draws them use all memory or run forever. So an SVG may contain only the elements and attributes that Vega
 * writes for marks, in Vega's form, and not too many of them. Everything else is refused.
 * @module
 */
import { printableName } from "../../../base/printable.ts";
import { type PathSize, pathSize } from "./path_length.ts";
import { styleSheet } from "./style_sheet.ts";
import { isXmlText } from "./xml_text.ts";

/** The largest number of characters; our pictures have about ten thousand. */
const LONGEST_SVG = 4_000_000;

/** The largest allowed ratio of the longer side to the shorter one. */
const STEEPEST = 20;

/** The longest side, in pixels. */
const LONGEST_SIDE = 20_000;

/** The largest number: a thousand times the largest number that renderSvg() writes. */
const LARGEST = 1e9;

/** The largest product of all scales around an element. */
const LARGEST_SCALE = 1e4;

/** How deeply elements may be nested: each level of facets needs three. */
const DEEPEST = 64;

/** How deeply clips may be nested. Each clip needs the memory of a whole image while it is drawn. */
const DEEPEST_CLIPS = 8;

/** The largest allowed count of each thing. */
const MOST = {
  elements: 50_000,
  "pieces of lines": 300_000,
  "letters in texts": 50_000,
  dashes: 200_000,
  clips: 1000,
  "pieces of clips": 2000,
  "stops of gradients": 2000,
  blends: 100,
  "radial gradients": 50,
};

/** Whether a value is allowed. */
type Test = (value: string) => boolean;

const like = (pattern: RegExp): Test => (value) => pattern.test(value);
const oneOf = (words: string): Test => like(new RegExp(`^(?:${words.replaceAll(" ", "|")})$`));
const isId = like(/^[A-Za-z]\w{0,40}$/);
const isReference = like(/^url\(#[A-Za-z]\w{0,40}\)$/);
const isNumber: Test = (value) => {
  return /^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/.test(value) && Math.abs(Number(value)) <= LARGEST;
};
const isColour = like(/^(?:#[0-9a-f]{3,8}|[a-z]{1,30}|(?:rgb|hsl|hwb|lab|lch)a?\([\d.,%\s/+e-]{1,90}\))$/i);
const isPaint: Test = (value) => isColour(value) || isReference(value);
const isDash: Test = (value) => value === "" || value.split(",").every(isLength) && value.split(",").length <= 16;
const isLength: Test = (value) => isNumber(value) && Number(value) >= 0;
const isTransform: Test = (value) => value.split(" ").length <= 4 && value.split(" ").every(isMove);
const isMove: Test = (value) => {
  const [, kind, numbers] = value.match(/^(translate|rotate|scale)\(([^()]*)\)$/) ?? [];
  return kind !== undefined && numbers.split(",").length <= 2 && numbers.split(",").every(isNumber);
};
const anything: Test = () => true; // such values are checked elsewhere

/** The attributes that say how a mark is painted. */
const PAINT: Record<string, Test> = {
  fill: isPaint,
  "fill-opacity": isNumber,
  stroke: isPaint,
  "stroke-opacity": isNumber,
  "stroke-width": isNumber,
  "stroke-linecap": oneOf("butt round square"),
  "stroke-linejoin": oneOf("miter round bevel arcs miter-clip"),
  "stroke-miterlimit": isNumber,
  opacity: isNumber,
  style: like(/^mix-blend-mode: [a-z-]{1,20};$/),
};

const DASHES: Record<string, Test> = { "stroke-dasharray": isDash, "stroke-dashoffset": isNumber };
const BOX: Record<string, Test> = { x: isNumber, y: isNumber, width: isLength, height: isLength };
const PATH: Record<string, Test> = { d: anything };

/** Each element, the elements that it may be in, and the attributes that it may have there. */
const ELEMENTS: readonly [name: string, inside: string, attributes: Record<string, Test>][] = [
  ["svg", "", {
    xmlns: (value) => value === "http://www.w3.org/2000/svg",
    width: isLength,
    height: isLength,
    viewBox: anything,
    role: oneOf("img"),
    "data-measured": oneOf("true"),
  }],
  ["title", "svg", {}],
  ["desc", "svg", {}],
  ["style", "svg", {}],
  ["defs", "svg", {}],
  ["g", "svg g", {
    transform: isTransform,
    "clip-path": isReference,
    fill: oneOf("none"),
    "stroke-miterlimit": isNumber,
  }],
  ["path", "svg g", {
    ...PAINT,
    ...DASHES,
    ...PATH,
    transform: isTransform,
    display: oneOf("none"),
    "vector-effect": oneOf("non-scaling-stroke"),
  }],
  ["line", "svg g", { ...PAINT, ...DASHES, transform: isTransform, x2: isNumber, y2: isNumber }],
  ["rect", "svg g", { ...PAINT, ...BOX }],
  ["text", "svg g", {
    ...PAINT,
    transform: isTransform,
    "text-anchor": oneOf("start middle end"),
    "font-family": like(/^[\p{L}\p{N} ,.'-]{1,200}$/u),
    "font-size": (value) => isLength(value.replace(/px$/, "")) && parseFloat(value) <= 1000,
    "font-style": like(/^[a-z]{1,20}$/),
    "font-variant": like(/^[a-z-]{1,20}$/),
    "font-weight": like(/^(?:[a-z]{1,20}|\d{1,4})$/),
  }],
  ["tspan", "text", { x: isNumber, dy: isNumber }],
  ["clipPath", "defs", { id: isId }],
  ["path", "clipPath", PATH],
  ["rect", "clipPath", BOX],
  ["linearGradient", "defs", { id: isId, x1: isNumber, x2: isNumber, y1: isNumber, y2: isNumber }],
  ["radialGradient", "defs", {
    ...{ id: isId, fx: isNumber, fy: isNumber, fr: isNumber },
    ...{ cx: isNumber, cy: isNumber, r: isNumber },
  }],
  ["stop", "linearGradient radialGradient", { offset: like(/^[\d.e-]{1,30}%?$/), "stop-color": isColour }],
  // Vega's frame for a radial gradient. Only this exact form is allowed, so that no pattern can repeat anything.
  ["pattern", "defs", {
    id: isId,
    viewBox: oneOf("0,0,1,1"),
    width: oneOf("100%"),
    height: oneOf("100%"),
    preserveAspectRatio: (value) => value === "xMidYMid slice",
  }],
  ["rect", "pattern", { width: oneOf("1"), height: oneOf("1"), fill: isReference }],
];

/** The attributes that an element may have, by `parent>name`. */
const ALLOWED = new Map(
  ELEMENTS.flatMap(([name, inside, attributes]) =>
    inside.split(" ").map((parent) => [`${parent}>${name}`, new Map(Object.entries(attributes))] as const)
  ),
);

const NAMES = new Set(ELEMENTS.map(([name]) => name));

/** Elements that may contain text; elsewhere there may be only spaces between tags. */
const TEXTS = new Set(["title", "desc", "style", "text", "tspan"]);

/** Finds entities that Vega does not write. They would have to be declared, and could mean anything. */
const ENTITY = /&(?!(?:amp|lt|gt|quot|#x9|#xA|#xD);)/;

const ATTRIBUTE = / ([A-Za-z][A-Za-z0-9:-]*)="([^"<>]*)"/y;

/** The reason why an SVG is refused. */
class Refusal extends RangeError {}

/** An element whose start tag has been read. */
interface Open {
  name: string;
  scale: number;
  clips: number;
  /** The text in the element, with its entities. */
  text: string;
}

/**
 * Checks an SVG that should come from {@linkcode renderSvg}.
 * @returns One sentence: why it must not be drawn, saved or opened; undefined if it is a picture and nothing else.
 */
export function svgProblem(svg: string): string | undefined {
  try {
    requireHarmless(svg);
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

function requireHarmless(svg: string): void {
  if (svg.length > LONGEST_SVG) {
    throw new Refusal(
      `The picture has ${svg.length} characters, more than the ${LONGEST_SVG} that are allowed: draw fewer points.`,
    );
  }
  if (!isXmlText(svg)) {
    throw new Refusal(
      "The picture contains a control character, which is not allowed: look at its title, texts and data.",
    );
  }
  const picture = new Picture();
  let at = 0;
  while (at < svg.length) {
    const start = svg.indexOf("<", at);
    picture.text(svg.slice(at, start < 0 ? svg.length : start));
    if (start < 0) break;
    const end = svg.indexOf(">", start);
    picture.tag(svg.slice(start, end < 0 ? svg.length : end + 1));
    at = end < 0 ? svg.length : end + 1;
  }
  picture.end();
}

/** The part of an SVG that has been read. */
class Picture {
  readonly #open: Open[] = [];
  readonly #counts = new Map<keyof typeof MOST, number>();
  /** The kinds of the elements that can be referred to, by their names. */
  readonly #named = new Map<string, string>();
  /**
   * The names that are referred to, and the kinds of elements that may have them. They are checked last, because
   * definitions come last.
   */
  readonly #references: [name: string, kinds: readonly string[]][] = [];
  #hasRoot = false;
  #hasStyle = false;

  text(text: string): void {
    const { name } = this.#open.at(-1) ?? { name: "" };
    if (ENTITY.test(text) || text.includes(">")) refuse("a & or > in a text", "it must be written as an entity");
    if (!TEXTS.has(name)) return void (text.trim() && refuse(text.trim(), "texts belong in marks"));
    this.#open.at(-1)!.text += text;
    if (name === "text" || name === "tspan") this.#count("letters in texts", text.length);
  }

  tag(tag: string): void {
    const [beginning, closing, name] = tag.match(/^<(\/?)([A-Za-z]*)/)!;
    if (closing) {
      const open = this.#open.pop();
      if (tag !== `</${name}>` || open?.name !== name) refuse(tag, "its elements do not end in the right order");
      return this.#close(open!);
    }
    const isEmpty = tag.endsWith("/>");
    const parent = this.#open.at(-1);
    const allowed = ALLOWED.get(`${parent?.name ?? ""}>${name}`);
    if (!NAMES.has(name) || !/^[\s/>]/.test(tag.slice(beginning.length))) refuse(tag.split(/[\s/>]/)[0] + ">");
    if (!allowed || (!parent && this.#hasRoot)) refuse(`<${name}> in ${parent ? `<${parent.name}>` : "no element"}`);
    if (this.#open.length >= DEEPEST) refuse(`elements ${DEEPEST} levels deep`);
    this.#hasRoot = true;
    this.#count("elements", 1);
    const attributes = attributesOf(tag.slice(beginning.length, isEmpty ? -2 : -1), name, allowed!);
    const element = { name, text: "", ...this.#look(name, attributes, parent) };
    if (isEmpty) this.#close(element);
    else this.#open.push(element);
  }

  end(): void {
    if (this.#open.length > 0 || !this.#hasRoot) refuse("an element without an end");
    for (const [name, kinds] of this.#references) {
      if (!kinds.includes(this.#named.get(name) ?? "")) {
        refuse(`url(#${name})`, "it refers to an element of another kind");
      }
    }
  }

  #close({ name, text }: Open): void {
    if (name !== "style") return;
    if (this.#hasStyle || text !== styleSheet()) refuse(`<style>${text}`);
    this.#hasStyle = true;
  }

  /** Checks the attributes of an element together. */
  #look(
    name: string,
    attributes: ReadonlyMap<string, string>,
    parent: Open | undefined,
  ): Pick<Open, "scale" | "clips"> {
    let { scale, clips } = parent ?? { scale: 1, clips: 0 };
    if (name === "svg") checkSize(attributes);
    const id = attributes.get("id");
    if (id !== undefined && this.#named.has(id)) refuse(`id="${id}" twice`);
    if (id !== undefined) this.#named.set(id, name);
    for (const [, factors] of (attributes.get("transform") ?? "").matchAll(/scale\(([^)]*)\)/g)) {
      scale *= Math.max(...factors.split(",").map((factor) => Math.abs(Number(factor))));
    }
    if (scale > LARGEST_SCALE) refuse("a scale", `it may be at most ${LARGEST_SCALE}`);
    const clip = attributes.get("clip-path");
    if (clip) {
      this.#references.push([clip.slice(5, -1), ["clipPath"]]);
      this.#count("clips", 1);
      if (++clips > DEEPEST_CLIPS) refuse(`clips ${clips} levels deep`);
    }
    for (const paint of [attributes.get("fill"), attributes.get("stroke")]) {
      if (!paint?.startsWith("url(")) continue;
      const kinds = parent?.name === "pattern" ? ["radialGradient"] : ["linearGradient", "pattern"];
      this.#references.push([paint.slice(5, -1), kinds]);
      if (paint.startsWith("url(#p_")) this.#count("radial gradients", 1);
    }
    if (name === "pattern" && !id?.startsWith("p_")) refuse("<pattern>");
    if (attributes.has("style")) this.#count("blends", 1);
    const { length, segments } = sizeDrawn(name, attributes);
    this.#count(parent?.name === "clipPath" ? "pieces of clips" : "pieces of lines", segments);
    if (name === "stop") this.#count("stops of gradients", 1);
    const dashes = (attributes.get("stroke-dasharray") ?? "").split(",").map(Number);
    const period = dashes.reduce((sum, dash) => sum + dash, 0);
    // if a stroke does not scale, its dashes do not scale with the line either
    if (period > 0) this.#count("dashes", length * Math.max(1, scale) / period * dashes.length);
    return { scale, clips };
  }

  #count(what: keyof typeof MOST, number: number): void {
    const count = (this.#counts.get(what) ?? 0) + number;
    this.#counts.set(what, count);
    if (!(count <= MOST[what])) {
      throw new Refusal(`The picture has more than ${MOST[what]} ${what}, so it is not shown: draw less.`);
    }
  }
}

function attributesOf(text: string, element: string, allowed: ReadonlyMap<string, Test>): Map<string, string> {
  const attributes = new Map<string, string>();
  let at = 0;
  while (at < text.length) {
    ATTRIBUTE.lastIndex = at;
    const [all, name, value] = ATTRIBUTE.exec(text) ?? refuse(`<${element}${text.slice(at)}>`);
    const test = allowed.get(name);
    if (!test || attributes.has(name) || ENTITY.test(value) || !test(value)) {
      refuse(`<${element} ${name}="${value}">`, element === "svg" && name === "xmlns" ? undefined : adviceFor(value));
    }
    attributes.set(name, value);
    at += all.length;
  }
  return attributes;
}

function adviceFor(value: string): string | undefined {
  if (/NaN|Infinity/.test(value)) return "a number in its data is not finite";
  if (/:|\bhref\b|url\(/i.test(value)) return "a picture must not link to anything";
}

function checkSize(attributes: ReadonlyMap<string, string>): void {
  const [width, height] = ["width", "height"].map((side) => Number(attributes.get(side)));
  const view = attributes.get("viewBox");
  if (!attributes.has("xmlns")) refuse("<svg> without its xmlns");
  if (!(width > 0 && height > 0 && Math.max(width, height) / Math.min(width, height) <= STEEPEST)) {
    throw new Refusal(
      `The picture is ${width} × ${height}: it may be at most ${STEEPEST} times taller than wide, or wider than tall.`,
    );
  }
  if (Math.max(width, height) > LONGEST_SIDE || Math.min(width, height) < 1) {
    throw new Refusal(`The picture is ${width} × ${height}: a side may have 1 to ${LONGEST_SIDE} pixels.`);
  }
  if (view !== undefined && view !== `0 0 ${attributes.get("width")} ${attributes.get("height")}`) {
    refuse(`viewBox="${view}"`, "it must be the size of the picture");
  }
}

function sizeDrawn(name: string, attributes: ReadonlyMap<string, string>): PathSize {
  const number = (attribute: string) => Number(attributes.get(attribute) ?? 0);
  if (name === "line") return { length: Math.hypot(number("x2"), number("y2")), segments: 1 };
  if (name !== "path") return { length: 0, segments: 0 };
  const path = attributes.get("d") ?? "";
  return pathSize(path, LARGEST) ??
    refuse(`the path ${path}`, "no mark draws such a path, or a number is too large");
}

function refuse(what: string, why = "use marks only"): never {
  throw new Refusal(`The picture contains ${printableName(what, 40)}, which is not allowed: ${why}.`);
}

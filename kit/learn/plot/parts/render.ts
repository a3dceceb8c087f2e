/**
 * Turns a picture into an SVG, without a browser, files or the network. This runs in the lesson's own process, which
 * has no permissions, and the specification may have been written by a stranger.
 * @module
 */
import type { Picture } from "./picture.ts";
import { styleSheet } from "./style_sheet.ts";
import { textWidth } from "./text_width.ts";
import { theme } from "./theme.ts";
import { withExpressions } from "./vega_text.ts";
import { toXmlText } from "./xml_text.ts";

/** Marks an SVG that shows measurements, and so is different in every run. */
export const MEASURED = ' data-measured="true"';

/**
 * Draws `picture` in the style of the course, with a `<title>`, a `<desc>` and colours for dark pages. The same picture
 * always gives the same text. Vega is loaded on the first call.
 * @returns An SVG document.
 * @throws {TypeError} If the picture has no title or no description.
 * @throws {Error} If Vega warns about anything, or if the picture refers to a file or an address, because it must
 * contain its data.
 */
export async function renderSvg(picture: Picture): Promise<string> {
  for (const name of ["title", "description"] as const) {
    if (typeof picture?.[name] !== "string" || picture[name].trim() === "") {
      throw new TypeError(`The picture has no ${name}: add one, as a string that is not empty.`);
    }
  }
  const [vega, vegaLite, { expressionInterpreter }] = await loadVega();
  const { logger, complaint } = strictLogger();
  // deno-lint-ignore no-explicit-any -- Vega-Lite checks the picture when it compiles it, so types are not needed
  const { spec } = vegaLite.compile(picture as any, { config: theme as any, logger: logger as any });
  // With `ast`, expressions are parsed for the interpreter. Without it, Vega would turn them into code with Function.
  const dataflow = vega.parse(withExpressions(spec), undefined, { ast: true } as object);
  const view = new vega.View(dataflow, {
    // deno-lint-ignore no-explicit-any -- the interpreter's own types are looser than View's
    expr: expressionInterpreter as any,
    loader: refusingLoader,
    logger,
    renderer: "none",
  });
  try {
    await view.runAsync();
    // Searches the scene for links that point outside the picture, after everything is evaluated and before Vega writes
    // it. If Vega refused a link itself, it would throw an error that cannot be caught.
    const problem = complaint() ?? outsider(view.scenegraph() as unknown as { root: Mark });
    if (problem !== undefined) throw new Error(`Vega cannot draw "${picture.title}": ${problem}`);
    const svg = await view.toSVG();
    if (complaint() !== undefined) throw new Error(`Vega cannot draw "${picture.title}": ${complaint()}`);
    return dress(svg, picture);
  } finally {
    view.finalize();
  }
}

let loading: ReturnType<typeof importVega> | undefined;

function importVega() {
  return Promise.all([import("vega"), import("vega-lite"), import("vega-interpreter")]);
}

async function loadVega() {
  const modules = await (loading ??= importVega());
  // Vega would measure texts with a canvas if there is one, and the same picture would differ between machines.
  // deno-lint-ignore no-explicit-any -- `textMetrics` is public but untyped
  const metrics = (modules[0] as any).textMetrics;
  // deno-lint-ignore no-explicit-any -- an item of Vega's scene graph
  metrics.width = (item: any, text: unknown) =>
    textWidth(String(text ?? ""), Number(item.fontSize ?? 11), item.fontWeight);
  return modules;
}

/**
 * A logger that keeps Vega's first warning, which becomes an error: after a warning, Vega would draw something
 * different from the specification. The methods are closures, because Vega calls them on its own objects.
 */
function strictLogger() {
  let first: string | undefined;
  let currentLevel = 2;
  const complain = (...messages: readonly unknown[]) => {
    first ??= messages.map((message) => message instanceof Error ? message.message : String(message)).join(" ");
    return logger;
  };
  const logger = {
    // deno-lint-ignore no-explicit-any -- with an argument it sets the level, without one it returns it
    level: (level?: number): any => {
      if (level === undefined) return currentLevel;
      currentLevel = level;
      return logger;
    },
    error: complain,
    warn: complain,
    info: () => logger,
    debug: () => logger,
  };
  return { logger, complaint: () => first };
}

/** A part of Vega's scene: a mark contains items, and an item that is a group contains marks. */
interface Mark {
  marktype?: string;
  href?: unknown;
  items?: Mark[];
}

/** A sentence that says that a scene contains an image or a link; undefined if it contains neither. */
function outsider({ root }: { root: Mark }): string | undefined {
  const waiting = [root];
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    if (part.marktype === "image") return "it contains an image: use other marks.";
    if (part.href) return "it contains a link: leave href out.";
    for (const item of part.items ?? []) waiting.push(item);
  }
}

/** Refuses data, images and links that point outside the picture, even to a data: address. */
const refusingLoader = {
  options: {},
  load: refuse,
  sanitize: refuse,
  http: refuse,
  file: refuse,
};

function refuse(address: string): Promise<never> {
  const shown = String(address).slice(0, 80);
  return Promise.reject(new Error(`it refers to ${shown}, but a picture must contain its data itself, as "values".`));
}

/** How far outside the picture a diverging line may go, in pixels: beyond this, it does not matter where it ends. */
const FARTHEST = 1e6;

/** Finds coordinates, as Vega writes them. */
const COORDINATES = / (?:d|transform|x2|y2)="[^"]*"/g;

/** Limits coordinates that are too large for programs that draw an SVG. */
function nearby(coordinates: string): string {
  return coordinates.replace(
    /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/g,
    (number) => Math.abs(Number(number)) > FARTHEST ? String(Math.sign(Number(number)) * FARTHEST) : number,
  );
}

/**
 * Completes Vega's SVG: adds the title and the description, removes the parts that only a browser with Vega needs, and
 * numbers clips and gradients from 1, because Vega continues counting from picture to picture.
 */
function dress(svg: string, { title, description, usermeta }: Picture): string {
  const names = new Map<string, number>();
  const renamed = (_: string, before: string, kind: string, name: string) => {
    if (!names.has(name)) names.set(name, names.size + 1);
    return `${before}${kind}${names.get(name)}`;
  };
  const bare = svg.replace(/<[^>]*>/g, (tag) =>
    tag
      .replace(/ (?:class|role|aria-[a-z]+|pointer-events|version|xmlns:xlink)="[^"]*"/g, "")
      .replace(' opacity="1"', "")
      .replace(/( id="|url\(#)(clip|gradient_)(\d+)/g, renamed)
      .replace(COORDINATES, nearby));
  const root = bare.indexOf(">");
  const measured = usermeta?.isMeasured === true ? MEASURED : "";
  const head = `${bare.slice(0, root)} role="img"${measured}><title>${escapeXml(title)}</title><desc>${
    escapeXml(description)
  }</desc>`;
  return toXmlText(`${head}<style>${styleSheet()}</style>${bare.slice(root + 1)}\n`);
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

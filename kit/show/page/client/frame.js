// Draws a chart in a frame without an origin. Its only contact is the page around it, which sends a specification, a
// size, and the keys that the reader presses. The page believes nothing but "ready", a size and an error.
const vega = packages.vega;
const place = document.getElementById("chart");
const tip = document.getElementById("tip");
const ring = document.getElementById("ring");
const spoken = document.getElementById("spoken");

/** How far from a mark the pointer may be to read its numbers, in pixels of the page. */
const REACH = 30;

let view;
let last;
/** How large a pixel of the frame is on the page. */
let scale = 1;
/** The mark whose numbers are shown: the number of its curve, and its number in that curve. */
let now;
/** Whether it is shown because the mouse is near it. */
let isPointed = false;

const refuse = () => Promise.reject(new Error("A chart must contain its data itself."));
const loader = { options: {}, load: refuse, sanitize: refuse, http: refuse, file: refuse };

addEventListener("message", ({ source, data }) => {
  if (source !== parent) return;
  if (data.spec) {
    last = data;
    draw();
  } else if (data.scale) {
    scale = data.scale;
    document.documentElement.style.setProperty("--text", `${data.textSize / scale}px`);
  } else if (data.zoom === 0) draw();
  else if (data.zoom) zoom(data.zoom);
  else if (data.key) move(data.key, data.by);
  else if (data.left && isPointed) read(undefined);
});

async function draw() {
  const { spec, config, number } = last;
  try {
    read(undefined);
    view?.finalize();
    place.replaceChildren();
    const { spec: compiled } = packages["vega-lite"].compile(spec, { config });
    // a click must move the focus, as everywhere, and a finger must scroll
    const parsed = vega.parse(compiled, { events: { defaults: { prevent: false } } }, { ast: true });
    view = new vega.View(parsed, {
      expr: packages["vega-interpreter"].expressionInterpreter,
      loader,
      renderer: "svg",
      container: place,
      tooltip: () => {}, // the numbers are shown by `read`
    });
    await view.runAsync();
    const { width, height } = place.firstElementChild.getBoundingClientRect();
    parent.postMessage({ number, width, height }, "*");
  } catch (error) {
    parent.postMessage({ number, error: String(error?.message ?? error) }, "*");
  }
}

/** The marks that have numbers to read and can be seen, as a list for each curve, each with its place in the frame. */
function curves() {
  const found = [];
  const root = place.querySelector(".root")?.getScreenCTM();
  const look = (group, x, y, area) => {
    for (const { marktype, items } of group.items ?? []) {
      if (marktype === "group") {
        for (const item of items) {
          const [left, top] = [x + (item.x ?? 0), y + (item.y ?? 0)];
          const { width, height } = item;
          look(item, left, top, width > 0 && height > 0 ? { left, top, width, height } : area);
        }
        continue;
      }
      const hasSize = marktype === "rect" || marktype === "arc";
      const curve = items.filter(({ tooltip, defined }) => tooltip && defined !== false).map((item) => {
        const { x1, x2, y1, y2 } = item.bounds;
        const [mx, my] = hasSize ? [(x1 + x2) / 2, (y1 + y2) / 2] : [item.x, item.y];
        return {
          ...{ x: x + mx, y: y + my, text: item.tooltip, datum: item.datum },
          has: (px, py) => hasSize && px >= x + x1 && px <= x + x2 && py >= y + y1 && py <= y + y2,
        };
      }).filter(({ x, y }) =>
        Number.isFinite(x + y) && (!area ||
          (x >= area.left - 1 && x <= area.left + area.width + 1 && y >= area.top - 1 &&
            y <= area.top + area.height + 1))
      );
      if (curve.length > 0) found.push(curve);
    }
  };
  if (root) look(view.scenegraph().root.items[0], root.e, root.f);
  return found;
}

/** Shows the numbers of a mark, as text; nothing if there is no mark. */
function read(mark, isSpoken) {
  tip.hidden = ring.hidden = !mark;
  isPointed = !isSpoken;
  if (!mark) return void (now = undefined);
  const { x, y, text } = mark;
  const lines = typeof text === "object" ? Object.entries(text).map(([name, value]) => `${name}: ${value}`) : [text];
  tip.textContent = lines.join("\n").slice(0, 500);
  if (isSpoken) spoken.textContent = tip.textContent;
  const { width, height } = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(2, x + 14 + width < innerWidth ? x + 14 : x - 14 - width)}px`;
  tip.style.top = `${Math.max(2, Math.min(y - height - 8, innerHeight - height - 2))}px`;
  ring.style.left = `${x}px`;
  ring.style.top = `${y}px`;
}

/** Reads the mark that is nearest to a point. */
function readNearest(x, y, isSpoken) {
  let [nearest, least] = [undefined, REACH / scale];
  curves().forEach((curve, c) =>
    curve.forEach((mark, i) => {
      const distance = mark.has(x, y) ? 0 : Math.hypot(mark.x - x, mark.y - y);
      if (distance < least) [nearest, least] = [{ mark, at: [c, i] }, distance];
    })
  );
  read(nearest?.mark, isSpoken);
  now = nearest?.at;
}

/** Goes to the next mark, to the first or last one, or to the nearest mark of another curve. */
function move(key, by = 1) {
  const all = curves();
  if (all.length === 0) return;
  let [c, i] = now ?? [];
  if (!all[c]?.[i]) [c, i] = [0, 0];
  else if (key === "ArrowRight" || key === "ArrowLeft") i += key === "ArrowRight" ? by : -by;
  else if (key === "Home" || key === "End") i = key === "Home" ? 0 : all[c].length - 1;
  else {
    const { x } = all[c][i];
    c = (c + (key === "ArrowDown" ? 1 : all.length - 1)) % all.length;
    const distances = all[c].map((mark) => Math.abs(mark.x - x));
    i = distances.reduce((best, distance, j) => distance < distances[best] ? j : best, 0);
  }
  i = Math.max(0, Math.min(i, all[c].length - 1));
  read(all[c][i], true);
  now = [c, i];
}

/** Zooms each plot as the wheel with Ctrl does: around the mark that is being read, or else around the middle. */
async function zoom(direction) {
  const mark = now && curves()[now[0]]?.[now[1]];
  const wasPointed = isPointed;
  read(undefined);
  for (const plot of place.querySelectorAll(".mark-group .background")) {
    const { left, top, width, height, right, bottom } = plot.getBoundingClientRect();
    if (width < 50 || height < 50) continue;
    const isIn = mark && mark.x >= left && mark.x <= right && mark.y >= top && mark.y <= bottom;
    const at = { clientX: isIn ? mark.x : left + width / 2, clientY: isIn ? mark.y : top + height / 2 };
    plot.dispatchEvent(new PointerEvent("pointermove", { ...at, bubbles: true })); // Vega notes which plot it is
    plot.dispatchEvent(
      new WheelEvent("wheel", { ...at, deltaY: -200 * direction, ctrlKey: true, bubbles: true, cancelable: true }),
    );
  }
  if (!mark) return;
  await view.runAsync();
  if (now) return; // another mark is read by now
  // marks that are not in sight any more are not counted, so the same mark may have another number
  curves().forEach((curve, c) =>
    curve.forEach((each, i) => {
      if (now || each.datum !== mark.datum) return;
      read(each);
      isPointed = wasPointed;
      now = [c, i];
    })
  );
}

addEventListener("pointermove", ({ isTrusted, pointerType, buttons, clientX, clientY }) => {
  if (!isTrusted || pointerType === "touch") return; // not trusted: `zoom` made it
  if (buttons > 0) read(undefined);
  else readNearest(clientX, clientY);
});
addEventListener("pointerdown", (event) => {
  if (event.pointerType !== "touch") return;
  event.stopPropagation(); // a finger that moves must scroll the page, so it must not move the chart
  readNearest(event.clientX, event.clientY, true);
}, true);
parent.postMessage({ ready: true }, "*");

// Draws a chart in a frame without an origin. Its only contact is the page around it: the page sends a specification, and
// believes nothing but "ready", a size and an error.
const vega = packages.vega;
const place = document.getElementById("chart");
const tip = document.getElementById("tip");
let view;
let last;

const refuse = () => Promise.reject(new Error("A chart must contain its data itself."));
const loader = { options: {}, load: refuse, sanitize: refuse, http: refuse, file: refuse };

addEventListener("message", ({ source, data }) => {
  if (source !== parent) return;
  if (data.spec) {
    last = data;
    draw();
  } else if (data.zoom === 0) draw();
  else if (typeof data.zoom === "number") zoom(data.zoom);
});

async function draw() {
  try {
    view?.finalize();
    place.replaceChildren();
    const { spec } = packages["vega-lite"].compile(last.spec, { config: last.config });
    view = new vega.View(vega.parse(spec, undefined, { ast: true }), {
      expr: packages["vega-interpreter"].expressionInterpreter,
      loader,
      renderer: "svg",
      container: place,
      hover: true,
      tooltip: (_, event, __, value) => showTip(event, value),
    });
    await view.runAsync();
    const { width, height } = place.firstElementChild.getBoundingClientRect();
    parent.postMessage({ width: place.scrollWidth || width, height: place.scrollHeight || height }, "*");
  } catch (error) {
    parent.postMessage({ error: String(error?.message ?? error) }, "*");
  }
}

/** Shows the numbers of the mark under the pointer, as text. */
function showTip(event, value) {
  tip.hidden = value === null || value === undefined || value === "";
  if (tip.hidden) return;
  const lines = typeof value === "object"
    ? Object.entries(value).map(([name, text]) => `${name}: ${text}`)
    : [String(value)];
  tip.textContent = lines.join("\n").slice(0, 500);
  tip.style.left = `${Math.min(event.clientX + 12, innerWidth - tip.offsetWidth - 4)}px`;
  tip.style.top = `${Math.max(4, event.clientY - tip.offsetHeight - 8)}px`;
}

/** Zooms each plot around its middle, as the wheel with Ctrl does. */
function zoom(direction) {
  const svg = place.querySelector("svg");
  for (const plot of svg?.querySelectorAll(".mark-group .background") ?? []) {
    const { left, top, width, height } = plot.getBoundingClientRect();
    if (width < 50 || height < 50) continue;
    const at = { clientX: left + width / 2, clientY: top + height / 2 };
    plot.dispatchEvent(new PointerEvent("pointermove", { ...at, bubbles: true })); // Vega notes which plot it is
    plot.dispatchEvent(
      new WheelEvent("wheel", { ...at, deltaY: -200 * direction, ctrlKey: true, bubbles: true, cancelable: true }),
    );
  }
}

parent.postMessage({ ready: true }, "*");

// Shows what the server sends, and sends what the reader asks for. All HTML is made by the server.
"use strict";

/** How long to wait before the next attempt to reach the server, in milliseconds. */
const RETRY_MS = 1000;

// the token must not stay in the address, where it would be copied together with it
const token = location.hash.slice(1) || sessionStorage.getItem("token") || "";
sessionStorage.setItem("token", token);
history.replaceState(null, "", location.pathname);

const element = (id) => document.getElementById(id);
let socket;

function connect() {
  socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/socket`);
  socket.onopen = () => socket.send(token);
  socket.onmessage = ({ data }) => {
    say("");
    show(JSON.parse(data));
  };
  socket.onclose = ({ code }) => {
    const isRefused = code === 4001;
    say(isRefused ? "This address is an old one: open the one that the terminal shows." : "Ended: see the terminal.");
    if (!isRefused) setTimeout(connect, RETRY_MS);
  };
}

function say(text) {
  if (element("connection").textContent !== text) element("connection").textContent = text;
}

/** The sections that an earlier save also has, and what they contain now, while an earlier save is shown. */
const OF_A_SAVE = ["score", "checks", "picture", "data"];
let now;

/** Puts each section into its place. What the reader has opened stays open, and the focus stays where it is. */
function show(sections) {
  if (sections.looking) now ??= Object.fromEntries(OF_A_SAVE.map((name) => [name, element(name).innerHTML]));
  else if (now) {
    for (const name of OF_A_SAVE.filter((name) => name in sections)) {
      now[name] = sections[name];
      delete sections[name];
    }
    if (sections.title) back(); // another lesson
  }
  element("looking").hidden = !now;
  for (const [name, html] of Object.entries(sections)) {
    if (name === "chart") openChart(JSON.parse(html));
    else if (name === "title") {
      document.title = html;
      element("title").textContent = html;
    } else if (name === "size") document.documentElement.dataset.size = html;
    else if (name === "state") {
      if (html === "judged") speak(element("score").textContent);
    } else if (name !== "looking" && element(name)) replace(element(name), html);
  }
}

/** Returns from an earlier save. */
function back() {
  const sections = now;
  now = undefined;
  if (sections) show(sections);
}

function replace(place, html) {
  const open = [...place.querySelectorAll("details[open][id]")].map(({ id }) => id);
  const focused = place.contains(document.activeElement) ? document.activeElement.id : "";
  place.innerHTML = html;
  for (const id of open) element(id)?.setAttribute("open", "");
  if (focused) element(focused)?.focus({ preventScroll: true });
}

/** Screen readers say a message only if its element is new, or if it differs from the last one. */
function speak(text) {
  const region = document.createElement("p");
  region.setAttribute("role", "status");
  element("spoken").replaceChildren(region);
  setTimeout(() => region.textContent = text.replace(/\s+/g, " "), 50);
}

function ask(what, about) {
  if (what === "copy") return void navigator.clipboard.writeText(element(about).textContent);
  if (what === "now") return back();
  if (what === "download") return void download();
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ do: what, about }));
}

/** The chart that is shown: it, and the frame in which it is drawn. */
let chart;

/** Shows a chart in a frame of its own, which has no origin and knows nothing of this page. */
function openChart({ problem, ...drawing }) {
  closeChart();
  element("problem").textContent = problem ?? "";
  if (!problem) {
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.title = "The picture as a chart";
    frame.src = "frame";
    chart = { frame, drawing };
    element("frame").append(frame);
  }
  if (!element("closer").open) element("closer").showModal();
}

function closeChart() {
  chart?.frame.remove();
  chart = undefined;
}

function tellChart(message) {
  chart?.frame.contentWindow.postMessage(message, "*"); // its origin has no name
}

addEventListener("message", ({ source, data }) => {
  if (!chart || source !== chart.frame.contentWindow || typeof data !== "object" || data === null) return;
  if (data.ready === true) tellChart(chart.drawing);
  else if (typeof data.error === "string") {
    element("problem").textContent = `This picture cannot be touched: ${data.error.slice(0, 200)}`;
  } else if (Number.isFinite(data.width) && Number.isFinite(data.height)) {
    chart.frame.width = Math.min(4000, Math.max(100, data.width + 24));
    chart.frame.height = Math.min(4000, Math.max(100, data.height + 4));
  }
});
element("closer").addEventListener("close", closeChart);

/** Writes the page as one file that needs no server, no script and no network. */
async function download() {
  const style = await fetch("page.css").then((answer) => answer.text());
  const copy = document.documentElement.cloneNode(true);
  for (
    const left of copy.querySelectorAll("script, link, button, footer, dialog, #spoken, #connection, #looking, .skip")
  ) {
    left.remove();
  }
  for (const details of copy.querySelectorAll("details")) details.setAttribute("open", "");
  const policy =
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">";
  copy.querySelector("meta").insertAdjacentHTML("afterend", policy);
  copy.querySelector("head").append(Object.assign(document.createElement("style"), { textContent: style }));
  const url = URL.createObjectURL(new Blob([`<!doctype html>\n${copy.outerHTML}\n`], { type: "text/html" }));
  const name = document.title.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  Object.assign(document.createElement("a"), { href: url, download: `${name}.html` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

const KEYS = {
  c: "chart",
  r: "run",
  e: "edit",
  h: "hint",
  n: "next",
  s: "stop",
  "?": "help",
  d: "download",
  Escape: "now",
};

addEventListener("click", ({ target }) => {
  if (target.dataset?.zoom) tellChart({ zoom: Number(target.dataset.zoom) });
  if (target.closest?.("[data-close]")) element("closer").close();
  const button = target.closest?.("[data-do]");
  if (button) ask(button.dataset.do, button.dataset.about);
});
addEventListener("input", ({ target }) => {
  if (!target.dataset?.knob) return;
  const knobs = [...document.querySelectorAll("[data-knob]")];
  ask("turn", knobs.map(({ dataset, value }) => `${dataset.knob}=${value}`).join("&"));
});
addEventListener("keydown", (event) => {
  if (
    event.ctrlKey || event.metaKey || event.altKey || event.repeat ||
    event.target.closest("input[type=text], textarea, select")
  ) return;
  if (chart) {
    const zoom = { "+": 1, "=": 1, "-": -1, "0": 0 }[event.key];
    if (zoom !== undefined) tellChart({ zoom });
  } else if (Object.hasOwn(KEYS, event.key)) ask(KEYS[event.key]);
});
connect();

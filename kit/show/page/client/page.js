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

/** The sections that an earlier save also has. */
const OF_A_SAVE = ["score", "checks", "picture", "chart", "words", "data"];

/** What the server sent last, by section, and the number of the earlier save that is shown instead; "" if there is none. */
const latest = {};
let looking = "";

/** Puts each section into its place. What the reader has opened stays open, and the focus stays where it is. */
function show(sections) {
  if (sections.looking) looking = sections.looking;
  else {
    Object.assign(latest, sections);
    if (sections.title || sections.state === "judging") back(); // another lesson, or a new save
  }
  element("looking").hidden = !looking;
  for (const [name, html] of Object.entries(sections)) {
    if (looking && !sections.looking && OF_A_SAVE.includes(name)) continue;
    if (name === "chart") drawChart(html);
    else if (name === "title") {
      document.title = html;
      element("title").textContent = html;
    } else if (name === "size") document.documentElement.dataset.size = html;
    else if (name === "state") {
      if (html === "judged" && !looking) speak(element("score").textContent);
    } else if (name === "positions") moveKnobs(html);
    else if (name === "drawing") setTimeout(markOld, html ? MARK_MS : 0);
    else if (name !== "looking" && element(name)) replace(element(name), html);
  }
  element("own").hidden = element("picture").innerHTML === "";
  const saves = savesNow();
  for (const button of saves) {
    button.ariaCurrent = button.dataset.about === looking ? "true" : null;
    button.tabIndex = button === (saves.find(({ ariaCurrent }) => ariaCurrent) ?? saves.at(-1)) ? 0 : -1;
  }
  if (!latest.drawing || looking) markOld();
}

/** The bars of the saves, oldest first. */
const savesNow = () => [...document.querySelectorAll("#saves button")];

/** Goes to another save with a key. Only one bar is in the order of Tab. */
function moveInSaves(button, key) {
  const saves = savesNow();
  const at = saves.indexOf(button);
  const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: saves.length - 1 }[key];
  if (!saves[next]) return;
  saves[next].focus();
  ask("look", saves[next].dataset.about);
}

/** How long a picture may be drawn before the old one is marked, in milliseconds: a short mark would only flicker. */
const MARK_MS = 250;

/** Marks the picture that is shown while a new one is drawn, so that nobody takes it for the new one. */
function markOld() {
  const text = looking ? "" : latest.drawing ?? "";
  element("stage").className = text ? "old" : "";
  if (element("drawing").textContent !== text) element("drawing").textContent = text;
}

/** Returns from an earlier save. */
function back() {
  if (!looking) return;
  looking = "";
  show(Object.fromEntries(OF_A_SAVE.map((name) => [name, latest[name] ?? ""])));
}

/** Returns with a key or a button, which takes the focus along. */
function now() {
  const isInSaves = element("saves").contains(document.activeElement);
  back();
  if (isInSaves) savesNow().at(-1)?.focus();
}

/** Moves the sliders to where another page has moved them. The one that is being moved here stays with its reader. */
function moveKnobs(positions) {
  for (const [name, position] of new URLSearchParams(positions)) {
    const knob = element(`knob-${name}`);
    if (knob && knob !== document.activeElement) knob.value = position;
  }
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
  if (what === "copy") return void copy(about);
  if (what === "now") return now();
  if (what === "look" && about === savesNow().at(-1).dataset.about) return back(); // it is no earlier one
  if (what === "large") return enlarge();
  if (what === "download") return void download();
  if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ do: what, about }));
}

/** How long a button says what it did, in milliseconds. */
const SAID_MS = 2000;

/** Copies a text, or selects it where a page may not copy. The button says so. */
async function copy(about) {
  const text = element(about);
  const button = document.querySelector(`[data-do="copy"][data-about="${about}"]`);
  let said = "Copied";
  try {
    await navigator.clipboard.writeText(text.textContent);
  } catch {
    getSelection().selectAllChildren(text);
    said = "Selected: copy it with a key";
  }
  speak(said);
  button.dataset.label ??= button.textContent;
  button.textContent = said;
  setTimeout(() => button.textContent = button.dataset.label, SAID_MS);
}

/** How long the chart of the picture before may be shown, and how long a frame may take, in milliseconds. */
const STALE_MS = 250;
const FRAME_MS = 10_000;

/** The frame with the chart, what it draws, the number of that drawing, and its size. */
let frame;
let drawing;
let drawings = 0;
let size;
let waits = [];

/**
 * Draws the picture as a chart, in a frame of its own, which has no origin and knows nothing of this page. Until the
 * frame says that it has drawn it, and if it never does, the image is shown.
 */
function drawChart(text) {
  waits.forEach(clearTimeout);
  waits = [];
  const { problem = "", ...chart } = text === "" ? {} : JSON.parse(text);
  element("problem").textContent = problem;
  drawing = chart.spec && { ...chart, number: ++drawings };
  if (!drawing) return showImage();
  waits = [
    setTimeout(showImage, STALE_MS),
    setTimeout(() => giveUp("it takes too long to draw"), FRAME_MS),
  ];
  if (frame) return tellChart(drawing);
  frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.title = "Your picture as a chart";
  frame.tabIndex = -1;
  frame.src = "frame";
  element("chart").append(frame);
}

function showImage() {
  for (const id of ["chart", "tools"]) element(id).className = "absent";
  element("picture").className = "";
}

/** Leaves the image where it is. A new picture gets a new frame. */
function giveUp(why) {
  waits.forEach(clearTimeout);
  showImage();
  frame?.remove();
  frame = undefined;
  element("problem").textContent = `This picture cannot be touched: ${why}.`;
}

function tellChart(message) {
  frame?.contentWindow.postMessage(message, "*"); // its origin has no name
}

/** Gives the frame the size of the image: it is drawn in its own size, and shown smaller or larger. */
function fit() {
  if (!frame || !size) return;
  const { clientWidth, clientHeight } = element("picture").firstElementChild ?? element("picture");
  const scale = Math.min(clientWidth / size.width, clientHeight / size.height);
  if (!(scale > 0)) return;
  frame.width = size.width;
  frame.height = size.height;
  frame.style.transform = `scale(${scale})`;
  tellChart({ scale, textSize: 0.8 * parseFloat(getComputedStyle(document.documentElement).fontSize) });
}

addEventListener("message", ({ source, data }) => {
  if (!frame || source !== frame.contentWindow || typeof data !== "object" || data === null) return;
  if (data.ready === true && drawing) tellChart(drawing);
  if (!drawing || data.number !== drawing.number) return; // it is about an earlier picture
  if (typeof data.error === "string") giveUp(data.error.slice(0, 200));
  else if (Number.isFinite(data.width) && Number.isFinite(data.height)) {
    waits.forEach(clearTimeout);
    const bounded = (length) => Math.min(4000, Math.max(100, Math.ceil(length)));
    size = { width: bounded(data.width), height: bounded(data.height) };
    fit();
    for (const id of ["chart", "tools"]) element(id).className = "";
    element("picture").className = "behind";
  }
});
new ResizeObserver(fit).observe(element("stage"));
// a key that is pressed inside of the frame never arrives here, so a click must not leave the focus in the frame
addEventListener("blur", () =>
  setTimeout(() => {
    if (frame && document.activeElement === frame) element("chart").focus({ preventScroll: true });
  }));

/** Shows the picture on the whole screen, or on the page again. */
function enlarge() {
  if (document.fullscreenElement) document.exitFullscreen();
  else if (frame) element("own").requestFullscreen().then(() => element("chart").focus(), () => {});
}

/** Writes the page as one file that needs no server, no script and no network. */
async function download() {
  const style = await fetch("page.css").then((answer) => answer.text());
  const copy = document.documentElement.cloneNode(true);
  copy.querySelector("#picture").className = copy.querySelector("#stage").className = "";
  for (const { id, selectedOptions } of document.querySelectorAll("#knobs select")) {
    copy.querySelector(`#${id}`).replaceWith(selectedOptions[0].text);
  }
  for (
    const left of copy.querySelectorAll(
      "script, link, button, footer, #chart, #problem, #drawing, #spoken, #connection, #looking[hidden], #knobs h2, #knobs input, #saves, .skip",
    )
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
  c: "large",
  r: "run",
  e: "edit",
  h: "hint",
  n: "next",
  s: "stop",
  "?": "help",
  d: "download",
  Escape: "now",
};

/** The keys that read the marks of the chart, while it has the focus. */
const READING = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];
const ZOOM = { "+": 1, "=": 1, "-": -1, "0": 0 };

addEventListener("click", ({ target }) => {
  if (target.dataset?.zoom) tellChart({ zoom: Number(target.dataset.zoom) });
  const button = target.closest?.("[data-do]");
  if (button) ask(button.dataset.do, button.dataset.about);
});
// a frame is not told that the mouse has left it
addEventListener("pointermove", ({ target }) => element("chart").contains(target) || tellChart({ left: true }));
for (const [event, what] of [["input", "turn"], ["change", "release"]]) {
  addEventListener(event, ({ target }) => {
    if (!target.dataset?.knob) return;
    back(); // the picture that changes is the last one
    const knobs = [...document.querySelectorAll("[data-knob]")];
    ask(what, knobs.map(({ dataset, value }) => `${dataset.knob}=${value}`).join("&"));
  });
}
addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input[type=text], textarea, select")) return;
  if (target === element("chart") && READING.includes(key)) {
    event.preventDefault(); // it would scroll
    tellChart({ key, by: event.shiftKey ? 10 : 1 });
  } else if (target.closest("#saves button") && READING.includes(key)) {
    event.preventDefault();
    moveInSaves(target, key);
  } else if (event.repeat) return;
  else if (Object.hasOwn(ZOOM, key)) tellChart({ zoom: ZOOM[key] });
  else if (Object.hasOwn(KEYS, key)) ask(KEYS[key]);
});
connect();

/**
 * The look of every picture, as data: one palette with light and dark shades, and one Vega-Lite config made from it.
 * @module
 */

/** A colour on a light page, and its replacement on a dark page. */
export interface Shade {
  /** As #rrggbb. No two colours of the palette have the same light shade, because it is used to find the dark one. */
  light: string;
  /** As #rrggbb. */
  dark: string;
}

/**
 * The palette. Each role has the same colour in all lessons. All colours of lines and text have a contrast of at least
 * 4.5 : 1 with the page. In greyscale, that leaves only two different greys: the model's and its rival's. Other series
 * share these, and differ in their dashes and shapes. Only the grid, the dots of the data and the earlier points of a
 * walk are paler on purpose.
 */
export const palette = {
  background: { light: "#ffffff", dark: "#16191d" },
  ink: { light: "#20252b", dark: "#e8ebee" },
  axis: { light: "#5f6873", dark: "#98a2ad" },
  grid: { light: "#e3e6ea", dark: "#2d333a" },
  data: { light: "#7c858f", dark: "#9aa3ac" },
  truth: { light: "#454c55", dark: "#c4cad1" },
  model: { light: "#0a4a87", dark: "#5ba3e6" },
  rival: { light: "#c05408", dark: "#ffbb82" },
  third: { light: "#1e7a5a", dark: "#63c79b" },
  fourth: { light: "#7b3f98", dark: "#cda4e6" },
  fifth: { light: "#8a6a00", dark: "#dcc04a" },
  sixth: { light: "#a3174a", dark: "#f285a5" },
  past1: { light: "#86b4de", dark: "#466480" },
  past2: { light: "#68a0d4", dark: "#4b749b" },
  past3: { light: "#4483c0", dark: "#5084b5" },
  past4: { light: "#2769ab", dark: "#5594ce" },
} satisfies Record<string, Shade>;

/** How a series looks: its colour, and the marks that distinguish it without colours. */
export interface SeriesStyle {
  colour: string;
  /** Dashes and gaps of its line, in pixels; none if the line is solid. */
  dash?: readonly number[];
  /** The shape of its dots, by Vega's name. */
  shape: string;
}

/** The styles of several series in one picture, in order: the model, its rival, and four more. */
export const seriesStyles: readonly SeriesStyle[] = [
  { colour: palette.model.light, shape: "circle" },
  { colour: palette.rival.light, shape: "square", dash: [9, 5] },
  { colour: palette.third.light, shape: "triangle-up", dash: [1, 5] },
  { colour: palette.fourth.light, shape: "diamond", dash: [12, 5, 1, 5] },
  { colour: palette.fifth.light, shape: "cross", dash: [4, 5] },
  { colour: palette.sixth.light, shape: "triangle-right", dash: [12, 5, 1, 5, 1, 5] },
];

/** Shades of the model's blue, from pale (past) to full (present). */
export const timeColours: readonly string[] = [
  palette.past1.light,
  palette.past2.light,
  palette.past3.light,
  palette.past4.light,
  palette.model.light,
];

/** Sizes in pixels. The whole picture is about 640 × 360; plots that share it have one of these widths. */
export const sizes = {
  width: 640,
  plotHeight: 256,
  sharedPlotWidths: [300, 280, 260, 240, 220, 200],
  text: 14,
  title: 17,
} as const;

/** Fonts that look alike on all systems; {@linkcode textWidth} measures with the widest of them, DejaVu Sans. */
const FONT = "Helvetica, Arial, DejaVu Sans, sans-serif";

/** The style of all pictures: a Vega-Lite config. A picture's own `config` overrides it. */
export const theme = {
  background: palette.background.light,
  padding: 12,
  font: FONT,
  aria: false, // the SVG gets one title and one description for the whole picture, instead of a label for each dot
  view: { stroke: null },
  title: {
    anchor: "start",
    frame: "group",
    offset: 14,
    fontSize: sizes.title,
    fontWeight: 600,
    color: palette.ink.light,
    subtitleColor: palette.axis.light,
    subtitleFontSize: sizes.text,
  },
  axis: {
    labelFontSize: sizes.text,
    titleFontSize: sizes.text,
    titleFontWeight: 400,
    labelColor: palette.axis.light,
    titleColor: palette.ink.light,
    domainColor: palette.axis.light,
    tickColor: palette.axis.light,
    gridColor: palette.grid.light,
    labelPadding: 5,
    titlePadding: 10,
  },
  axisX: { grid: false, labelFlush: false },
  axisY: { ticks: false, domain: false },
  legend: {
    labelFontSize: sizes.text,
    titleFontSize: sizes.text,
    titleFontWeight: 400,
    labelColor: palette.axis.light,
    titleColor: palette.ink.light,
  },
  concat: { spacing: 32 },
  line: { color: palette.model.light, strokeWidth: 2.5, strokeJoin: "round", strokeCap: "round" },
  point: { color: palette.data.light, filled: true, size: 50, opacity: 1 },
  rule: { color: palette.axis.light, strokeWidth: 1.5 },
  text: { color: palette.ink.light, fontSize: sizes.text },
} as const;

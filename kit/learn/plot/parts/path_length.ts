/**
 * The length of an SVG path.
 * @module
 */

/** How many numbers follow each command. S and T are missing, because Vega does not write them. */
const COUNTS: Record<string, number> = { M: 2, L: 2, H: 1, V: 1, C: 6, Q: 4, A: 7, Z: 0 };

const SPACE = /[ \t\r\n,]*/y;
const COMMAND = /[MLHVCQAZ]/iy;
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/iy;
const FLAG = /[01]/y;

/** The size of a path. */
export interface PathSize {
  /** An upper bound for the length of its line, in its own units. */
  length: number;
  /** The number of its pieces. */
  segments: number;
}

/**
 * Measures a path.
 * @param path The attribute `d`.
 * @param largest The largest absolute value that a number in it may have.
 * @returns undefined if it is not a path, or has a command that Vega does not write, or a number that is too large.
 */
export function pathSize(path: string, largest: number): PathSize | undefined {
  let at = 0;
  const read = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(path)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const readNumber = (pattern: RegExp): number => {
    read(SPACE);
    const number = Number(read(pattern) ?? NaN);
    return Math.abs(number) <= largest ? number : NaN;
  };
  let [length, segments, x, y, startX, startY] = [0, 0, 0, 0, 0, 0];
  let command = "";
  for (read(SPACE); at < path.length; read(SPACE)) {
    const letter = read(COMMAND);
    if (letter === undefined && /^[Zz]?$/.test(command)) return undefined; // no command to repeat
    if (command === "" && !/^m$/i.test(letter ?? "")) return undefined; // a path begins with a move
    command = letter ?? command.replace("M", "L").replace("m", "l"); // further pairs of numbers after a move are lines
    const upper = command.toUpperCase();
    const numbers: number[] = [];
    for (let i = 0; i < COUNTS[upper]; i++) {
      const number = readNumber(upper === "A" && (i === 3 || i === 4) ? FLAG : NUMBER);
      if (Number.isNaN(number)) return undefined;
      numbers.push(number);
    }
    const [baseX, baseY] = command === upper ? [0, 0] : [x, y];
    let last = [x, y];
    const goTo = (newX: number, newY: number) => {
      length += Math.hypot(newX - last[0], newY - last[1]);
      last = [newX, newY];
    };
    if (upper === "Z") goTo(startX, startY);
    else if (upper === "H") goTo(baseX + numbers[0], y);
    else if (upper === "V") goTo(x, baseY + numbers[0]);
    else if (upper === "M") last = [startX, startY] = [baseX + numbers[0], baseY + numbers[1]];
    else if (upper === "A") {
      const end = [baseX + numbers[5], baseY + numbers[6]];
      length += longestArc(numbers[0], numbers[1], Math.hypot(end[0] - x, end[1] - y));
      last = end;
    } else {
      // a curve is shorter than the path along its control points
      for (let i = 0; i < numbers.length; i += 2) goTo(baseX + numbers[i], baseY + numbers[i + 1]);
    }
    [x, y] = last;
    segments++;
  }
  return { length, segments };
}

/** An upper bound for the length of an arc: the whole ellipse, which grows if it is too small for `chord`. */
function longestArc(radiusX: number, radiusY: number, chord: number): number {
  const [small, large] = [Math.abs(radiusX), Math.abs(radiusY)].sort((a, b) => a - b);
  if (small === 0) return chord;
  return 2 * Math.PI * large * Math.max(1, chord / 2 / small) + chord;
}

/**
 * The checks of lesson 22. Variants are judged by images in which every pixel says where it was; what is to be as likely
 * as something else is counted. Two seeds are trained both ways, once for all checks that ask for it; what the networks are
 * worth is computed here once more, from their weights and from the images as they lie in the files.
 * @module
 */
import { AssertionError } from "@std/assert";
import {
  assertClose,
  assertTrueAnswer,
  check,
  counted,
  countText,
  describe,
  fashionMNISTSubset,
  type ListName,
  open,
  RandomState,
  readFashionMNIST,
  requireChoice,
  requireList,
  requireNumbers,
  requireRecord,
  shapeText,
} from "downhill/testing";

const lesson = open<typeof import("../solutions/22_augmentation.ts")>("22_augmentation");

const SIDE = 28;
const PIXELS = SIDE * SIDE;
const HIDDEN = 64;
const KINDS = 10;
const SHAPES = [[PIXELS, HIDDEN], [HIDDEN], [HIDDEN, KINDS], [KINDS]];

const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);
const mean = (values: ArrayLike<number>) => sum(values) / values.length;
const list = <T>(length: number, value: (i: number) => T) => Array.from({ length }, (_, i) => value(i));

/** An image in which every pixel is another number, and none is 0: (its place + 1) / 785. */
const MAP = list(PIXELS, (i) => Math.fround((i + 1) / (PIXELS + 1)));

/** Where a pixel of a redrawn {@linkcode MAP} was: its place from 0 to 783, or −1 for background. */
const placeOf = (pixel: number) => Math.round(pixel * (PIXELS + 1)) - 1;

/** Whether that is a pixel of the {@linkcode MAP}, and no background. */
const isPixel = (pixel: number) => Math.abs(pixel - (MAP[placeOf(pixel)] ?? NaN)) <= 1e-6;

/** The map with its rows and columns from elsewhere; what comes from beyond the edge is `beyond`. */
function redrawn(
  rowOf: (row: number) => number,
  columnOf: (column: number) => number,
  beyond: (place: number) => number = () => NaN,
): number[] {
  return list(PIXELS, (i) => {
    const [row, column] = [rowOf(Math.floor(i / SIDE)), columnOf(i % SIDE)].map((place) =>
      place >= 0 && place < SIDE ? place : beyond(place)
    );
    return MAP[row * SIDE + column] ?? 0;
  });
}

const same = (place: number) => place;
const back = (place: number) => SIDE - 1 - place;
const MIRRORED = redrawn(same, back);

/** Names the pixels of an image by their places in it. */
function pixelsOf(image: string): ListName {
  const item = (place: number) => `the pixel at row ${Math.floor(place / SIDE)}, column ${place % SIDE} of ${image}`;
  return { list: image, item };
}

/** How often each of the values from `low` to `high` occurs. */
const countsOf = (values: readonly number[], low: number, high: number) =>
  list(high - low + 1, (i) => values.filter((value) => value === low + i).length);

/**
 * Checks that each of the whole numbers from `low` to `high` came as often as another. Each count is binomial; 6 of its
 * standard deviations away lies one of 500 million.
 */
function assertEven(values: readonly number[], low: number, high: number, name: string): void {
  const counts = countsOf(values, low, high);
  const share = 1 / counts.length;
  const expected = values.length * share;
  const tolerance = 6 * Math.sqrt(expected * (1 - share));
  const isOdd = (count: number) => Math.abs(count - expected) > tolerance;
  if (!counts.some(isOdd)) return;
  // what never comes says most about the reason
  const odd = counts.includes(0) ? counts.indexOf(0) : counts.findIndex(isOdd);
  const [first, last] = [counts[0], counts[counts.length - 1]];
  const isHalf = (count: number) => Math.abs(count / expected - 0.5) < 0.2;
  const cause = counts.includes(values.length)
    ? `it is always ${describe(low + counts.indexOf(values.length))}, so draw it, and use what was drawn`
    : counts.indexOf(0) === counts.length - 1
    ? "who rounds down has to draw below high + 1"
    : isHalf(first) && isHalf(last)
    ? "rounded to the nearest, the ends come half as often as the rest, so round down, and draw below high + 1"
    : "each whole number has to be as likely as another";
  throw new AssertionError(
    `${name} is ${describe(low + odd)} in ${counts[odd]} of ${countText(values.length)} cases, expected about ${
      countText(Math.round(expected))
    }: ${cause}.`,
  );
}

check("draws every whole number of a range equally often", {
  id: "22-whole",
  points: 1,
  hints: [
    "Which numbers can random.uniform(0, 2) be? What is left of them when they are rounded down?",
    "From low to high are high − low + 1 whole numbers. As many numbers of length 1 have to fit in what uniform draws from.",
    "return Math.floor(random.uniform(low, high + 1));",
  ],
}, async ({ seed }) => {
  const drawn = await lesson.evaluate(async ({ wholeNumber }, seed) => {
    const { RandomState } = await import("downhill");
    const [random, again] = [new RandomState(seed), new RandomState(seed)];
    return [random, again].map((random) => Array.from({ length: 6000 }, () => wholeNumber(random, -2, 3)));
  }, seed);
  const [values, repeated] = requireList(drawn, "two lists of drawn numbers", 2).map((numbers) =>
    requireNumbers(numbers, "the drawn numbers", 6000)
  );
  const odd = values.find((value) => !Number.isInteger(value) || value < -2 || value > 3);
  if (odd !== undefined) {
    throw new AssertionError(
      `wholeNumber(random, −2, 3) is ${
        describe(odd)
      }, expected a whole number from −2 to 3: round down, with Math.floor.`,
    );
  }
  assertEven(values, -2, 3, "wholeNumber(random, −2, 3)");
  if (values.some((value, i) => value !== repeated[i])) {
    throw new AssertionError(
      "wholeNumber draws other numbers from a generator with the same seed: draw with random.uniform, not Math.random.",
    );
  }
});

check("shows an image in a mirror", {
  id: "22-mirror",
  points: 1,
  hints: [
    "Which column of the old image becomes the first of the new one?",
    "redraw asks for each new row and each new column which old one it comes from. Rows stay what they are.",
    "return redraw(image, (row) => row, (column) => SIDE - 1 - column);",
  ],
}, async () => {
  const seen = await lesson.evaluate(({ mirror }, map) => {
    const image = Float32Array.from(map);
    const mirrored = mirror(image);
    return [mirrored, image.slice()];
  }, MAP);
  const [mirrored, original] = requireList(seen, "the mirrored image and the original", 2);
  assertClose(original, MAP, {
    name: pixelsOf("the original, afterwards,"),
    absolute: 1e-6,
    why: "it is needed again: make a new image",
  });
  assertClose(mirrored, MIRRORED, {
    name: pixelsOf("the mirrored image"),
    absolute: 1e-6, // pixels are copied, and neighbours differ by 1.3e-3
    why: "each pixel is the number of its place, divided by 785",
    mistakes: {
      "that is the image itself": MAP,
      "that is upside down: rows stay, columns change": redrawn(back, same),
      "that is turned by half a turn: rows stay": redrawn(back, back),
      "rows and columns have changed places": list(PIXELS, (i) => MAP[(i % SIDE) * SIDE + Math.floor(i / SIDE)]),
      "column 0 comes from column 28, which there is not: 27 − column": redrawn(same, (column) => SIDE - column),
    },
  });
});

/** Lets one of the three functions make variants of many maps: all pixels of the first 40, one of each other. */
const variantsOf = (name: "randomShift" | "randomFlip" | "randomCrop", seed: number, pixel: number, amount?: number) =>
  lesson.evaluate(
    async (lesson, name, map, seed, pixel, amount) => {
      const { RandomState } = await import("downhill");
      const batch = Array.from({ length: 2000 }, () => Float32Array.from(map));
      const make = lesson[name] as typeof lesson.randomShift;
      const variants = make(batch, new RandomState(seed), ...(amount === null ? [] : [amount]));
      if (!Array.isArray(variants)) return { variants };
      return { count: variants.length, whole: variants.slice(0, 40), pixels: variants.map((each) => each?.[pixel]) };
    },
    name,
    MAP,
    seed,
    pixel,
    amount ?? null,
  );

/** The evidence of {@linkcode variantsOf}, with the shapes it should have. */
function requireVariants(variants: Awaited<ReturnType<typeof variantsOf>>, name: string) {
  if (typeof variants?.count !== "number") {
    throw new AssertionError(
      `${name} returns no list, expected one with an image for each of the batch: is it returned?`,
    );
  }
  if (variants.count !== 2000) {
    throw new AssertionError(`${name} makes ${counted(variants.count, "image")} of 2,000: make one of each.`);
  }
  return {
    whole: requireList(variants.whole, `the first variants of ${name}`, 40)
      .map((variant, i) => requireNumbers(variant, pixelsOf(`variant ${i} of ${name}`), PIXELS)),
    pixels: requireNumbers(variants.pixels, `a pixel of each variant of ${name}`, 2000),
  };
}

/** A pixel in the middle, which no small shift moves beyond the edge. */
const MIDDLE = 14 * SIDE + 14;

check("moves each image by its own number of pixels, any way", {
  id: "22-shift",
  points: 2,
  hints: [
    "If an image moves down by one row, which old row is the new row 5? And the new row 0?",
    "batch.map((image) => …); for each image two draws of wholeNumber(random, -pixels, pixels), and a redraw.",
    "return redraw(image, (row) => row - down, (column) => column - right);",
  ],
}, async ({ seed }) => {
  for (const pixels of [undefined, 3]) {
    const name = pixels === undefined ? "randomShift(batch, random)" : `randomShift(batch, random, ${pixels})`;
    const { whole, pixels: middles } = requireVariants(await variantsOf("randomShift", seed, MIDDLE, pixels), name);
    const most = pixels ?? 1;
    const moves = middles.map((pixel, i) => {
      const place = placeOf(pixel);
      if (!isPixel(pixel)) {
        throw new AssertionError(
          `the middle of variant ${i} of ${name} is ${
            describe(pixel)
          }, which is no pixel of the image: move by whole pixels.`,
        );
      }
      return { down: 14 - Math.floor(place / SIDE), right: 14 - place % SIDE };
    });
    const far = moves.findIndex(({ down, right }) => Math.max(Math.abs(down), Math.abs(right)) > most);
    if (far >= 0) {
      const { down, right } = moves[far];
      throw new AssertionError(
        `${name} moves image ${far} by ${describe(down)} down and ${
          describe(right)
        } to the right, expected at most ${most} each way.`,
      );
    }
    whole.forEach((variant, i) => {
      const { down, right } = moves[i];
      const moved = (beyond?: (place: number) => number) =>
        redrawn((row) => row - down, (column) => column - right, beyond);
      assertClose(variant, moved(), {
        name: pixelsOf(`variant ${i} of ${name}`),
        absolute: 1e-6,
        why: `its middle has moved ${describe(down)} down and ${describe(right)} to the right, and so must the rest`,
        mistakes: {
          "what leaves at one edge comes back at the other: it should be 0 there": moved((place) =>
            (place + SIDE) % SIDE
          ),
          "the edge is repeated: it should be 0 there": moved((place) => Math.min(Math.max(place, 0), SIDE - 1)),
        },
      });
    });
    const [downs, rights] = [moves.map(({ down }) => down), moves.map(({ right }) => right)];
    if (new Set(downs).size === 1 && new Set(rights).size === 1) {
      throw new AssertionError(
        `${name} moves all 2,000 images alike, by ${describe(downs[0])} and ${
          describe(rights[0])
        }: draw anew for each image.`,
      );
    }
    // if they are drawn apart, they are equal in one of 2 · most + 1, and all 2,000 are so with no probability to speak of
    if (downs.every((down, i) => Math.abs(down) === Math.abs(rights[i]))) {
      throw new AssertionError(`${name} moves every image as far down as to the right: draw twice.`);
    }
    assertEven(downs, -most, most, `how far ${name} moves down`);
    assertEven(rights, -most, most, `how far ${name} moves to the right`);
  }
});

check("mirrors every other image, at random", {
  id: "22-flip",
  points: 1,
  hints: [
    "How often is random.uniform() below 0.5?",
    "For each image of the batch draw once, and depending on that take mirror(image) or the image.",
    "return batch.map((image) => random.uniform() < 0.5 ? mirror(image) : image);",
  ],
}, async ({ seed }) => {
  const name = "randomFlip(batch, random)";
  const { whole, pixels } = requireVariants(await variantsOf("randomFlip", seed, MIDDLE), name);
  const isMirrored = pixels.map((pixel) => Math.abs(pixel - MIRRORED[MIDDLE]) < 1e-6);
  whole.forEach((variant, i) =>
    assertClose(variant, isMirrored[i] ? MIRRORED : MAP, {
      name: pixelsOf(`variant ${i} of ${name}`),
      absolute: 1e-6,
      why: "the image, or the image in a mirror",
      mistakes: {
        "that is upside down": redrawn(back, same),
        "that is turned by half a turn": redrawn(back, back),
      },
    })
  );
  const count = isMirrored.filter(Boolean).length;
  if (count === 0 || count === 2000) {
    const what = count === 0 ? "none" : "all";
    throw new AssertionError(`${name} mirrors ${what} of 2,000 images: draw for each image whether to mirror it.`);
  }
  // 1,000 is expected, with a standard deviation of 22: 134 are 6 of them, and lie beyond chance in one of 500 million
  if (Math.abs(count - 1000) > 134) {
    throw new AssertionError(`${name} mirrors ${count} of 2,000 images, expected about 1,000: compare with 0.5.`);
  }
});

check("enlarges a square from anywhere in the image", {
  id: "22-crop",
  points: 2,
  hints: [
    "If 24 rows are stretched to 28, on which of the 24 does the new row 27 lie? And how many places are there for a square?",
    "A square begins at row 0 to 28 − side. The new row r lies on its row r · side / 28, rounded down; columns likewise.",
    "redraw(image, (row) => top + Math.floor(row * side / SIDE), (column) => left + Math.floor(column * side / SIDE))",
  ],
}, async ({ seed }) => {
  for (const amount of [undefined, 20]) {
    const name = amount === undefined ? "randomCrop(batch, random)" : `randomCrop(batch, random, ${amount})`;
    const side = amount ?? 24;
    const { whole, pixels } = requireVariants(await variantsOf("randomCrop", seed, 0, amount), name);
    const corners = pixels.map((pixel, i) => {
      const place = placeOf(pixel);
      if (!isPixel(pixel)) {
        throw new AssertionError(
          `pixel 0 of variant ${i} of ${name} is ${
            describe(pixel)
          }, which is no pixel of the image: take the value of the old ` +
            "pixel that it lies on.",
        );
      }
      return { top: Math.floor(place / SIDE), left: place % SIDE };
    });
    const beyond = corners.findIndex(({ top, left }) => Math.max(top, left) > SIDE - side);
    if (beyond >= 0) {
      const { top, left } = corners[beyond];
      throw new AssertionError(
        `a square of ${name} begins at row ${top} and column ${left}, expected at most ${SIDE - side}: ` +
          `it is ${side} pixels wide and high, and has to end within the image.`,
      );
    }
    whole.forEach((variant, k) => {
      const { top, left } = corners[k];
      variant.forEach((pixel, i) => {
        const place = placeOf(pixel);
        const [row, column] = [Math.floor(i / SIDE), i % SIDE];
        const where = `the pixel at row ${row}, column ${column} of variant ${k} of ${name}`;
        if (place < 0) {
          throw new AssertionError(`${where} is background: enlarge the square of ${side} × ${side} to 28 × 28.`);
        }
        // rounded down or to the nearest, from corners or from middles: none is off by more than a pixel
        const isOff = (came: number, start: number, to: number) =>
          Math.abs(came - (start + (to + 0.5) * side / SIDE - 0.5)) > 1.001;
        if (isOff(Math.floor(place / SIDE), top, row) || isOff(place % SIDE, left, column)) {
          throw new AssertionError(
            `${where} comes from row ${Math.floor(place / SIDE)}, column ${place % SIDE}, expected about row ${
              top + Math.floor(row * side / SIDE)
            }, column ${left + Math.floor(column * side / SIDE)}: the square from row ${top}, column ${left} on is ` +
              `${side} pixels wide and high, and is stretched to 28.`,
          );
        }
      });
    });
    const [tops, lefts] = [corners.map(({ top }) => top), corners.map(({ left }) => left)];
    if (new Set(tops).size === 1 && new Set(lefts).size === 1) {
      throw new AssertionError(
        `${name} cuts the same square out of 2,000 images, from row ${tops[0]} and column ${
          lefts[0]
        } on: draw for each.`,
      );
    }
    if (tops.every((top, i) => top === lefts[i])) {
      throw new AssertionError(`all squares of ${name} begin at as many rows as columns: draw twice.`);
    }
    assertEven(tops, 0, SIDE - side, `the first row of a square of ${name}`);
    assertEven(lefts, 0, SIDE - side, `the first column of a square of ${name}`);
  }
});

const FUNCTIONS = ["randomShift", "randomFlip", "randomCrop"] as const;

/** What each of the three functions makes of images of noise: twice with the same seed, and once more going on. */
const noise = (seed: number) =>
  lesson.share(
    async (lesson, functions, seed) => {
      const { RandomState } = await import("downhill");
      const random = new RandomState(seed);
      const batch = Array.from({ length: 30 }, () => Float32Array.from({ length: 784 }, () => random.uniform()));
      return functions.map((name) => {
        const make = (batch: Float32Array[], random: InstanceType<typeof RandomState>) =>
          (lesson[name](batch, random) as Float32Array[] | undefined)?.map((image) => image?.slice());
        const generator = new RandomState(seed);
        const first = make(batch, generator);
        const further = make(batch, generator);
        const again = make(batch, new RandomState(seed));
        const counts = [0, 1, 7].map((count) => make(batch.slice(0, count), generator)?.length);
        return { first, further, again, counts, after: batch.map((image) => image.slice()) };
      });
    },
    FUNCTIONS,
    seed,
  )();

check("keeps shapes and ranges, and the originals", {
  id: "22-kept",
  points: 1,
  hints: [
    "Are there as many variants as images? Is one of them as long as an image? Is the image still there afterwards?",
    "batch.map makes a new list with as many images; redraw makes a new image, and leaves the old one as it was.",
    "return batch.map((image) => redraw(image, …)); changes neither the batch nor an image in it.",
  ],
}, async ({ seed }) => {
  const evidence = requireList(await noise(seed), "what three functions make of noise", FUNCTIONS.length);
  const random = new RandomState(seed);
  const batch = list(30, () => list(PIXELS, () => Math.fround(random.uniform())));
  FUNCTIONS.forEach((name, k) => {
    const { first, counts, after } = requireRecord(evidence[k], `what ${name} makes of noise`);
    assertClose(counts, [0, 1, 7], { name: `the numbers of variants that ${name} makes of 0, 1 and 7 images` });
    requireList(after, `the batch after ${name}`, 30).forEach((image, i) =>
      assertClose(image, batch[i], {
        name: pixelsOf(`image ${i} of the batch, after ${name},`),
        absolute: 1e-6,
        why: "an original is needed again: make a new image",
      })
    );
    requireList(first, `the variants of ${name}`, 30).forEach((variant, i) => {
      const pixels = requireNumbers(variant, pixelsOf(`variant ${i} of ${name}`), PIXELS);
      const wild = pixels.find((pixel) => pixel < 0 || pixel > 1);
      if (wild !== undefined) {
        throw new AssertionError(
          `a pixel of variant ${i} of ${name} is ${describe(wild)}, expected 0 to 1, as in the images.`,
        );
      }
    });
  });
});

check("draws from the generator that it is given", {
  id: "22-generator",
  points: 2,
  hints: [
    "Two trainings with the same seed have to see the same variants. Where does what is random come from?",
    "Draw with the generator that is passed in, and make no generator of your own: it would begin anew at every call.",
    "random.uniform() < 0.5, and wholeNumber(random, -pixels, pixels); not Math.random(), not new RandomState(42)",
  ],
}, async ({ seed }) => {
  const evidence = requireList(await noise(seed), "what three functions make of noise", FUNCTIONS.length);
  FUNCTIONS.forEach((name, k) => {
    const { first, further, again } = requireRecord(evidence[k], `what ${name} makes of noise`);
    const pixels = (variants: unknown) =>
      requireList(variants, `the variants of ${name}`, 30)
        .flatMap((variant, i) => requireNumbers(variant, pixelsOf(`variant ${i} of ${name}`), PIXELS));
    const [a, b, c] = [first, further, again].map(pixels);
    if (a.some((pixel, i) => pixel !== c[i])) {
      throw new AssertionError(
        `${name} makes other variants with a generator of the same seed: draw from the generator that is passed in, and ` +
          "from nothing else.",
      );
    }
    // by chance 30 images are mirrored alike twice in one of 2³⁰ cases, and the others are even less likely
    if (a.every((pixel, i) => pixel === b[i])) {
      throw new AssertionError(
        `${name} makes the same variants again from a generator that has gone on: draw from that generator, and do not ` +
          "make one yourself.",
      );
    }
  });
});

check("shows a new variant at every call, with the original's label", {
  id: "22-dataset",
  points: 2,
  hints: [
    "What does this.data.item(index) give? What of it may change, and what may not?",
    "The augmentation takes a batch: [image] is one of a single image, and what comes back is a list of one.",
    "const [image, label] = this.data.item(index); return [this.augmentation([image], this.random)[0], label];",
  ],
}, async ({ seed }) => {
  const asked = [3, 3, 0, 5, 3];
  const labels = list(6, (i) => (7 * i + seed) % KINDS);
  const evidence = await lesson.evaluate(
    async ({ Augmented }, asked, labels, seed) => {
      const { RandomState } = await import("downhill");
      const data = {
        length: labels.length,
        item: (i: number): [Float32Array, number] => [Float32Array.of(i, i), labels[i]],
      };
      const batches: number[] = [];
      const augmented = new Augmented(data, (batch, random) => {
        batches.push(batch.length);
        return batch.map((image) => Float32Array.of(image[0], random.uniform()));
      }, new RandomState(seed));
      const items = asked.map((i) => augmented.item(i));
      return { length: augmented.length, items, batches };
    },
    asked,
    labels,
    seed,
  );
  assertClose(evidence?.length, labels.length, { name: "the length of a data set around one of 6 images" });
  const random = new RandomState(seed);
  const drawn = asked.map(() => random.uniform());
  const came = requireList(evidence.items, "the list of items", asked.length);
  asked.forEach((index, i) => {
    const name = `item(${index}), asked for as number ${i + 1}`;
    const item = requireList(came[i], `${name},`);
    if (item.length !== 2) throw new AssertionError(`${name}, is no list of two, expected [image, label].`);
    const isList = Array.isArray(item[0]) && item[0].length === 1 && typeof item[0][0] !== "number";
    if (isList) {
      throw new AssertionError(
        `the image of ${name}, is a list of images: take the first of what augmentation returns.`,
      );
    }
    assertClose(item[1], labels[index], { name: `the label of ${name},`, why: "a variant keeps the original's label" });
    const image = requireNumbers(item[0], `the image of ${name},`, 2);
    assertClose(image[0], index, { name: `the first pixel of ${name},`, why: "it should be made of that image" });
    assertClose(image[1], drawn[i], {
      name: `what the augmentation drew for ${name},`,
      absolute: 1e-6, // it went through float32
      why: "each time, a variant is made from the generator that was passed in",
      mistakes: {
        "that is the original: ask the augmentation": index,
        ...(i > 0 && { "that is the variant from the beginning: make a new one each time": drawn[0] }),
      },
    });
  });
});

/** The four parameters of a network, row by row. */
type Weights = Float64Array[];

/** The numbers of a network with the right shapes. */
function weightsOf(parameters: unknown, name: string): Weights {
  const tensors = requireList(parameters, `the parameters of ${name}`, SHAPES.length).map((each, i) =>
    requireRecord(each, `parameter ${i} of ${name}`)
  );
  const shapes = tensors.map(({ shape }, i) => requireNumbers(shape, `the shape of parameter ${i} of ${name}`));
  // no two shapes are alike, so the order of the fields may be any
  const order = SHAPES.map((shape) => shapes.findIndex((each) => each.join() === shape.join()));
  if (order.includes(-1)) {
    throw new AssertionError(`${name} has parameters of shapes ${shapeText(shapes)}, expected ${shapeText(SHAPES)}.`);
  }
  return order.map((place, i) => {
    const size = SHAPES[i].reduce((a, b) => a * b, 1);
    return new Float64Array(requireNumbers(tensors[place].values, `parameter ${place} of ${name}`, size));
  });
}

/** x · weights + bias, for one row of x. */
function layer(x: ArrayLike<number>, weights: Float64Array, bias: Float64Array): Float64Array {
  const units = bias.length;
  const values = new Float64Array(bias);
  for (let i = 0; i < x.length; i++) {
    const [pixel, from] = [x[i], i * units];
    if (pixel === 0) continue; // half of all pixels
    for (let unit = 0; unit < units; unit++) values[unit] += pixel * weights[from + unit];
  }
  return values;
}

/** Images as bytes, and their labels. */
interface Images {
  images: Uint8Array;
  labels: ArrayLike<number>;
}

/** The share of the images that a network with these weights takes for what they are. */
function accuracyOf([w1, b1, w2, b2]: Weights, { images, labels }: Images): number {
  const isRight = list(labels.length, (i) => {
    const x = new Float32Array(images.subarray(i * PIXELS, (i + 1) * PIXELS)).map((byte) => byte / 255);
    const logits = layer(layer(x, w1, b1).map((value) => Math.max(0, value)), w2, b2);
    return logits.indexOf(Math.max(...logits)) === labels[i];
  });
  return mean(isRight.map(Number));
}

const SETS = ["training", "test", "mirrored"] as const;

check("augments what it learns from, and nothing that it is tested with", {
  id: "22-test",
  points: 3,
  seconds: 30,
  hints: [
    "Which of the three sets may the network see as variants? When: while it learns, or while its accuracy is measured?",
    "A data set around sets.training if there is an augmentation, else sets.training; train it on that. Accuracies are " +
    "measured on the three sets themselves, sets.training too.",
    "const seen = augmentation ? new Augmented(sets.training, augmentation, new RandomState(seed)) : sets.training;",
  ],
}, async ({ seed }) => {
  const counts = [100, 60, 50];
  const epochs = 3;
  const random = new RandomState(seed);
  const images = Uint8Array.from({ length: sum(counts) * PIXELS }, () => random.uniform(0, 256));
  for (let i = 0; i < sum(counts); i++) images[i * PIXELS] = i; // by its first byte each image is known
  const labels = list(sum(counts), () => Math.floor(random.uniform(0, KINDS)));
  const seeds = [seed % 1000, seed % 1000, seed % 1000 + 1, seed % 1000];
  const runs = await lesson.evaluate(
    async ({ experiment }, images, labels, counts, seeds, epochs) => {
      const [training, test, mirrored] = counts.map((length, set) => {
        const first = counts.slice(0, set).reduce((a, b) => a + b, 0);
        const item = (i: number): [Float32Array, number] => {
          const start = (first + i) * 784;
          return [Float32Array.from(images.subarray(start, start + 784), (byte) => byte / 255), labels[first + i]];
        };
        return { length, item };
      });
      const runs = [];
      for (const [run, seed] of seeds.entries()) {
        const seen: number[] = [];
        const drawn: number[] = [];
        const augmentation = run === 3
          ? undefined
          : (batch: readonly Float32Array[], random: { uniform(): number }) =>
            batch.map((image) => {
              seen.push(Math.round(image[0] * 255));
              drawn.push(random.uniform());
              return image.map((pixel) => 1 - pixel);
            });
        const sets = { training, test, mirrored };
        const result = await experiment(sets, { seed, epochs, augmentation, onProgress: () => {} });
        const parameters = result.model.parameters();
        runs.push({
          seen: [...seen],
          drawn: [...drawn],
          parameters,
          accuracies: [result.training, result.test, result.mirrored],
        });
      }
      return runs;
    },
    images,
    labels,
    counts,
    seeds,
    epochs,
  );
  const evidence = requireList(runs, "the list of trainings", 4).map((run, i) =>
    requireRecord(run, `training ${i + 1}`)
  );
  const seen = requireNumbers(evidence[0].seen, "the augmented images");
  const tested = seen.find((image) => image >= counts[0]);
  if (tested !== undefined) {
    const set = tested < counts[0] + counts[1] ? "test" : "mirrored";
    throw new AssertionError(
      `an image of the ${set} set was augmented: what one tests with stays as it is, so give accuracy the set itself.`,
    );
  }
  if (seen.length !== epochs * counts[0]) {
    const cause = seen.length === 0
      ? "train on new Augmented(…) if there is an augmentation"
      : seen.length === counts[0]
      ? "make new variants in each epoch; an Augmented data set does"
      : seen.length === (epochs + 1) * counts[0]
      ? "measure the training accuracy on the originals, sets.training"
      : "once for each time that an image is learned from";
    throw new AssertionError(
      `${
        counted(seen.length, "variant was", "variants were")
      } made in a training of 3 epochs on 100 images, expected 300: ${cause}.`,
    );
  }
  const [drawn, again, other] = [0, 1, 2].map((i) => requireNumbers(evidence[i].drawn, "what was drawn", 300));
  if (drawn.some((value, i) => value !== again[i])) {
    throw new AssertionError(
      "with the same seed the experiment makes other variants: draw from new RandomState(seed), made in the experiment.",
    );
  }
  if (drawn.every((value, i) => value === other[i])) {
    throw new AssertionError(
      "with another seed the experiment makes the same variants: draw from new RandomState(seed).",
    );
  }
  const weights = evidence.map((run, i) => weightsOf(run.parameters, `the network of training ${i + 1}`));
  if (weights[0][0].every((weight, i) => weight === weights[3][0][i])) {
    throw new AssertionError("the network is the same with augmentation and without it: is it trained in both cases?");
  }
  const from = (set: number) => sum(counts.slice(0, set));
  const imagesOf = (set: number) => ({
    images: images.subarray(from(set) * PIXELS, from(set + 1) * PIXELS),
    labels: labels.slice(from(set), from(set + 1)),
  });
  [0, 3].forEach((run) => {
    const right = counts.map((_, set) => accuracyOf(weights[run], imagesOf(set)));
    const claimed = requireNumbers(evidence[run].accuracies, "the accuracies", 3);
    SETS.forEach((set, i) =>
      assertClose(claimed[i], right[i], {
        name: `the ${set} accuracy ${run === 3 ? "without" : "with"} augmentation`,
        absolute: 1.5 / counts[i], // in float32 one image may round to another kind
        why: "of the network that is returned, on these images as they are",
        mistakes: Object.fromEntries(
          SETS.flatMap((other, j) =>
            Math.abs(right[j] - right[i]) > 2 / counts[i] ? [[`that is its ${other} accuracy`, right[j]]] : []
          ),
        ),
      })
    );
  });
});

/** The four trainings, and what the lesson says of them. */
const comparison = lesson.share(async ({ compare }) => {
  const { plain, augmented } = await compare();
  return [plain, augmented].map((runs) =>
    runs.map(({ model, training, test, mirrored }) => ({
      parameters: model.parameters(),
      accuracies: [training, test, mirrored],
    }))
  );
});

/** 1,600 steps take 4 to 10 s on wasm, a minute on WebGPU in software, and 40 to 100 s on the cpu: there they are skipped. */
const TRAINING_SECONDS = 240;

/** The images that the networks are judged with; the files are read here anew, for what the lesson says proves nothing. */
function imageSets(): Images[] {
  const [train, test] = (["train", "test"] as const).map((part) => readFashionMNIST(fashionMNISTSubset(), part));
  const mirrored = Uint8Array.from(test.images, (_, i) => test.images[i - i % SIDE + SIDE - 1 - i % SIDE]);
  return [
    { images: train.images.subarray(0, 500 * PIXELS), labels: train.labels.subarray(0, 500) },
    test,
    { images: mirrored, labels: test.labels },
  ];
}

/** The mean accuracies over both seeds. */
interface Means {
  training: number;
  test: number;
  mirrored: number;
  /** training − test */
  gap: number;
}

/** What was found out about networks that two checks look at: four of them and 2,500 images take a second. */
const found = new WeakMap<object, number[]>();

/** The accuracies of a network on all three sets, computed once. */
function accuraciesOf(weights: Weights, evidence: object): number[] {
  const accuracies = found.get(evidence) ?? imageSets().map((set) => accuracyOf(weights, set));
  found.set(evidence, accuracies);
  return accuracies;
}

/** What the networks are worth, on the average of both seeds: without augmentation and with it. */
async function measured(): Promise<{ plain: Means; augmented: Means }> {
  const evidence = requireList(await comparison(), "what compare() returns", 2);
  const seen = new Set<string>();
  const [plain, augmented] = ["without augmentation", "with augmentation"].map((way, k) => {
    const runs = requireList(evidence[k], `the trainings ${way}`);
    if (runs.length !== 2) {
      throw new AssertionError(`there are ${runs.length} trainings ${way}, expected 2: leave compare as it was.`);
    }
    const accuracies = runs.map((run, i) => {
      const name = `the network of training ${i + 1} ${way}`;
      const { parameters, accuracies } = requireRecord(run, name);
      const weights = weightsOf(parameters, name);
      seen.add(weights[0].slice(0, 20).join());
      const right = accuraciesOf(weights, parameters as object); // weightsOf has seen that it is a list
      const claimed = requireNumbers(accuracies, `the accuracies of ${name}`, 3);
      SETS.forEach((set, i) =>
        assertClose(claimed[i], right[i], {
          name: `the ${set} accuracy of ${name}`,
          absolute: 0.0041, // in float32 a few images round to another kind: none of 1,000 on cpu and wasm
          why: "what its weights say to the images in the files",
        })
      );
      return right;
    });
    const [training, test, mirrored] = SETS.map((_, set) => mean(accuracies.map((each) => each[set])));
    return { training, test, mirrored, gap: training - test };
  });
  if (seen.size < 4) {
    throw new AssertionError("two of the four trained networks are the same: does each training have its own seed?");
  }
  return { plain, augmented };
}

/**
 * With 40 seeds, the mean of two networks has these accuracies on the average, with a standard deviation in brackets.
 * Without augmentation: training 0.998 (0.0013), test 0.788 (0.004), mirrored 0.579 (0.005). With it: training 0.884
 * (0.005), test 0.774 (0.004), mirrored 0.775 (0.004).
 */
const BY_HEART = 0.95; // 36 standard deviations below a right answer; with the variants of shiftAndFlip it is 0.9 or less
const LEAST_TEST = 0.7; // 17 below; a network that guesses has 0.1
const MOST_TEST = 0.86; // 18 above; who trains with the test images has 0.95 or more

/**
 * What "the gap is smaller", "it helps" and "it overfits" mean. How far from there a right answer lies, in standard
 * deviations of the mean of two differences, each of two trainings with the same seed, again with 40 seeds: the gap falls by
 * 0.100 (0.0054), 9 of them more than 0.05; the test accuracy falls by 0.015 (0.0061), 5.7 of them short of a rise by 0.02;
 * the accuracy in the mirror rises by 0.196 (0.0062), 28 more; the gap itself is 0.210 (0.0042), 26 more than 0.1. So the
 * chance that a right answer fails is that of the 5.7: 1 in 100 million, and 1 in 14,000 if what was measured were half as
 * large again.
 */
const NARROWER = 0.05;
const HELP = 0.02;
const OVERFIT = 0.1;

const text = (share: number) => share.toFixed(3);

check("learns 500 images by heart, and with augmentation less so", {
  id: "22-gap",
  points: 3,
  seconds: TRAINING_SECONDS,
  slowOn: ["cpu"],
  hints: [
    "Print what compare() returns. Is one of the training accuracies nearly 1? Is the other smaller?",
    "If both ways come out alike, do the variants reach the network? If nothing is learned, do their labels?",
    "for (const [i, run] of (await compare()).plain.entries()) console.log(i, run.training, run.test, run.mirrored);",
  ],
}, async () => {
  const { plain, augmented } = await measured();
  for (const [way, { test }] of Object.entries({ without: plain, with: augmented })) {
    if (test >= LEAST_TEST && test <= MOST_TEST) continue;
    const cause = test > MOST_TEST
      ? "too good to be true: train with sets.training only"
      : "expected 0.75 to 0.80: does it learn from sets.training, with all labels as they were?";
    throw new AssertionError(`the test accuracy ${way} augmentation is ${text(test)}, ${cause}.`);
  }
  if (plain.training < BY_HEART) {
    throw new AssertionError(
      `the training accuracy without augmentation is ${
        text(plain.training)
      }, expected nearly 1: train on the images as ` +
        "they are, for all epochs.",
    );
  }
  if (augmented.gap > plain.gap - NARROWER) {
    throw new AssertionError(
      `the gap between training and test is ${text(plain.gap)} without augmentation and ${
        text(augmented.gap)
      } with it, ` +
        "expected 0.10 less: does the network see the variants?",
    );
  }
});

check("says whether augmentation helps, and whether it was needed", {
  id: "22-answer",
  points: 2,
  seconds: TRAINING_SECONDS,
  slowOn: ["cpu"],
  hints: [
    "Draw the picture. How far does an orange line fall from the training images to the test images? And a blue one?",
    "For each way take the mean over both seeds; subtract. Is what is left above the number in the question?",
    "const mean = (runs: Experiment[]) => runs.reduce((sum, { test }) => sum + test / runs.length, 0);",
  ],
}, async () => {
  const answers = requireRecord(await lesson.evaluate(({ answers }) => answers()), "what answers() returns");
  for (const name of ["overfits", "narrowsGap", "helpsOnTest", "helpsOnMirrored"]) {
    requireChoice(answers[name], [true, false], `answers().${name}`);
  }
  const { plain, augmented } = await measured();
  const raised = (set: "test" | "mirrored") => augmented[set] - plain[set];
  const questions = {
    overfits: {
      truth: plain.gap >= OVERFIT,
      why: `without augmentation the gap is ${text(plain.gap)}`,
    },
    narrowsGap: {
      truth: plain.gap - augmented.gap >= NARROWER,
      why: `the gap is ${text(plain.gap)} without augmentation and ${text(augmented.gap)} with it`,
    },
    helpsOnTest: {
      truth: raised("test") >= HELP,
      why: `on the test images the accuracy is ${text(plain.test)} without and ${text(augmented.test)} with it`,
    },
    helpsOnMirrored: {
      truth: raised("mirrored") >= HELP,
      why: `on the mirrored images the accuracy is ${text(plain.mirrored)} without and ${
        text(augmented.mirrored)
      } with it`,
    },
  };
  for (const [name, { truth, why }] of Object.entries(questions)) {
    if (answers[name] !== truth) throw new AssertionError(`answers().${name} is ${!truth}, but ${why}.`);
    // so it is with all 40 seeds that were measured, but for chances that are said above
    assertTrueAnswer(truth === (name !== "helpsOnTest"), `answers().${name}`, "compare");
  }
});

/**
 * Writes the initial weights of the networks, for peers that cannot draw the same weights.
 *
 *     deno run -A bench/weights.ts FOLDER
 *
 * Writes NAME.bin for each network: the numbers of its parameters, one parameter after the other, as float32.
 * @module
 */
import * as tf from "@tensorflow/tfjs";
import { join } from "node:path";
import { startDevice } from "../kit/learn/device/start.ts";
import { network } from "../solutions/11_library_mlp.ts";
import { Product } from "../solutions/16_device.ts";
import { CNN, MLP } from "../solutions/21_convolutions.ts";

const [folder] = Deno.args;
await startDevice("cpu");
const write = async (name: string, tensors: readonly { dataSync(): ArrayLike<number> }[]) => {
  const numbers = Float32Array.from(tensors.flatMap((tensor) => Array.from(tensor.dataSync())));
  await Deno.writeFile(join(folder, `${name}.bin`), new Uint8Array(numbers.buffer));
};
await write("library_mlp", network().getWeights());
await write("device", [tf.randomNormal([1000, 128], 0, 1, "float32", 1), ...new Product().parameters()]);
await write("fashion_mlp", new MLP(1, 128).parameters());
await write("fashion_cnn", new CNN(1).parameters());

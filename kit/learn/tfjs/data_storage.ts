/**
 * The storage in which a backend finds the numbers of a tensor.
 * @module
 */
import type { DataId, KernelBackend } from "@tensorflow/tfjs";
import * as tf from "@tensorflow/tfjs";

/** The data that a key refers to; undefined if the key is not ours. */
let dataOf: (key: DataId) => unknown;
/** Stores the data in a key. Returns whether the key is ours. */
let tell: (key: DataId, data: unknown) => boolean;

/**
 * The key that leads from a tensor to its numbers. It refers to them directly, because looking them up in a map takes
 * longer than a small kernel. A lesson can reach the keys of its tensors, and so this class, but not the numbers.
 */
class Key {
  /** A public number, as in TF.js. */
  readonly id: number;
  #data: unknown;

  constructor(id: number) {
    this.id = id;
  }

  static {
    dataOf = (key) => #data in key ? key.#data : undefined;
    tell = (key, data) => {
      if (!(#data in key)) return false;
      key.#data = data;
      return true;
    };
  }
}

/**
 * A replacement for TF.js's own storage, which is a map. Data from another backend has that backend's key and stays in
 * the map.
 */
export class DataStorage<Data> extends tf.DataStorage<Data> {
  #count = 0;
  #keys = 0;

  /**
   * @param backend The backend that owns the numbers. If numbers that are requested here belong to another backend,
   * TF.js's engine moves them to this one.
   */
  constructor(backend: KernelBackend) {
    super(backend, tf.engine() as unknown as ConstructorParameters<typeof tf.DataStorage>[1]);
  }

  /** A new key, without data. */
  newKey(): DataId {
    return new Key(++this.#keys);
  }

  override get(key: DataId): Data {
    // if the numbers are elsewhere, TF.js's own get() moves them here, and then our key refers to them
    return (dataOf(key) ?? super.get(key) ?? dataOf(key)) as Data;
  }

  override set(key: DataId, data: Data): void {
    if (tell(key, data)) this.#count++;
    else super.set(key, data);
  }

  override has(key: DataId): boolean {
    return dataOf(key) !== undefined || super.has(key);
  }

  override delete(key: DataId): boolean {
    if (!tell(key, undefined)) return super.delete(key);
    this.#count--;
    return true;
  }

  override numDataIds(): number {
    return this.#count + super.numDataIds();
  }
}

import { useDevice } from "downhill";
import * as tf from "@tensorflow/tfjs";
await useDevice("cpu");
const a = tf.tensor1d([1, 2, 300], "int32"), b = a.toFloat(), c = tf.tensor1d([true, false, true], "bool").toFloat(), d = tf.complex([1, 2], [3, 4]);
const e = a.clipByValue(0.5, 2.5), f = tf.tensor1d([true,false],"bool").toInt(), g=a.add(tf.scalar(0.5)), h = tf.tensor1d(["x","y"]);
await useDevice("wasm");
for (const t of [b, c, e, f, g, a]) console.log(String(t.add(t).dataSync()), t.dtype);
try { console.log(String(tf.real(d).dataSync()), String(d.add(d).dataSync())); } catch (e) { console.log(String(e)); }
console.log(h.reshape([2,1]).dataSync());
const w = tf.complex([1,2],[3,4]), v = tf.tensor1d([1,2],"int32").toFloat(); await useDevice("cpu"); try { console.log(String(w.add(w).dataSync()), String(v.add(1).dataSync())); } catch (e) { console.log(String(e)); }

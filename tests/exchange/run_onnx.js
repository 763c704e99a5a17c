// Runs exported networks in ONNX Runtime: `node run_onnx.js MODULES FOLDER...`, each folder with model.onnx, shape.txt
// ("2 3 32 32") and input.bin (32-bit floats). Writes output0.bin, output1.bin ...; or error.txt.
//
// Exit status 3: the package onnxruntime-node is not in MODULES.
"use strict";
const fs = require("fs");
const path = require("path");

const [modules, ...folders] = process.argv.slice(2);
let runtime;
try {
  runtime = require(path.join(modules, "onnxruntime-node"));
} catch (error) {
  console.error(`ONNX Runtime is missing: ${error.message.split("\n")[0]}`);
  process.exit(3);
}

async function run(folder) {
  const bytes = fs.readFileSync(path.join(folder, "input.bin"));
  const shape = fs.readFileSync(path.join(folder, "shape.txt"), "utf8").trim().split(" ").map(Number);
  const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const session = await runtime.InferenceSession.create(path.join(folder, "model.onnx"), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  });
  const input = new runtime.Tensor("float32", Float32Array.from(values), shape);
  const outputs = await session.run({ [session.inputNames[0]]: input });
  session.outputNames.forEach((name, i) => {
    const data = outputs[name].data;
    if (outputs[name].dims[0] !== shape[0]) throw new Error(`${name} has the shape [${outputs[name].dims}]`);
    fs.writeFileSync(path.join(folder, `output${i}.bin`), Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  });
}

(async () => {
  for (const folder of folders) {
    try {
      await run(folder);
    } catch (error) {
      fs.writeFileSync(path.join(folder, "error.txt"), String(error.stack));
    }
  }
})();

/** Code that loads a file that the lab wrote, for whoever takes it along: by format, each whole and ready to run. */
import type { Framing } from '../../subject/modelInput';
import type { Preprocessing } from '../../subject/preprocessing';
import type { ExportFormatId } from '../exportFormats';
import { canvasInput, planesFirst, javaScriptList } from './javaScript';
import { numpyInput } from './python';

export interface SnippetFacts {
  /** Name of the file. */
  readonly file: string;
  readonly preprocessing: Preprocessing;
  /** How a picture of any shape is framed. */
  readonly framing: Framing;
  /** By class. */
  readonly classNames: readonly string[];
}

export interface Snippet {
  readonly language: 'Python' | 'JavaScript';
  readonly code: string;
}

type Snippets = (facts: SnippetFacts) => readonly Snippet[];

const onnx: Snippets = (facts) => [
  { language: 'Python', code: onnxPython(facts) },
  { language: 'JavaScript', code: onnxJavaScript(facts) },
];

const SNIPPETS: Readonly<Record<ExportFormatId, Snippets>> = {
  tflite: (facts) => [
    { language: 'Python', code: tflitePython(facts) },
    { language: 'JavaScript', code: tfliteJavaScript(facts) },
  ],
  onnx,
  'onnx-norms': onnx,
  safetensors: (facts) => [{ language: 'Python', code: safetensorsPython(facts) }],
  'tfjs-layers': (facts) => [{ language: 'JavaScript', code: tfjsLayersJavaScript(facts) }],
  sparse: (facts) => [{ language: 'JavaScript', code: sparseJavaScript(facts) }],
};

export function snippetsOf(format: ExportFormatId, facts: SnippetFacts): readonly Snippet[] {
  return SNIPPETS[format](facts);
}

/** Its name in one place: this room itself imports none of it. */
const TFJS = '@tensorflow/tfjs';

const quoted = (text: string) => JSON.stringify(text);

function tflitePython({ file, preprocessing, framing }: SnippetFacts): string {
  return `# pip install ai-edge-litert numpy pillow
import zipfile
import numpy as np
from ai_edge_litert.interpreter import Interpreter
from PIL import Image, ImageOps

FILE = ${quoted(file)}

${numpyInput(preprocessing, framing)}

labels = zipfile.ZipFile(FILE).read("labels.txt").decode().split("\\n")
interpreter = Interpreter(FILE)
interpreter.allocate_tensors()
interpreter.set_tensor(interpreter.get_input_details()[0]["index"], read("picture.jpg"))
interpreter.invoke()
shares = interpreter.get_tensor(interpreter.get_output_details()[0]["index"])[0]
print(labels[shares.argmax()], shares.max())
`;
}

function onnxPython({ file, preprocessing, framing }: SnippetFacts): string {
  return `# pip install onnxruntime numpy pillow
import json
import numpy as np
import onnxruntime
from PIL import Image, ImageOps

FILE = ${quoted(file)}

${numpyInput(preprocessing, framing)}

session = onnxruntime.InferenceSession(FILE)
labels = json.loads(session.get_modelmeta().custom_metadata_map["class_names"])
scores = session.run(None, {"image": read("picture.jpg").transpose(0, 3, 1, 2)})[0][0]
shares = np.exp(scores - scores.max())
shares /= shares.sum()
print(labels[shares.argmax()], shares.max())
`;
}

function tfliteJavaScript({ file, preprocessing, framing, classNames }: SnippetFacts): string {
  const { size, planes } = preprocessing.target;
  return `// npm install @litertjs/core
import { loadAndCompile, loadLiteRt, Tensor } from '@litertjs/core';

${canvasInput(preprocessing, framing)}

const labels = ${javaScriptList(classNames)};
await loadLiteRt('https://cdn.jsdelivr.net/npm/@litertjs/core/wasm/');
const model = await loadAndCompile(${quoted(file)}, { accelerator: 'wasm' });
const picture = await createImageBitmap(await (await fetch('picture.jpg')).blob());
const [output] = await model.run(new Tensor(read(picture), [1, ${size}, ${size}, ${planes}]));
const shares = output.toTypedArray();
const best = shares.indexOf(Math.max(...shares));
console.log(labels[best], shares[best]);
`;
}

function onnxJavaScript({ file, preprocessing, framing, classNames }: SnippetFacts): string {
  const { size, planes } = preprocessing.target;
  return `// npm install onnxruntime-web
import * as ort from 'onnxruntime-web';

${canvasInput(preprocessing, framing)}

${planesFirst(preprocessing)}

const labels = ${javaScriptList(classNames)};
const session = await ort.InferenceSession.create(${quoted(file)});
const picture = await createImageBitmap(await (await fetch('picture.jpg')).blob());
const image = new ort.Tensor('float32', planesFirst(read(picture)), [1, ${planes}, ${size}, ${size}]);
const scores = (await session.run({ image })).scores.data;
const powers = scores.map((score) => Math.exp(score - Math.max(...scores)));
const best = powers.indexOf(Math.max(...powers));
console.log(labels[best], powers[best] / powers.reduce((sum, power) => sum + power, 0));
`;
}

function safetensorsPython({ file, preprocessing, framing }: SnippetFacts): string {
  return `# pip install safetensors torch numpy pillow
import json
import numpy as np
import torch
from PIL import Image, ImageOps
from safetensors import safe_open

FILE = ${quoted(file)}

${numpyInput(preprocessing, framing)}

with safe_open(FILE, framework="pt") as arrays:
    labels = json.loads(arrays.metadata()["class_names"])
    state = {name: arrays.get_tensor(name) for name in arrays.keys()}
for name, array in state.items():
    print(name, tuple(array.shape))

# Of a module with these arrays:
# module.load_state_dict(state)
# image = torch.from_numpy(read("picture.jpg").transpose(0, 3, 1, 2).copy())
# shares = module.eval()(image).softmax(-1)[0]
# print(labels[shares.argmax()], shares.max().item())
`;
}

/** The file scales its input by itself, from −1 to 1 as Teachable Machine feeds it. */
function tfjsLayersJavaScript({ file, preprocessing, framing, classNames }: SnippetFacts): string {
  const { size, planes } = preprocessing.target;
  const halves = Array.from({ length: planes }, () => 0.5);
  return `// npm install ${TFJS}
// Unpack ${file} beside this file.
import * as tf from '${TFJS}';

${canvasInput({ ...preprocessing, mean: halves, deviation: halves }, framing)}

const labels = ${javaScriptList(classNames)};
const model = await tf.loadLayersModel('model.json');
const picture = await createImageBitmap(await (await fetch('picture.jpg')).blob());
const shares = await model.predict(tf.tensor(read(picture), [1, ${size}, ${size}, ${planes}])).data();
const best = shares.indexOf(Math.max(...shares));
console.log(labels[best], shares[best]);
`;
}

function sparseJavaScript({ file, preprocessing, framing }: SnippetFacts): string {
  return `// readSparse.js lies beside the Pruning Lab's page: copy it freely.
import { readSparse } from './readSparse.js';

${canvasInput(preprocessing, framing)}

const { header, arrays } = readSparse(await (await fetch(${quoted(file)})).arrayBuffer());
console.log(header.class_names, header.network.layers);
for (const [name, { shape, values }] of Object.entries(arrays)) console.log(name, shape, values);
`;
}

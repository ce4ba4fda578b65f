/** Code that loads a file that the lab wrote, for whoever takes it along: by format, each whole and ready to run. */
import type { Preprocessing } from '../../subject/preprocessing';
import type { ExportFormatId } from '../exportFormats';
import { canvasInput, planesFirst, javaScriptList } from './javaScript';
import { numpyInput } from './python';

export interface SnippetFacts {
  /** Name of the file. */
  readonly file: string;
  readonly preprocessing: Preprocessing;
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

/** What has no row is described elsewhere. */
const SNIPPETS: Readonly<Partial<Record<ExportFormatId, Snippets>>> = {
  tflite: (facts) => [
    { language: 'Python', code: tflitePython(facts) },
    { language: 'JavaScript', code: tfliteJavaScript(facts) },
  ],
  onnx,
  'onnx-norms': onnx,
};

export function snippetsOf(format: ExportFormatId, facts: SnippetFacts): readonly Snippet[] {
  return SNIPPETS[format]?.(facts) ?? [];
}

const quoted = (text: string) => JSON.stringify(text);

function tflitePython({ file, preprocessing }: SnippetFacts): string {
  return `# pip install ai-edge-litert numpy pillow
import zipfile
import numpy as np
from ai_edge_litert.interpreter import Interpreter
from PIL import Image, ImageOps

FILE = ${quoted(file)}

${numpyInput(preprocessing)}

labels = zipfile.ZipFile(FILE).read("labels.txt").decode().split("\\n")
interpreter = Interpreter(FILE)
interpreter.allocate_tensors()
interpreter.set_tensor(interpreter.get_input_details()[0]["index"], read("picture.jpg"))
interpreter.invoke()
shares = interpreter.get_tensor(interpreter.get_output_details()[0]["index"])[0]
print(labels[shares.argmax()], shares.max())
`;
}

function onnxPython({ file, preprocessing }: SnippetFacts): string {
  return `# pip install onnxruntime numpy pillow
import json
import numpy as np
import onnxruntime
from PIL import Image, ImageOps

FILE = ${quoted(file)}

${numpyInput(preprocessing)}

session = onnxruntime.InferenceSession(FILE)
labels = json.loads(session.get_modelmeta().custom_metadata_map["class_names"])
scores = session.run(None, {"image": read("picture.jpg").transpose(0, 3, 1, 2)})[0][0]
shares = np.exp(scores - scores.max())
shares /= shares.sum()
print(labels[shares.argmax()], shares.max())
`;
}

function tfliteJavaScript({ file, preprocessing, classNames }: SnippetFacts): string {
  const { size, planes } = preprocessing.target;
  return `// npm install @litertjs/core
import { loadAndCompile, loadLiteRt, Tensor } from '@litertjs/core';

${canvasInput(preprocessing)}

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

function onnxJavaScript({ file, preprocessing, classNames }: SnippetFacts): string {
  const { size, planes } = preprocessing.target;
  return `// npm install onnxruntime-web
import * as ort from 'onnxruntime-web';

${canvasInput(preprocessing)}

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

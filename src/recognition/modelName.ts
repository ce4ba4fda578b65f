/** How a network that was opened is called: after its archive, its folder or its file, or after what it is. */
import type { ModelFacts } from './facts';
import type { Family } from './family';

/** What tools call every file of theirs, which tells nobody anything. */
const GENERIC =
  /^(keras_|pytorch_|saved_|tfjs_|converted_)?(model|network|weights|state_dict|checkpoint|tfjs|keras|tflite)([_-]?(unquant|quantized|quant|edgetpu|float32|float16|best|final))?([_-]?v?\d+)?$/i;

/** A MobileNetV2 for small pictures is one of another kind, as a relative is of none that has a name. */
const NAMES: Readonly<Record<Family, string | null>> = {
  'mobilenet-v2': 'MobileNetV2',
  'mobilenet-v1': 'MobileNetV1',
  cifar: 'MobileNetV2',
  relative: null,
};

/**
 * @param paths of the files as they were given, with their folders
 * @param file that describes the network, which may lie in an archive among them
 */
export function modelName(paths: readonly string[], file: string, facts: ModelFacts): string {
  const plain = plainName(file);
  const candidates = [...(paths.length === 1 ? [plainName(paths[0])] : []), plain];
  const [folder, ...rest] = paths[0].split('/');
  if (rest.length > 0) candidates.unshift(folder);
  return candidates.find((name) => !GENERIC.test(name)) ?? kindOf(facts) ?? candidates[0];
}

/** `MobileNetV2 0.35, 96 px`; null for a network of no known kind. */
function kindOf({ family, width, input }: ModelFacts): string | null {
  const name = NAMES[family];
  return name && `${name}${width === null ? '' : ` ${width}`}, ${input.size} px`;
}

/** `folder/My model.tflite` → `My model`, and `model (2).onnx`, as a browser numbers downloads, → `model` */
function plainName(path: string): string {
  const last = path.slice(path.lastIndexOf('/') + 1);
  return last.replace(/(?<=.)\.[^.]*$/, '').replace(/(?<=.) ?\(\d+\)$/, '');
}

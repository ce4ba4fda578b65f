/** A network that was opened in the lab's own files, as it would lie beside the page. */
import { manifestOf, weightsFile } from '../formats/checkpoint/manifest';
import { sha256 } from '../download/checksum';
import type { Network, Weights } from '../model/network';
import type { TensorScale } from '../quantisation/quantisedNetwork';
import type { PerMap } from '../quantisation/ranges';
import { importedModelId, type FolderOfFiles } from '../subject/imported';
import type { ModelInput } from '../subject/modelInput';

export interface FolderRequest {
  /** For people. */
  readonly name: string;
  readonly network: Network;
  readonly weights: Weights;
  readonly input: ModelInput;
  /** Of a quantised file that is run as it is; null where its maps are still to be measured. */
  readonly scales: PerMap<TensorScale> | null;
  /** One a class; null where nobody knows them. */
  readonly classNames: readonly string[] | null;
}

type Bytes = Uint8Array<ArrayBuffer>;

/** Its id is that of its content: the same network, read the same way, is the same wherever it came from. */
export async function modelFolder(request: FolderRequest): Promise<FolderOfFiles> {
  const { name, network, weights, input, classNames } = request;
  const scales = request.scales ? { scales: request.scales } : {};
  const manifest = manifestOf({
    ...{ network, weights, classNames, storage: 'float32', path: 'weights.bin' },
    preprocessing: inputText(input),
  });
  const parts: readonly (readonly [string, Bytes])[] = [
    ['manifest.json', jsonBytes(manifest)],
    ['weights.bin', weightsFile(network, weights, 'float32')],
  ];
  const files = await Promise.all(parts.map(recordOf));
  const sums = files.map((file) => file.sha256 ?? `${file.bytes}`).join('');
  const whole = await sha256(jsonBytes([sums, input, ...Object.values(scales)]));
  const record = { name, files: files.filter((file) => file.sha256 !== null), input, ...scales };
  const all = new Map([...parts, ['model.json', jsonBytes(record)] as const]);
  return {
    id: importedModelId(whole ?? sums),
    files: new Map([...all].map(([file, bytes]) => [file, new Blob([bytes])])),
  };
}

async function recordOf([name, bytes]: readonly [string, Bytes]) {
  return { name, bytes: bytes.length, sha256: await sha256(bytes) };
}

function jsonBytes(value: unknown): Bytes {
  return new TextEncoder().encode(JSON.stringify(value));
}

/** For people who read a manifest. */
function inputText({ size, planes, mean, deviation }: ModelInput): string {
  const perPlane = mean.map((own, plane) => `(x/255-${own})/${deviation[plane]}`);
  return [`${size}x${size}x${planes}`, ...new Set(perPlane)].join(', ');
}

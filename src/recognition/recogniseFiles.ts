/** From the files that somebody gives to the network in them; a zip is looked into first. */
import type { Outcome } from '../base/outcome';
import { readable } from '../formats/fileTrouble';
import type { FileGraph } from '../formats/graph';
import { unzip } from '../formats/zip/zip';
import { refusal } from '../words/refusal';
import { MODEL_FORMATS, type GivenFile, type ModelFormatId } from './modelFormats';
import { saidBeside, type Evidence } from './beside';
import { recognise, type RecognisedNetwork } from './recognise';
import { withSaidNames } from './saidNames';

export interface RecognisedModel extends RecognisedNetwork {
  readonly format: ModelFormatId;
  /** The file that describes the network. */
  readonly file: GivenFile;
  /** Everything that came along, the file itself included. */
  readonly files: readonly GivenFile[];
  /** What its reader made of it. */
  readonly graph: FileGraph;
  /** Who says how large its pictures are. */
  readonly sizeFrom: Evidence | 'asked';
}

/** Not unpacked: none holds a network, and archives of them are large. */
const PICTURE = /\.(jpe?g|png|gif|webp|avif|bmp|tiff?|mp4|pdf)$/i;

/** Of MobileNetV2 and its kin, pixels. */
const USUAL_SIZE = 224;

/**
 * Refused with `no-model-file` where none of them describes a network, or as its format's reader and `recognise` do.
 * @param inputSize pixels, where the file leaves them open; if need be, those that a file beside it says, or the usual
 */
export function recogniseFiles(
  files: readonly GivenFile[],
  inputSize?: number,
): Outcome<RecognisedModel> {
  const found = formatOf(files);
  if (!found) return insideOf(files, inputSize);
  const { file, format } = found;
  const folder = file.name.slice(0, file.name.lastIndexOf('/') + 1);
  const graph = format.read(file, (path) => fileAt(`${folder}${path}`, files)?.bytes);
  if (!graph.ok) return graph;
  const beside = saidBeside(files).size;
  const network = recognise(
    file.name,
    graph.value,
    inputSize ?? beside ?? graph.value.input.usual ?? USUAL_SIZE,
  );
  if (!network.ok) return network;
  const open = graph.value.input.height === null;
  const sizeFrom = !open ? 'file' : inputSize ? 'asked' : beside ? 'beside' : 'guess';
  return {
    ok: true,
    value: {
      ...network.value,
      network: withSaidNames(network.value.network, graph.value.texts),
      ...{ format: format.id, file, files, graph: graph.value, sizeFrom },
    },
  };
}

/** By its path; else by its name alone, where only one is called so: people pick files out of their folders. */
function fileAt(path: string, files: readonly GivenFile[]): GivenFile | undefined {
  const plain = path.replaceAll(/(^|\/)\.\//g, '$1');
  const last = plain.slice(plain.lastIndexOf('/') + 1);
  const alike = files.filter(({ name }) => name.slice(name.lastIndexOf('/') + 1) === last);
  return files.find(({ name }) => name === plain) ?? (alike.length === 1 ? alike[0] : undefined);
}

function formatOf(files: readonly GivenFile[]) {
  for (const format of MODEL_FORMATS) {
    const file = files.find((given) => format.recognises(given));
    if (file) return { file, format };
  }
  return null;
}

function insideOf(files: readonly GivenFile[], inputSize?: number): Outcome<RecognisedModel> {
  const zip = files.find(({ bytes }) => bytes[0] === 0x50 && bytes[1] === 0x4b);
  if (!zip) return refusal('no-model-file', { files: files.map(({ name }) => name) });
  const inside = readable(zip.name, () => unzip(zip.bytes, (path) => !PICTURE.test(path)));
  if (!inside.ok) return inside;
  const unpacked = [...inside.value].map(([name, bytes]) => ({ name, bytes }));
  // A zip in a zip is none of a network's.
  const flat = unpacked.filter(({ bytes }) => !(bytes[0] === 0x50 && bytes[1] === 0x4b));
  return recogniseFiles(flat, inputSize);
}

/**
 * TFLite's own description of a classifier of pictures (tflite-support, metadata_schema.fbs), as MediaPipe's and
 * Android's classifiers read it: how a picture's bytes become input, and which file behind the network names the classes.
 */
import { FlatWriter, int32, int8 } from './flatWriter';
import {
  CONTENT,
  FEATURE_PROPERTIES,
  FILE,
  IMAGE,
  IMAGE_PROPERTIES,
  MODEL,
  NORMALISATION,
  NORMALISATION_OPTIONS,
  PROCESSING,
  SIZE,
  SUBGRAPH,
  TENSOR,
} from './metadataSchema';

export interface DescribedPictures {
  /** For people. */
  readonly name: string;
  readonly size: number;
  readonly planes: number;
  /** Of each plane: a byte becomes (byte / 255 − mean) / deviation. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

/** In the zip behind the network: a name a line. */
export const LABELS_FILE = 'labels.txt';

const IDENTIFIER = 'M001';
const PARSER_VERSION = '1.0.0';

const COLOURS = { rgb: 1, grey: 2 } as const;
const AXIS_LABELS = 2;

export function modelMetadata(pictures: DescribedPictures): Uint8Array {
  const writer = new FlatWriter(1024);
  const subgraph = writer.table({
    [SUBGRAPH.inputs]: writer.list([inputOf(writer, pictures)]),
    [SUBGRAPH.outputs]: writer.list([outputOf(writer)]),
  });
  const model = writer.table({
    [MODEL.name]: writer.text(pictures.name),
    [MODEL.subgraphs]: writer.list([subgraph]),
    [MODEL.parserVersion]: writer.text(PARSER_VERSION),
  });
  return writer.finish(model, IDENTIFIER);
}

/** Here mean and deviation are of bytes. */
function inputOf(writer: FlatWriter, { size, planes, mean, deviation }: DescribedPictures) {
  const image = writer.table({
    [IMAGE.colours]: int8(planes === 1 ? COLOURS.grey : COLOURS.rgb),
    [IMAGE.size]: writer.table({ [SIZE.width]: int32(size), [SIZE.height]: int32(size) }),
  });
  const normalisation = writer.table({
    [NORMALISATION.mean]: writer.float32s(mean.map((value) => 255 * value)),
    [NORMALISATION.deviation]: writer.float32s(deviation.map((value) => 255 * value)),
  });
  const processing = writer.table({
    [PROCESSING.optionsType]: int8(NORMALISATION_OPTIONS),
    [PROCESSING.options]: normalisation,
  });
  return writer.table({
    [TENSOR.name]: writer.text('image'),
    [TENSOR.content]: contentOf(writer, IMAGE_PROPERTIES, image),
    [TENSOR.processing]: writer.list([processing]),
  });
}

function outputOf(writer: FlatWriter) {
  const labels = writer.table({
    [FILE.name]: writer.text(LABELS_FILE),
    [FILE.description]: writer.text('Names of the classes'),
    [FILE.type]: int8(AXIS_LABELS),
  });
  return writer.table({
    [TENSOR.name]: writer.text('probability'),
    [TENSOR.content]: contentOf(writer, FEATURE_PROPERTIES, writer.table({})),
    [TENSOR.files]: writer.list([labels]),
  });
}

function contentOf(writer: FlatWriter, type: number, properties: ReturnType<FlatWriter['table']>) {
  return writer.table({
    [CONTENT.propertiesType]: int8(type),
    [CONTENT.properties]: properties,
  });
}

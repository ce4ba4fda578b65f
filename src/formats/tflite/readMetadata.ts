/** What TFLite's metadata say of the pictures that a network reads. */
import { FlatTable } from './flatTable';
import {
  MODEL,
  NORMALISATION,
  NORMALISATION_OPTIONS,
  PROCESSING,
  SUBGRAPH,
  TENSOR,
} from './metadataSchema';

/** Of each plane: a byte becomes (byte / 255 − mean) / deviation. */
export interface Normalisation {
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

/** Of the first input; null where it says none. @throws RangeError where it is damaged */
export function normalisationIn(metadata: Uint8Array): Normalisation | null {
  const view = new DataView(metadata.buffer, metadata.byteOffset, metadata.byteLength);
  const [subgraph] = FlatTable.root(view).tables(MODEL.subgraphs);
  const [input] = subgraph?.tables(SUBGRAPH.inputs) ?? [];
  const steps = input?.tables(TENSOR.processing) ?? [];
  const step = steps.find((one) => one.int8(PROCESSING.optionsType) === NORMALISATION_OPTIONS);
  const options = step?.table(PROCESSING.options);
  // There they are of bytes.
  const of = (field: number) => (options?.floats(field) ?? []).map((value) => value / 255);
  const [mean, deviation] = [of(NORMALISATION.mean), of(NORMALISATION.deviation)];
  const sound = mean.length > 0 && mean.length === deviation.length;
  return sound && deviation.every((value) => value > 0) ? { mean, deviation } : null;
}

/** The bundled data set, as the commands of this folder read it. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parseLabelledImages } from '../src/formats/idx/idx';
import type { NetworkConfig } from '../src/model/network';
import { datasetFolder, FASHION_MNIST } from '../src/subject/datasets';
import { subjectImages, type SubjectImages } from '../src/subject/preprocess';
import { orThrow } from './orThrow';
import { parseDatasetRecord, type DatasetRecord, type Split } from '../src/subject/records';

/** What networks are trained and judged on. */
export const DATASET = FASHION_MNIST;

const FOLDER = new URL(`../public/${datasetFolder(DATASET)}`, import.meta.url);

/** dataset.json; nothing is unpacked. */
export const BUNDLED_DATASET = withBoth(
  orThrow(parseDatasetRecord('dataset.json', readFileSync(new URL('dataset.json', FOLDER)))),
);

/** The network that is trained on it: stem without stride. */
export function bundledConfig(width: number): NetworkConfig {
  const { classNames, preprocessing } = BUNDLED_DATASET;
  return {
    ...{ width, stemStride: 1 },
    inputSize: preprocessing.target.size,
    classes: classNames.length,
  };
}

export function bundledImages(split: Split): SubjectImages {
  const record = BUNDLED_DATASET[split];
  const { classNames, preprocessing } = BUNDLED_DATASET;
  const images = parseLabelledImages(read(record.images), read(record.labels), classNames.length);
  const { count } = record;
  return orThrow(subjectImages(record.images, orThrow(images), { count, preprocessing }));
}

function withBoth({ train, test, ...record }: DatasetRecord): Required<DatasetRecord> {
  if (!train || !test) throw new Error('dataset.json lacks images: restore it');
  return { ...record, train, test };
}

/** The packed file. */
export function bundledFile(name: string): Uint8Array {
  return readFileSync(new URL(name, FOLDER));
}

function read(name: string) {
  return { name, bytes: new Uint8Array(gunzipSync(bundledFile(name))) };
}

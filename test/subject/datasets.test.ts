import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseManifest, readCheckpoint } from '../../src/formats/checkpoint/checkpoint';
import { datasetFolder, DATASETS, type BundledDataset } from '../../src/subject/datasets';
import { MODELS } from '../../src/subject/models';
import { parseDatasetRecord } from '../../src/subject/records';
import { unwrap } from '../lab/bundled';

const PUBLIC = resolve(import.meta.dirname, '../../public');

const recordOf = (row: Pick<BundledDataset, 'id'>) =>
  unwrap(parseDatasetRecord(row.id, readFileSync(`${PUBLIC}/${datasetFolder(row)}dataset.json`)));

describe('bundled data sets', () => {
  it('name every folder of public/datasets once', () => {
    expect(DATASETS.map(({ id }) => id).sort()).toEqual(readdirSync(`${PUBLIC}/datasets`).sort());
  });

  it.each(DATASETS)('$id has the name of its row', (row) => {
    expect(recordOf(row).name).toBe(row.name);
  });

  it.each(DATASETS)('$id gives what its row says', (row) => {
    const { classNames, preprocessing } = recordOf(row);
    expect(row.task).toEqual({ ...preprocessing.target, classes: classNames.length });
  });

  it.each(MODELS)('that of $id has its classes and fills its input', ({ id, dataset }) => {
    expect(DATASETS.map((row) => row.id)).toContain(dataset);
    const { classNames, preprocessing } = recordOf({ id: dataset });
    const file = (name: string) => new Uint8Array(readFileSync(`${PUBLIC}/models/${id}/${name}`));
    const manifest = unwrap(parseManifest(id, file('manifest.json')));
    const { network, ...own } = unwrap(readCheckpoint(id, manifest, file('weights.bin')));
    expect(own.classNames).toEqual(classNames);
    expect(network.input).toEqual(preprocessing.target);
  });
});

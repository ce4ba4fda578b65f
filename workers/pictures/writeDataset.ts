/** A data set's folder out of decoded pictures: IDX files and the record that describes them. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { contentId } from '../../src/base/contentId';
import type { FileRecord } from '../../src/download/checksum';
import { imagesFileStart, labelsFile } from '../../src/formats/idx/idx';
import type { DatasetRecord, Split, SplitRecord } from '../../src/subject/records';
import type { DatasetOrder, WrittenDataset } from '../../src/protocol/pictures';
import type { GrowingFile, PixelFiles } from './pixelFiles';

/** Written last. */
const RECORD = 'dataset.json';

/** Bytes of a decoded picture of the list. */
export type ReadDecoded = (index: number) => Promise<Uint8Array>;

/** @param contents by index in the list */
export async function writeDataset(
  order: DatasetOrder,
  contents: readonly (string | null)[],
  read: ReadDecoded,
  store: PixelFiles,
): Promise<WrittenDataset> {
  const { name, classNames, preprocessing } = order;
  const sides = (['train', 'test'] as const).filter((split) => order[split].length > 0);
  const told = (split: Split) => order[split].map((i) => [contents[i], order.labels[i]]);
  const id = contentId('pictures', { classNames, preprocessing, sides: sides.map(told) });
  const known = await store.whole(id, RECORD);
  if (known) return { id, files: known, kept: store.kept };
  const files = new Map<string, Blob>();
  const records: FileRecord[] = [];
  const splits: Partial<Record<Split, SplitRecord>> = {};
  const put = async (file: string, parts: AsyncIterable<Uint8Array>) => {
    const { blob, record } = await written(await store.create(id, file), file, parts);
    files.set(file, blob);
    records.push(record);
  };
  for (const split of sides) {
    const [images, labels] = [`${split}-images.idx`, `${split}-labels.idx`];
    await put(images, imageParts(order, split, read));
    await put(labels, just(labelsFile(labelsOf(order, split))));
    const labelled = order[split].filter((index) => order.labels[index] !== null).length;
    const count = order[split].length;
    splits[split] = { count, labelled, images, labels };
  }
  const record: DatasetRecord = {
    ...{ name, classNames, preprocessing, files: records },
    ...splits,
  };
  await put(RECORD, just(new TextEncoder().encode(JSON.stringify(record, null, 2))));
  return { id, files, kept: store.kept };
}

async function* imageParts(order: DatasetOrder, split: Split, read: ReadDecoded) {
  yield imagesFileStart(order[split].length, order.preprocessing.source);
  for (const index of order[split]) yield await read(index);
}

function labelsOf({ labels, ...order }: DatasetOrder, split: Split): Uint16Array {
  return Uint16Array.from(order[split], (index) => labels[index] ?? 0);
}

async function written(file: GrowingFile, name: string, parts: AsyncIterable<Uint8Array>) {
  const sum = sha256.create();
  for await (const part of parts) {
    sum.update(part);
    file.append(part);
  }
  const record = { name, bytes: file.length, sha256: bytesToHex(sum.digest()) };
  return { blob: await file.finish(), record };
}

async function* just(bytes: Uint8Array) {
  yield bytes;
}

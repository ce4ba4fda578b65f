/**
 * Every form that pictures come in, one row each, in the order in which they take what is theirs; what a file is, its first
 * bytes tell. One more is a folder in `src/formats`, a row here and a test with real files.
 */
import { isPixelCsv, readCsvPixels } from '../formats/csvPixels/csvPixels';
import { idxKind, parseImages, parseLabelledImages } from '../formats/idx/idx';
import { isParquet } from '../formats/parquet/isParquet';
import { readParquetPictures } from '../formats/parquet/parquetPictures';
import { pictureKind } from '../formats/picture/pictureHeader';
import type { PixelTable } from '../formats/pixelTable';
import { FileTrouble } from '../formats/fileTrouble';
import { note } from '../words/refusal';
import { takeCifarBinary, takeCifarPickle } from './cifarFiles';
import { partOfFile, placesOf } from './classFolders';
import type { FoundPicture, LeftFile } from './foundPicture';
import { bytesOf, textOf, type PictureFile } from './pictureFile';
import { picturesOf } from './tablePictures';
import { troubleOf } from './unpackedFiles';

export interface Taken {
  readonly pictures: readonly FoundPicture[];
  readonly left: readonly LeftFile[];
  /** Of those that were offered: what was used or is beside it. */
  readonly files: ReadonlySet<PictureFile>;
}

interface PictureFormat {
  take(files: readonly PictureFile[]): Promise<Taken>;
}

const ROWS = [
  { id: 'idx', take: takeIdx },
  { id: 'cifar-binary', take: takeCifarBinary },
  { id: 'cifar-pickle', take: takeCifarPickle },
  { id: 'parquet', take: (files) => takeEach(files, isOf(isParquet), parquetPictures) },
  { id: 'csv', take: (files) => takeEach(files, isOf(isPixelCsv), csvPictures) },
  { id: 'folders', take: takeFolders },
] as const satisfies readonly (PictureFormat & { readonly id: string })[];

export type PictureFormatId = (typeof ROWS)[number]['id'];
export type PictureFormatRow = PictureFormat & { readonly id: PictureFormatId };
export const PICTURE_FORMATS: readonly PictureFormatRow[] = ROWS;

/** Files by themselves, one that is damaged left aside. */
async function takeEach(
  files: readonly PictureFile[],
  isOwn: (file: PictureFile) => boolean,
  read: (file: PictureFile) => Promise<FoundPicture[]>,
): Promise<Taken> {
  const own = files.filter(isOwn);
  const pictures: FoundPicture[] = [];
  const left: LeftFile[] = [];
  for (const file of own) {
    try {
      for (const picture of await read(file)) pictures.push(picture);
    } catch (error) {
      left.push({ name: file.path, why: troubleOf(error) });
    }
  }
  return { pictures, left, files: new Set(own) };
}

function isOf(recognises: (head: Uint8Array) => boolean): (file: PictureFile) => boolean {
  return ({ head }) => recognises(head);
}

/** Of one table: all of ImageNet has 1.3 million in many. */
const MOST_ROWS = 1_000_000;

async function parquetPictures(file: PictureFile): Promise<FoundPicture[]> {
  const { remote } = file;
  const { count, labels, groupOf, picture } = await readParquetPictures(
    remote ?? (await file.open()),
  );
  if (!(count <= MOST_ROWS)) throw new FileTrouble(note('zip-entries', { most: MOST_ROWS }));
  const part = partOfFile(file.path);
  return Array.from({ length: count }, (_, row) => ({
    name: `${file.path} ${row}`,
    className: labels && labels[row],
    part,
    group: remote && `${file.path} ${groupOf(row)}`,
    async read() {
      const bytes = await picture(row);
      if (!bytes) throw new FileTrouble(note('picture-empty'));
      return new Blob([bytes]);
    },
  }));
}

async function csvPictures(file: PictureFile): Promise<FoundPicture[]> {
  return picturesOf(file.path, readCsvPixels(await textOf(file)));
}

/** Images with the labels whose name differs in these words alone. */
function takeIdx(files: readonly PictureFile[]): Promise<Taken> {
  const key = (path: string) => path.replace(/image|label|idx\d/gi, '');
  const labels = new Map(
    files.filter(({ head }) => idxKind(head) === 'labels').map((file) => [key(file.path), file]),
  );
  const read = async (file: PictureFile) => {
    const beside = labels.get(key(file.path));
    return picturesOf(file.path, await idxTable(file, beside));
  };
  const isImages = ({ head }: PictureFile) => idxKind(head) === 'images';
  return takeEach(files, isImages, read).then((taken) => ({
    ...taken,
    files: new Set([...taken.files, ...labels.values()]),
  }));
}

async function idxTable(file: PictureFile, labels?: PictureFile): Promise<PixelTable> {
  const images = { name: file.path, bytes: await bytesOf(file) };
  const parsed = labels
    ? parseLabelledImages(images, { name: labels.path, bytes: await bytesOf(labels) }, 65_536)
    : parseImages(images);
  if (!parsed.ok) throw new FileTrouble(parsed);
  return { labels: null, classNames: null, ...parsed.value };
}

async function takeFolders(files: readonly PictureFile[]): Promise<Taken> {
  const own = files.filter(({ head }) => pictureKind(head) !== null);
  const places = placesOf(own.map(({ path }) => path));
  const pictures = own.map(({ path, open }, i) => ({ name: path, ...places[i], read: open }));
  return { pictures, left: [], files: new Set(own) };
}

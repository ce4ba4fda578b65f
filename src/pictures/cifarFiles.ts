/** CIFAR in its two versions: files of pictures, and one beside them that names the classes. */
import { readCifarBinary, CIFAR_SIDE } from '../formats/cifar/cifarBinary';
import { readCifarPickle } from '../formats/cifar/cifarPickle';
import type { PixelTable } from '../formats/pixelTable';
import type { FoundPicture, LeftFile } from './foundPicture';
import { bytesOf, folderOf, textOf, type PictureFile } from './pictureFile';
import { picturesOf } from './tablePictures';
import { troubleOf } from './unpackedFiles';

/** Null: the file is none of this version. */
type Content = PixelTable | readonly string[] | null;

function takeCifar(
  mayBe: (file: PictureFile) => boolean,
  contentOf: (file: PictureFile) => Promise<Content>,
) {
  return async (files: readonly PictureFile[]) => {
    const tables: { file: PictureFile; table: PixelTable }[] = [];
    const names = new Map<string, readonly string[]>();
    const left: LeftFile[] = [];
    const own = new Set<PictureFile>();
    for (const file of files.filter(mayBe)) {
      try {
        const content = await contentOf(file);
        if (content === null) continue;
        own.add(file);
        if ('pixels' in content) tables.push({ file, table: content });
        else names.set(folderOf(file.path), content);
      } catch (error) {
        own.add(file);
        left.push({ name: file.path, why: troubleOf(error) });
      }
    }
    const pictures: FoundPicture[] = tables.flatMap(({ file: { path }, table }) =>
      picturesOf(path, table, names.get(folderOf(path)) ?? null),
    );
    return { pictures, left, files: own };
  };
}

const NAMES = /(^|\/)(batches\.meta|fine_label_names)\.txt$/;
const ONE_LABEL = 10;

export const takeCifarBinary = takeCifar(
  ({ path, head }) =>
    NAMES.test(path) || (head.length > CIFAR_SIDE ** 2 && head[0] < 2 * ONE_LABEL),
  async (file) => {
    if (NAMES.test(file.path)) return linesOf(await textOf(file));
    const blob = await file.open();
    const rows = blob.size % 3073 === 0 || blob.size % 3074 === 0;
    return rows ? readCifarBinary(await bytesOf(file)) : null;
  },
);

/** A pickle's first bytes: a version of 2 to 5. */
export const takeCifarPickle = takeCifar(
  ({ head }) => head[0] === 0x80 && head[1] >= 2 && head[1] <= 5,
  async (file) => readCifarPickle(await bytesOf(file)),
);

function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '');
}

/** The one door from the files that somebody gives to pictures. */
import { DECODED, pictureKind } from '../formats/picture/pictureHeader';
import { note } from '../words/refusal';
import type { FoundPicture, LeftFile } from './foundPicture';
import type { GivenPictures } from './pictureFile';
import { PICTURE_FORMATS, type PictureFormatId } from './pictureFormats';
import { unpackedFiles } from './unpackedFiles';

export interface FoundPictures {
  /** In the order of their names, those of one file in its order. */
  readonly pictures: readonly FoundPicture[];
  /** Damaged, or of no format that is read. */
  readonly left: readonly LeftFile[];
  readonly formats: readonly PictureFormatId[];
}

/** @param onProgress called with the number of files that were looked at so far */
export async function findPictures(
  given: readonly GivenPictures[],
  onProgress?: (files: number) => void,
): Promise<FoundPictures> {
  const unpacked = await unpackedFiles(given, onProgress);
  const pictures: FoundPicture[] = [];
  const left: LeftFile[] = [...unpacked.left];
  const formats: PictureFormatId[] = [];
  let rest = [...unpacked.files].sort((a, b) => (a.path < b.path ? -1 : 1));
  rest = rest.filter(({ path: name, head }) => {
    const kind = pictureKind(head);
    if (kind === null || DECODED.includes(kind)) return true;
    left.push({ name, why: note('picture-kind', { kind }) });
    return false;
  });
  for (const { id, take } of PICTURE_FORMATS) {
    const taken = await take(rest);
    if (taken.pictures.length > 0) formats.push(id);
    for (const picture of taken.pictures) pictures.push(picture);
    left.push(...taken.left);
    rest = rest.filter((file) => !taken.files.has(file));
  }
  left.push(...rest.filter(({ path }) => claimsPicture(path)).map(unknown));
  return { pictures, left, formats };
}

function unknown({ path }: { readonly path: string }): LeftFile {
  return { name: path, why: note('picture-unknown') };
}

/** What lies beside pictures for other purposes, texts and licences, is no matter; what is called a picture is. */
function claimsPicture(path: string): boolean {
  return /\.(jpe?g|png|gif|webp|bmp|avif|hei[cf]|tiff?|parquet|csv|npz?|mat)$/i.test(path);
}

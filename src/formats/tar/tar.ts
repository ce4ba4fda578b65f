/** tar, as data sets are packed on servers: a block of 512 bytes with name and length before each file. */
import { note } from '../../words/refusal';
import { FileTrouble } from '../fileTrouble';
import { isLitter, leavesFolder } from '../litter';

const BLOCK = 512;
const FILE_TYPES = ['0', '\0', ''];

export function isTar(bytes: Uint8Array): boolean {
  return textAt(bytes, 257, 5) === 'ustar';
}

/** Its files, as views, without litter and what leaves the archive. @throws FileTrouble */
export function tarFiles(bytes: Uint8Array): { path: string; bytes: Uint8Array }[] {
  const files: { path: string; bytes: Uint8Array }[] = [];
  for (let at = 0; at + BLOCK <= bytes.length && bytes[at] !== 0;) {
    const length = parseInt(textAt(bytes, at + 124, 12), 8);
    const end = at + BLOCK + length;
    if (!(end <= bytes.length)) throw new FileTrouble(note('file-cut-off'));
    const folder = textAt(bytes, at + 345, 155);
    const path = `${folder && `${folder}/`}${textAt(bytes, at, 100)}`.replace(/^\.\//, '');
    const plain = FILE_TYPES.includes(textAt(bytes, at + 156, 1));
    if (plain && !isLitter(path) && !leavesFolder(path))
      files.push({ path, bytes: bytes.subarray(at + BLOCK, end) });
    at = end + ((BLOCK - (length % BLOCK)) % BLOCK);
  }
  return files;
}

function textAt(bytes: Uint8Array, at: number, most: number): string {
  const text = new TextDecoder().decode(bytes.subarray(at, at + most));
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

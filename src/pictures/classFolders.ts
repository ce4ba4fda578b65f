/** What the folders of single pictures say: their class, and whether they are meant for training or for testing. */
import type { Part } from './foundPicture';
import { folderOf } from './pictureFile';

export interface Place {
  readonly className: string | null;
  readonly part: Part | null;
}

const TRAIN = /^train(ing)?([-_ ]?(images?|pictures?|set|data))?$/i;
const TEST =
  /^(val(id(ation)?)?|test(ing)?|eval(uation)?|t10k)([-_ ]?(images?|pictures?|set|data))?$/i;
/** A folder that says that it is a class, as OpenMV's. */
const SAYS_CLASS = /\.class\/$/i;
/** Folders that only hold pictures, below that of a class or above them all. */
const SAYS_NOTHING = /^(images?|imgs?|pictures?|photos?|jpe?gs?|pngs?)$/i;
/** `n01440764_tench.JPEG`, `n01440764_10026.JPEG`: ImageNet's files begin with their class. */
const WORDNET = /^(n\d{8})_(?:\d+|(\D.*))\.\w+$/;

/**
 * By path. A folder is a class where it holds pictures and no folders with pictures, and where there are two such
 * folders: a single one is a collection, unless it says that it is a class.
 */
export function placesOf(paths: readonly string[]): Place[] {
  const parents = paths.map((path) => classFolderOf(path));
  const holding = foldersAbove(parents);
  const classes = parents.map((folder) => (holding.has(folder) ? null : nameOf(folder)));
  const several = new Set(classes.filter((name) => name !== null)).size > 1;
  return paths.map((path, i) => ({
    className: wordNetClass(path) ?? (several || SAYS_CLASS.test(parents[i]) ? classes[i] : null),
    part: partOf(path),
  }));
}

/** `train` of `t/train/x.png`, and of a file's own name such as `train-images-idx3-ubyte` or `test_batch.bin`. */
export function partOf(path: string): Part | null {
  const names = path.split('/');
  const folder = names.slice(0, -1).findLast((name) => TRAIN.test(name) || TEST.test(name));
  if (folder !== undefined) return TRAIN.test(folder) ? 'train' : 'test';
  return null;
}

/** The same of the name of a file that holds many pictures. */
export function partOfFile(path: string): Part | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/^(train|data_batch)|[-_.]train[-_.\d]/i.test(name)) return 'train';
  if (/^(test|t10k|val)|[-_.](test|val(id(ation)?)?)[-_.\d]/i.test(name)) return 'test';
  return partOf(path);
}

/** The folder that may be the picture's class, with an ending blank of meaning left out. */
function classFolderOf(path: string): string {
  let folder = folderOf(path);
  while (SAYS_NOTHING.test(lastName(folder))) folder = folderOf(folder.slice(0, -1));
  return folder;
}

function foldersAbove(folders: readonly string[]): ReadonlySet<string> {
  const above = new Set<string>();
  for (const folder of new Set(folders))
    for (let up = folder; up !== '';) above.add((up = folderOf(up.slice(0, -1))));
  return above;
}

/** Null for a folder that names a part, not a class. */
function nameOf(folder: string): string | null {
  const name = lastName(folder).replace(/\.class$/i, '');
  return name === '' || TRAIN.test(name) || TEST.test(name) ? null : name;
}

function lastName(folder: string): string {
  return folder.slice(0, -1).split('/').at(-1) ?? '';
}

function wordNetClass(path: string): string | null {
  const match = WORDNET.exec(path.slice(path.lastIndexOf('/') + 1));
  return match && [match[1], match[2]].filter(Boolean).join(' ');
}

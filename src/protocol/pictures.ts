/** Every type that crosses between the page and the worker that brings pictures in. Types only. */
import type { Outcome } from '../base/outcome';
import type { LeftFile, ListedPicture } from '../pictures/foundPicture';
import type { GivenPictures } from '../pictures/pictureFile';
import type { PictureFormatId } from '../pictures/pictureFormats';
import type { FolderOfFiles } from '../subject/imported';
import type { Framing } from '../subject/modelInput';
import type { Preprocessing } from '../subject/preprocessing';

export interface PictureList {
  readonly pictures: readonly ListedPicture[];
  readonly left: readonly LeftFile[];
  readonly formats: readonly PictureFormatId[];
}

/** What every picture becomes: bytes of one size. */
export type PictureTarget = Preprocessing['source'] & { readonly framing: Framing };

export interface DecodeProgress {
  readonly done: number;
  readonly total: number;
  readonly secondsLeft: number;
}

export interface DecodedPictures {
  /** By index in the list: a sum of its decoded pixels; null where it was not asked for, or could not be decoded. */
  readonly contents: readonly (string | null)[];
  readonly left: readonly LeftFile[];
}

/** A data set made of pictures that are decoded. */
export interface DatasetOrder {
  readonly name: string;
  /** Of the network. */
  readonly classNames: readonly string[];
  /** Its source as they were decoded. */
  readonly preprocessing: Preprocessing;
  /** Indices in the list, in the order of the files. */
  readonly train: readonly number[];
  readonly test: readonly number[];
  /** By index in the list: class; null only for calibration pictures that come last. */
  readonly labels: readonly (number | null)[];
}

/** dataset.json and what it describes. */
export interface WrittenDataset extends FolderOfFiles {
  /** Whether it lies where the page looks for what was brought; else the page has to keep it. */
  readonly kept: boolean;
}

export interface PicturesApi {
  /** What is asked for afterwards is asked of this list. @param onProgress number of files that were looked at */
  find(
    given: readonly GivenPictures[],
    onProgress: (files: number) => void,
  ): Promise<Outcome<PictureList>>;
  /** Refused with `superseded` after `cancel`, or with `no-room`. @param chosen indices in the list */
  decode(
    chosen: readonly number[],
    target: PictureTarget,
    onProgress: (progress: DecodeProgress) => void,
  ): Promise<Outcome<DecodedPictures>>;
  /** A decoded picture as the network sees it: RGBA; null where it is not decoded. */
  seen(index: number): Promise<Uint8ClampedArray<ArrayBuffer> | null>;
  /** Refused with `no-room`. */
  write(order: DatasetOrder): Promise<Outcome<WrittenDataset>>;
  cancel(): Promise<void>;
}

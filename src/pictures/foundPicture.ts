/** A picture before it is decoded, and what its place says about it. */
import type { Note } from '../base/outcome';

export interface FoundPicture {
  /** For people: its path, or its file and number. */
  readonly name: string;
  /** Null where nothing says its class. */
  readonly className: string | null;
  /** Null where nothing says what it is meant for. */
  readonly part: Part | null;
  /** Equal for pictures that are fetched together from a server; left out where they are here. */
  readonly group?: string | undefined;
  /** @throws FileTrouble where it is damaged */
  readonly read: () => Promise<Blob | RawPicture>;
}

/** What is told of it. */
export type ListedPicture = Omit<FoundPicture, 'read'>;

/** Meant for training, or for testing (validation included). */
export type Part = 'train' | 'test';

export interface RawPicture {
  readonly height: number;
  readonly width: number;
  readonly planes: 1 | 3;
  /** [height][width][planes] */
  readonly pixels: Uint8Array;
}

/** A file that cannot be used, and why. */
export interface LeftFile {
  readonly name: string;
  readonly why: Note;
}

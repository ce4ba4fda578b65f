import type { ByteSource } from './byteSource';

/** Pictures of one size as a file holds them, unpacked. */
export interface PixelTable {
  readonly count: number;
  /** Height and width in pixels. */
  readonly rows: number;
  readonly columns: number;
  /** 1: grey; 3: red, green, blue. */
  readonly planes: 1 | 3;
  /** [count][rows][columns][planes], 0 is black. */
  readonly pixels: ByteSource;
  /** Class of each picture; null where the file says none. */
  readonly labels: Uint16Array | null;
  /** By class, where the file says them. */
  readonly classNames: readonly string[] | null;
}

import type { PixelTable } from '../formats/pixelTable';
import { partOfFile } from './classFolders';
import type { FoundPicture } from './foundPicture';

/** The pictures of a file that holds many. @param classNames that lie beside it */
export function picturesOf(
  path: string,
  table: PixelTable,
  classNames: readonly string[] | null = table.classNames,
): FoundPicture[] {
  const { count, rows: height, columns: width, planes, pixels, labels } = table;
  const length = height * width * planes;
  const part = partOfFile(path);
  return Array.from({ length: count }, (_, i) => ({
    name: `${path} ${i}`,
    className: labels && (classNames?.[labels[i]] ?? String(labels[i])),
    part,
    read: async () => ({
      height,
      width,
      planes,
      pixels: pixels.subarray(i * length, (i + 1) * length),
    }),
  }));
}

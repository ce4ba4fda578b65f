/** Parquet that claims more than should lie in memory. */
import { expect, it } from 'vitest';
import { readParquetPictures } from '../../src/formats/parquet/parquetPictures';

it('whose footer fills gigabytes is refused before that is read', async () => {
  const asked: number[] = [];
  const file = {
    size: 2 ** 31,
    slice: (from: number, to: number) => ({
      arrayBuffer() {
        asked.push(to - from);
        const end = new DataView(new ArrayBuffer(to - from));
        end.setUint32(end.byteLength - 8, 2 ** 30, true);
        end.setUint32(end.byteLength - 4, 0x31524150, true);
        return Promise.resolve(end.buffer);
      },
    }),
  };
  await expect(readParquetPictures(file)).rejects.toMatchObject({ why: { code: 'file-cut-off' } });
  expect(Math.max(...asked)).toBeLessThan(2 ** 20);
});

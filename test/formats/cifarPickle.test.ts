import { gunzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readCifarPickle } from '../../src/formats/cifar/cifarPickle';
import { FileTrouble } from '../../src/formats/fileTrouble';

/** A batch of two pictures, bytes 0 to 255 over and over plane by plane, labels 3 and 8: gzip, base64. */
const PYTHON_2 =
  'H4sIAAAAAAACA2tgqi1k1AjlTkosSc6Iz0lMSs0JFSlJLS7JzEtXAAsqGCrkpykYhrKBJYtjNbyZvTlSQ1lSEksSk/NKcwsq9ZLzi1L1cktzSjITi4oSK7nii1KT8/OKS4pKk0u4NCCKuPJSIJLeDK2hjEklQRrejN5Mvgw8bVD5lJLKglQujVCmUkNvBm9GkALmUMYaPz8/r/9AACa8GUqSOkMYJBgYGBiZmFlY2dg5OLm4eXj5+AUEhYRFRMXEJSSlpGVk5eQVFJWUVVTV1DU0tbR1dPX0DQyNjE1MzcwtLK2sbWzt7B0cnZxdXN3cPTy9vH18/fwDAoOCQ0LDwiMio6JjYuPiExKTklNS09IzMrOyc3Lz8gsKi4pLSsvKKyqrqmtq6+obGpuaW1rb2js6u7p7evv6J0ycNHnK1GnTZ8ycNXvO3HnzFyxctHjJ0mXLV6xctXrN2nXrN2zctHnL1m3bd+zctXvP3n37Dxw8dPjI0WPHT5w8dfrM2XPnL1y8dPnK1WvXb9y8dfvO3Xv3Hzx89PjJ02fPX7x89frN23fvP3z89PnL12/ff/z89fvP33//R/0/6v9R/4/6f9T/o/4f9f+o/0f9P+r/Uf+P+n/U/6P+H/X/qP9H/T/q/1H/j/p/1P+j/h+O/i9JCuVMy8xJzUvMTS2O1QhlTdQryEsPZU0CUamlegAoDaa+2BgAAA==';
const PYTHON_3 =
  'H4sIAAAAAAACA2tgmfpBggEMaqdoOHMnJZYkZ8TnJCal5kxxFilJLS7JzEtXAIsqGCrkpykYTnFmA0sXT4mdouHN7M2R6sySkliSOKVHLK80t6BSLz45vyhVL7c0pyQzsagosXJKD098UWpyfl5xSVFpcsmUyVN6WMEqp/Sw56VAlEye4s3QOsWZMWlK+5QgoLGM3ky+DDxtUzI4e1hTSioLUkG6mEoNp3R2QBQw9zDWTPHz8/P6DwRgwpuhZEpSpxMDyDeMTMwsrGzsHJxc3Dy8fPwCgkLCIqJi4hKSUtIysnLyCopKyiqqauoamlraOrp6+gaGRsYmpmbmFpZW1ja2dvYOjk7OLq5u7h6eXt4+vn7+AYFBwSGhYeERkVHRMbFx8QmJSckpqWnpGZlZ2Tm5efkFhUXFJaVl5RWVVdU1tXX1DY1NzS2tbe0dnV3dPb19/RMmTpo8Zeq06TNmzpo9Z+68+QsWLlq8ZOmy5StWrlq9Zu269Rs2btq8Zeu27Tt27tq9Z+++/QcOHjp85Oix4ydOnjp95uy58xcuXrp85eq16zdu3rp95+69+w8ePnr85Omz5y9evnr95u279x8+fvr85eu37z9+/vr95++//6P+H/X/qP9H/T/q/1H/j/p/1P+j/h/1/6j/R/0/6v9R/4/6f9T/o/4f9f+o/0f9P+r/Uf8PR/9PKZmS5MyZlpmTmpeYmwqeqHBmTdQryEuf4syaBKZTS/UADk9gqfsYAAA=';

function bytesOf(base64: string): Uint8Array {
  return gunzipSync(Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)));
}

describe('pickles of CIFAR', () => {
  it.each([
    ['Python 2', PYTHON_2],
    ['Python 3', PYTHON_3],
  ])('made by %s', (_, base64) => {
    const table = readCifarPickle(bytesOf(base64));
    if (!table || !('pixels' in table)) throw new Error('no pictures');
    expect(table).toMatchObject({ count: 2, rows: 32, columns: 32, planes: 3 });
    expect(table.labels).toEqual(Uint16Array.of(3, 8));
    // Colour beside colour: of pixel i the bytes i, 1024 + i, 2048 + i, which are all i modulo 256.
    const expected = Uint8Array.from({ length: 2 * 3072 }, (_, at) => Math.floor(at / 3));
    expect(Buffer.compare(table.pixels as Uint8Array, expected)).toBe(0);
  });

  it('may name nothing else', () => {
    const text = 'cos\nsystem\n(S"true"\ntR.';
    const asks = new Uint8Array([0x80, 2, ...new TextEncoder().encode(text)]);
    expect(() => readCifarPickle(asks)).toThrow(FileTrouble);
    try {
      readCifarPickle(asks);
    } catch (error) {
      expect((error as FileTrouble).why).toEqual({
        code: 'file-program',
        values: { asks: 'os.system' },
      });
    }
  });

  it('that are cut off are damaged', () => {
    const whole = bytesOf(PYTHON_2);
    for (const length of [1, 40, whole.length >> 1, whole.length - 40])
      expect(() => readCifarPickle(whole.subarray(0, length))).toThrow(FileTrouble);
  });
});

import { FileTrouble } from '../fileTrouble';
import type { Texts } from '../graph';
import { unzip } from './zip';

/** Texts in a zip behind a file's own bytes, where TFLite keeps labels; none where there is no sound one. */
export function appendedTexts(bytes: Uint8Array): Texts {
  try {
    const files = unzip(bytes, (path) => /\.(txt|json|csv)$/i.test(path));
    return new Map([...files].map(([path, text]) => [path, new TextDecoder().decode(text)]));
  } catch (error) {
    if (error instanceof FileTrouble) return new Map();
    throw error;
  }
}

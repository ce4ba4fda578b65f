/** Brings pictures in: one worker as long as the page needs it. */
import { expose } from 'comlink';
import { decodePicture } from './pictures/decodePicture';
import { PicturesDesk } from './pictures/picturesDesk';
import type { PixelFiles } from './pictures/pixelFiles';
import { browserFiles, SCRATCH } from './pictures/privateFiles';

let files: Promise<PixelFiles> | null = null;
const scratch = `${SCRATCH}${crypto.getRandomValues(new Uint32Array(2)).join('-')}`;
const store = () => (files ??= browserFiles());
expose(new PicturesDesk(decodePicture, store, scratch, () => performance.now()));

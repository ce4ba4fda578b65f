import type { SeenPicture } from '../../state/shownPictures.svelte';

const urls = new WeakMap<SeenPicture, string>();

/**
 * What an image is given as its source. A canvas for each picture would do too, but the browser gives every canvas a layer
 * of its own and puts all layers together anew at every frame of a drag.
 */
export function pictureUrl(picture: SeenPicture): string {
  const url = urls.get(picture) ?? drawn(picture);
  urls.set(picture, url);
  return url;
}

function drawn({ width, height, rgba }: SeenPicture): string {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  // Drawn by the processor: it is read back at once, and a graphics card would have to be waited for.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context?.putImageData(new ImageData(rgba, width, height), 0, 0);
  return canvas.toDataURL();
}

/** Pixels for each of the drawing's: sharp on paper and on a projector. */
const SCALE = 2;

/** A self-contained SVG file as a PNG file, drawn aside in the page. Rejected where the browser cannot draw it. */
export async function chartPng(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = new OffscreenCanvas(SCALE * image.width, SCALE * image.height);
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: 'image/png' });
}

/** Numbers of test images that can be chosen; always the first of the file, and no more than it has. */
export const IMAGE_COUNTS = [500, 1000, 2000, 10_000] as const;

export const DEFAULT_IMAGES = 1000;

export interface ImageChoice {
  /** Row of `IMAGE_COUNTS`: the same link gives more where there are more. */
  readonly asked: number;
  /** That it comes to. */
  readonly images: number;
}

/** One for each number that it can come to; none without images. @param count that there are */
export function imageChoices(count: number): ImageChoice[] {
  const differs = (_: number, i: number) => count > (i === 0 ? 0 : IMAGE_COUNTS[i - 1]);
  return IMAGE_COUNTS.filter(differs).map((asked) => ({ asked, images: Math.min(asked, count) }));
}

/** The choice that gives so many. */
export function askedFor(images: number): number {
  return IMAGE_COUNTS.find((asked) => asked >= images) ?? IMAGE_COUNTS[IMAGE_COUNTS.length - 1];
}

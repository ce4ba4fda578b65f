/** Numbers of test images that can be chosen; always the first of the file. */
export const IMAGE_COUNTS = [500, 1000, 2000, 10_000] as const;

export const DEFAULT_IMAGES = 1000;

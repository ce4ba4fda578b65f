/** `npm run pack`. */

export const pack = {
  noTime:
    'The files need a time: run this in a clone of the repository, or set SOURCE_DATE_EPOCH to seconds since 1970.',
  packed: (file: string, bytes: number, checksum: string) =>
    `${file}: ${(bytes / 1e6).toFixed(1)} MB, sha256 ${checksum}\n` +
    `On a Pi: tar xzf ${file} && python3 ${file.replace('.tar.gz', '')}/serve.py`,
};

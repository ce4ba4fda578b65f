/** Files as a tar archive (POSIX ustar) whose bytes depend on names, content and time alone. */

export interface PackedFile {
  /** With `/`, at most 100 bytes. */
  readonly name: string;
  readonly content: Uint8Array;
  readonly executable: boolean;
}

const BLOCK = 512;
const TWO_EMPTY_BLOCKS = Buffer.alloc(2 * BLOCK);

/** @param seconds since 1970, the time of every file @throws where a name is too long */
export function tarFile(files: readonly PackedFile[], seconds: number): Buffer {
  const sorted = files.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const blocks = sorted.flatMap((file) => [header(file, seconds), padded(file.content)]);
  return Buffer.concat([...blocks, TWO_EMPTY_BLOCKS]);
}

function header({ name, content, executable }: PackedFile, seconds: number): Buffer {
  if (Buffer.byteLength(name) > 100) throw new Error(`${name}: longer than 100 bytes`);
  const block = Buffer.alloc(BLOCK);
  const octal = (value: number, at: number, digits: number) =>
    block.write(value.toString(8).padStart(digits, '0'), at);
  block.write(name);
  octal(executable ? 0o755 : 0o644, 100, 7);
  // Of nobody in particular: user and group are 0.
  octal(0, 108, 7);
  octal(0, 116, 7);
  octal(content.length, 124, 11);
  octal(seconds, 136, 11);
  // The checksum is taken with spaces in its own place.
  block.fill(' ', 148, 156);
  block.write('0', 156);
  block.write('ustar\x0000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  octal(sum, 148, 6);
  block[154] = 0;
  return block;
}

function padded(content: Uint8Array): Buffer {
  const rest = (BLOCK - (content.length % BLOCK)) % BLOCK;
  return Buffer.concat([content, Buffer.alloc(rest)]);
}

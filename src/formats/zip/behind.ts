/** A zip behind a file's own bytes, as TFLite carries its labels: still a zip for whoever reads from the end. */

/** Bytes: the end of the directory without a comment, and where in it the directory's place stands. */
const END = { length: 22, directory: 16 } as const;
/** The entries' number in the end; of an entry, the lengths of what follows its head, and where its file stands. */
const ENTRY = { count: 10, length: 46, name: 28, extra: 30, comment: 32, place: 42 } as const;

/** All places in the zip, which count from its own beginning, then count from the file's. @param zip with no comment */
export function behind(file: Uint8Array, zip: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(file.length + zip.length);
  whole.set(file);
  whole.set(zip, file.length);
  const view = new DataView(whole.buffer);
  const move = (at: number) => {
    view.setUint32(at, view.getUint32(at, true) + file.length, true);
    return view.getUint32(at, true);
  };
  const end = whole.length - END.length;
  let at = move(end + END.directory);
  for (let left = view.getUint16(end + ENTRY.count, true); left > 0; left--) {
    move(at + ENTRY.place);
    const lengths = [ENTRY.name, ENTRY.extra, ENTRY.comment];
    at += lengths.reduce<number>(
      (sum, field) => sum + view.getUint16(at + field, true),
      ENTRY.length,
    );
  }
  return whole;
}

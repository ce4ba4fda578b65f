/** A text that is an attribute of a group; the others, which may be of any size and form, are not read. */
import type { DataObjects } from 'jsfive';

const ATTRIBUTE = 12;
/** By the version of the message: the length of its head, and to what its parts are filled up. */
const FORMS: Readonly<Record<number, { readonly head: number; readonly filled: number }>> = {
  1: { head: 8, filled: 8 },
  3: { head: 9, filled: 1 },
};
/** Classes of types. */
const [FIXED, VARIABLE] = [3, 9];

/** Null where there is none of that name, or it is no single text. @throws RangeError where it lies outside */
export function textAttribute(
  file: ArrayBuffer,
  objects: DataObjects,
  name: string,
): string | null {
  const view = new DataView(file);
  const at = objects.msgs
    .filter((message) => message.get('type') === ATTRIBUTE)
    .map((message) => message.get('offset_to_message')!)
    .find((offset) => isOneText(view, offset, name));
  if (at === undefined) return null;
  const [, value] = objects.unpack_attribute(at);
  const text: unknown = Array.isArray(value) ? value[0] : value;
  // Fixed lengths are filled up with blanks and zeros.
  return typeof text === 'string' ? text.replace(/[\0 ]+$/, '') : null;
}

function isOneText(view: DataView, at: number, name: string): boolean {
  const form = FORMS[view.getUint8(at)];
  if (!form) return false;
  const filled = (bytes: number) => Math.ceil(bytes / form.filled) * form.filled;
  const size = (field: number) => view.getUint16(at + field, true);
  const from = at + form.head;
  if (textAt(view, from, size(2)) !== name) return false;
  const type = from + filled(size(2));
  return isText(view, type) && valuesIn(view, type + filled(size(4))) === 1;
}

function textAt(view: DataView, at: number, bytes: number): string {
  const text = new TextDecoder().decode(new Uint8Array(view.buffer, at, bytes));
  return text.replace(/\0$/, '');
}

function isText(view: DataView, type: number): boolean {
  const kind = view.getUint8(type) & 0x0f;
  return kind === FIXED || (kind === VARIABLE && (view.getUint8(type + 1) & 0x0f) === 1);
}

function valuesIn(view: DataView, space: number): number {
  const first = space + (view.getUint8(space) === 1 ? 8 : 4);
  let values = 1;
  for (let i = 0; i < view.getUint8(space + 1); i++)
    values *= Number(view.getBigUint64(first + 8 * i, true));
  return values;
}

import { words } from '../../words/words';
import type { KeyStroke } from './actions';

/** `Ctrl+Shift+Z`, as it stands on keyboards. */
export function keyText({ key, control, shift }: KeyStroke): string {
  const { control: ctrl, shift: up } = words.palette;
  if (!control) return key;
  return [ctrl, ...(shift ? [up] : []), key.toUpperCase()].join('+');
}

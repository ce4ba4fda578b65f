import { stripVTControlCharacters } from 'node:util';
import { encode } from 'uqr';
import { expect, it } from 'vitest';
import { terminalCode } from '../../../cli/lan/terminalCode';

const URL = 'https://192.168.1.20:4174/';

/** Modules that are dark, as a camera sees the letters. */
function modules(text: string): boolean[][] {
  return text.split('\n').flatMap((line) => {
    const letters = [...stripVTControlCharacters(line)];
    return ['▀█', '▄█'].map((dark) => letters.map((letter) => dark.includes(letter)));
  });
}

it('a code in the terminal is the code of its address, with light around it', () => {
  const { data, size } = encode(URL, { border: 4 });
  const shown = modules(terminalCode(URL));
  expect(shown.slice(0, size)).toEqual(data);
  expect(shown.slice(0, 4).flat().includes(true)).toBe(false);
  expect(shown.slice(size).flat().includes(true)).toBe(false);
});

it('every line says its own colours, and ends them', () => {
  for (const line of terminalCode(URL).split('\n')) {
    expect(line.startsWith('\x1b[30;107m')).toBe(true);
    expect(line.endsWith('\x1b[0m')).toBe(true);
  }
});

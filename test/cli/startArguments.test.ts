import { expect, it } from 'vitest';
import { ArgumentError, parseStartArguments } from '../../cli/startArguments';

it('serves nobody else unless asked', () => {
  expect(parseStartArguments([])).toEqual({ lan: 'nobody' });
  expect(parseStartArguments(['--lan'])).toEqual({ lan: 'http' });
  expect(parseStartArguments(['--https', '--lan'])).toEqual({ lan: 'https' });
  expect(parseStartArguments(['-h'])).toBe('help');
});

it('refuses what it does not know, and https for nobody', () => {
  expect(() => parseStartArguments(['--https'])).toThrow(ArgumentError);
  expect(() => parseStartArguments(['--wan'])).toThrow(ArgumentError);
  expect(() => parseStartArguments(['somewhere'])).toThrow(ArgumentError);
});

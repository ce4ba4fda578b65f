/** Sentences about classes, whatever their names. */
import { expect, it } from 'vitest';
import { answers } from '../../src/words/english/answers';

it.each([
  ['Shirt', 'Coat', 'Shirts become Coats'],
  ['Ankle boot', 'Dress', 'Ankle boots become Dresses'],
  ['puppy', 'fox', 'puppies become foxes'],
  ['toy', 'watch', 'toys become watches'],
  ['T-shirt/top', 'Shirt', 'T-shirt/top becomes Shirt'],
  ['Bag', 'class 7', 'Bag becomes class 7'],
  ['tench, Tinca tinca', 'goldfish', 'tench, Tinca tinca becomes goldfish'],
  ['猫', '犬', '猫 becomes 犬'],
])('%s and %s', (name, takenFor, sentence) => {
  expect(answers.forgotten(name, takenFor, 1200, 7000)).toBe(
    `${sentence}: 1,200 of 7,000 that the dense network knew`,
  );
});

it.each([
  [1, '> 99 %'],
  [0.9951, '> 99 %'],
  [0.9949, '99 %'],
  [0.5, '50 %'],
  [0.005, '1 %'],
  [0.001, '< 1 %'],
])('a network is sure by %d: %s', (share, text) => expect(answers.sure(share)).toBe(text));

it('a picture is told as far as it is known', () => {
  const known = { name: 'Bag', dense: 'Bag, 95 %', cut: null, repaired: null, fate: null };
  expect(answers.spoken(known)).toBe('Picture of Bag; dense: Bag, 95 %');
  const whole = {
    ...known,
    cut: 'Coat, 81 %',
    repaired: 'Bag, 93 %',
    fate: 'brought back by repair',
  };
  expect(answers.spoken(whole)).toBe(
    'Picture of Bag; dense: Bag, 95 %; after cutting: Coat, 81 %; after repair: Bag, 93 %; brought back by repair',
  );
});

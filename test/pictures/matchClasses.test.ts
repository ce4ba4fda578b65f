import { describe, expect, it } from 'vitest';
import { corrected, matchClasses } from '../../src/pictures/matchClasses';

function matched(found: string[], network: string[]) {
  return matchClasses(found, network).map(({ label, by }) => `${label} ${by}`);
}

describe('the classes of pictures', () => {
  it('are found by name', () => {
    const network = ['Coffee mug', '1 T-shirt/top', 'ankle_boot', 'Café'];
    expect(matched(['coffee_mug', 't-shirt top', 'Ankle Boot ', 'cafe'], network)).toEqual([
      '0 name',
      '1 name',
      '2 name',
      '3 name',
    ]);
    expect(matched(['2 ankle boot', 'other'], network)).toEqual(['2 name', 'null null']);
  });

  it('of ImageNet by one of several names, its id left aside', () => {
    const network = ['background', 'tench, Tinca tinca', 'goldfish, Carassius auratus'];
    expect(matched(['n01443537 goldfish', 'n01440764 tench'], network)).toEqual([
      '2 name',
      '1 name',
    ]);
    expect(matched(['n01443537', 'n01440764'], network)).toEqual(['2 wordnet', '1 wordnet']);
  });

  it('that are numbers by number', () => {
    const network = ['T-shirt', 'Trouser', 'Pullover'];
    expect(matched(['2', '0'], network)).toEqual(['2 number', '0 number']);
    expect(matched(['0', '3'], network)).toEqual(['null null', 'null null']);
    // Numbers that are names are names: alphabetical order has 10 before 2.
    expect(matched(['2', '10'], ['0', '1', '10', '2'])).toEqual(['3 name', '2 name']);
  });

  it('by their order where there are as many, for names that the network lacks', () => {
    expect(matched(['dog', 'cat'], ['class 0', 'class 1'])).toEqual(['1 order', '0 order']);
    expect(matched(['dog', 'cat'], ['class 0', 'class 1', 'class 2'])).toEqual([
      'null null',
      'null null',
    ]);
  });

  it('are put right by hand', () => {
    const matches = corrected(matchClasses(['dog', 'hound'], ['cat', 'dog']), 'hound', 1);
    expect(matches).toEqual([
      { name: 'dog', label: 1, by: 'name' },
      { name: 'hound', label: 1, by: 'hand' },
    ]);
  });
});

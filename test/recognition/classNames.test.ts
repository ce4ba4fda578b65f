import { describe, expect, it } from 'vitest';
import { classNamesIn } from '../../src/recognition/classNames';

const THREE = ['cat', 'dog', 'emu'];

describe('class names', () => {
  it.each([
    ['a line for each', 'cat\r\ndog\r\nemu\r\n'],
    ['lines behind their numbers, in no order', '2 emu\n0 cat\n1 dog\n'],
    ['numbers with colons', '0: cat\n1: dog\n2: emu'],
    ['numbers from 1 with commas', '1,cat\n2,dog\n3,emu'],
    ['one line with commas', 'cat, dog, emu'],
    ['a list', '["cat","dog","emu"]'],
    ['a field of metadata', '{"tmVersion":"2","labels":["cat","dog","emu"]}'],
    ['what people added to a model', '{"userDefinedMetadata":{"labels":["cat","dog","emu"]}}'],
    ['a table by text', '{"id2label":{"10":"x","2":"emu","0":"cat","1":"dog"}}', null],
    ['Hugging Face’s table', '{"id2label":{"2":"emu","0":"cat","1":"dog"}}'],
    ['the table turned round', '{"class_to_idx":{"emu":2,"cat":0,"dog":1}}'],
    ['Keras’s table of ImageNet', '{"0":["n1","cat"],"1":["n2","dog"],"2":["n3","emu"]}'],
    ['a list of objects', '{"categories":[{"name":"cat"},{"name":"dog"},{"name":"emu"}]}'],
    ['a dictionary of Python', "{0: 'cat', 1: 'dog', 2: 'emu'}"],
    ['placeholders', '{"id2label":{"0":"LABEL_0","1":"LABEL_1","2":"LABEL_2"}}', null],
    ['too few', 'cat\ndog', null],
    ['no text at all', '\u0000\u0001', null],
  ] as const)('are read from %s', (_, text, expected: readonly string[] | null = THREE) => {
    expect(classNamesIn(new Map([['mine', text]]), 3)?.names ?? null).toEqual(expected);
  });

  it('may have a background class that the network has not', () => {
    const texts = new Map([['labels.txt', 'background\ncat\ndog\nemu']]);
    expect(classNamesIn(texts, 3)).toEqual({
      ...{ names: THREE, from: 'labels.txt', background: 'left out' },
    });
  });

  it('of ImageNet lack the background class of TensorFlow', () => {
    const names = Array.from({ length: 1000 }, (_, i) => `class ${i}`);
    const found = classNamesIn(new Map([['imagenet.txt', names.join('\n')]]), 1001);
    expect(found).toMatchObject({ background: 'added' });
    expect(found?.names.slice(0, 2)).toEqual(['background', 'class 0']);
  });

  it('lose what would break or turn a line', () => {
    const texts = new Map([['a', JSON.stringify({ labels: ['c\u202Eat\n', '"dog"', '<b>emu'] })]]);
    expect(classNamesIn(texts, 3)?.names).toEqual(['cat', 'dog', '<b>emu']);
  });

  it('come from the text that has as many, wherever it stands', () => {
    const texts = new Map([
      ['notes.txt', 'one\ntwo'],
      ['labels.txt', 'cat\ndog\nemu'],
    ]);
    expect(classNamesIn(texts, 3)?.from).toBe('labels.txt');
  });
});

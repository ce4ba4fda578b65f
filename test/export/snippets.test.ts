/** Code beside a download: its preprocessing gives what the lab feeds the network, and it names its file. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { EXPORT_FORMATS } from '../../src/export/exportFormats';
import { canvasInput, planesFirst } from '../../src/export/snippets/javaScript';
import { numpyInput } from '../../src/export/snippets/python';
import { snippetsOf, type SnippetFacts } from '../../src/export/snippets/snippets';
import { sourceRectangle } from '../../src/pictures/framing';
import { FRAMINGS, type Framing } from '../../src/subject/modelInput';
import { preprocess, subjectImages } from '../../src/subject/preprocess';
import type { Preprocessing } from '../../src/subject/preprocessing';

const GREY: Preprocessing = {
  source: { height: 5, width: 5, planes: 1 },
  target: { size: 8, planes: 3 },
  ...{ padding: 7, mean: [0.2, 0.3, 0.4], deviation: [0.5, 0.6, 0.7] },
};
const CROPPED: Preprocessing = {
  source: { height: 9, width: 9, planes: 3 },
  target: { size: 6, planes: 3 },
  ...{ padding: 0, mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.5, 0.5] },
};
const WHOLE: Preprocessing = { ...CROPPED, source: { height: 6, width: 6, planes: 3 } };

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
  readonly planes: number;
}

function pictureOf({ source: { width, height, planes } }: Preprocessing): Picture {
  const bytes = Uint8Array.from({ length: width * height * planes }, (_, i) => (37 * i) % 256);
  return { width, height, planes, bytes };
}

/** A canvas that can do as much as the code asks of it, at the picture's own size. */
class Canvas {
  readonly data: Uint8ClampedArray;
  fillStyle = '';
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
    this.data = new Uint8ClampedArray(4 * size * size);
  }

  getContext() {
    return this;
  }

  fillRect() {
    const bytes = /rgb\((\d+) (\d+) (\d+)\)/.exec(this.fillStyle)!.slice(1).map(Number);
    this.data.forEach((_, i) => (this.data[i] = bytes[i % 4] ?? 255));
  }

  drawImage(picture: Picture, ...[, , wide, high, left, top, width, height]: number[]) {
    expect([wide, high, width, height]).toEqual([
      ...[picture.width, picture.height],
      ...[picture.width, picture.height],
    ]);
    for (let y = Math.max(0, -top); y < Math.min(height, this.#size - top); y++)
      for (let x = Math.max(0, -left); x < Math.min(width, this.#size - left); x++)
        for (let plane = 0; plane < 3; plane++) {
          const from = picture.planes * (y * width + x) + (picture.planes === 1 ? 0 : plane);
          this.data[4 * ((y + top) * this.#size + x + left) + plane] = picture.bytes[from];
        }
  }

  getImageData() {
    return this;
  }
}

function run<T>(code: string, name: string): T {
  return new Function('OffscreenCanvas', `${code}\nreturn ${name};`)(Canvas) as T;
}

function fedByLab(preprocessing: Preprocessing): Float32Array {
  const { width, height, planes, bytes } = pictureOf(preprocessing);
  const labelled = { count: 1, rows: height, columns: width, planes, pixels: bytes };
  const images = { ...labelled, labels: Uint16Array.of(0) } as never;
  const made = subjectImages('images', images, { count: 1, preprocessing });
  if (!made.ok) throw new Error(made.code);
  return preprocess(made.value, 0, 1);
}

const FACTS: SnippetFacts = {
  ...{ file: 'mine', preprocessing: GREY, framing: 'centre-square' },
  classNames: ['a "b"', 'it’s', 'ü\n'],
};

/** What is drawn of a picture of 40 × 20 pixels: left, top, width, height. */
function cutOutOf(framing: Framing): number[] {
  let drawn: number[] = [];
  class Watched extends Canvas {
    override drawImage(_: Picture, ...place: number[]) {
      drawn = place;
    }
  }
  const read = new Function('OffscreenCanvas', `${canvasInput(WHOLE, framing)}\nreturn read;`)(
    Watched,
  ) as (picture: { width: number; height: number }) => Float32Array;
  read({ width: 40, height: 20 });
  return drawn.slice(0, 4);
}

const PYTHON = spawnSync('python3', ['--version']).status === 0;
if (!PYTHON) console.warn('Python code is not compiled: there is no python3.');

describe('code that loads a file', () => {
  it.each(FRAMINGS)('frames a picture as the lab does: %s', (framing) => {
    const { left, top, width, height } = sourceRectangle({ width: 40, height: 20 }, framing);
    expect(cutOutOf(framing)).toEqual([left, top, width, height]);
  });

  it('says in Python how a picture is framed', () => {
    expect(numpyInput(WHOLE, 'centre-square')).toContain('ImageOps.fit(image, (6, 6))');
    // Of each side, so that 224/256 are left.
    expect(numpyInput(WHOLE, 'resize-crop')).toContain('ImageOps.fit(image, (6, 6), bleed=0.0625)');
    expect(numpyInput(WHOLE, 'stretch')).toContain('image.resize((6, 6))');
  });

  it.skipIf(!PYTHON)(
    'compiles where it is Python',
    () => {
      const snippets = EXPORT_FORMATS.flatMap(({ id }) => snippetsOf(id, FACTS));
      const python = snippets.filter(({ language }) => language === 'Python');
      const check = 'import ast, json, sys; [ast.parse(code) for code in json.load(sys.stdin)]';
      const input = JSON.stringify(python.map(({ code }) => code));
      const { status, stderr } = spawnSync('python3', ['-c', check], { input, encoding: 'utf8' });
      expect([status, stderr]).toEqual([0, '']);
    },
    30_000,
  );

  it.each([
    ['grey and padded', GREY],
    ['cropped', CROPPED],
    ['as it is', WHOLE],
  ])('feeds a picture as the lab does: %s', (_, preprocessing) => {
    const read = run<(picture: Picture) => Float32Array>(
      canvasInput(preprocessing, 'stretch'),
      'read',
    );
    const [fed, expected] = [read(pictureOf(preprocessing)), fedByLab(preprocessing)];
    expect(fed).toHaveLength(expected.length);
    for (const [i, value] of fed.entries()) expect(value).toBeCloseTo(expected[i], 5);
  });

  it('turns planes to the front', () => {
    const first = run<(values: Float32Array) => Float32Array>(planesFirst(WHOLE), 'planesFirst');
    const values = Float32Array.from({ length: 6 * 6 * 3 }, (_, i) => i);
    expect([...first(values).subarray(0, 3)]).toEqual([0, 3, 6]);
    expect(first(values)[36]).toBe(1);
  });

  it('says in Python what it does to the bytes', () => {
    expect(numpyInput(GREY, 'stretch')).toContain(
      'np.pad(x, ((1, 2), (1, 2), (0, 0)), constant_values=7)',
    );
    expect(numpyInput(GREY, 'stretch')).toContain('x.repeat(3, axis=-1)');
    expect(numpyInput(GREY, 'stretch')).toContain('np.float32([0.2, 0.3, 0.4])');
    expect(numpyInput(CROPPED, 'stretch')).toContain('x = x[2:8, 2:8]');
    expect(numpyInput(WHOLE, 'stretch')).not.toMatch(/pad|repeat|x\[\d/);
  });

  it.each(EXPORT_FORMATS.map(({ id }) => id))('names its file: %s', (format) => {
    const facts = { ...FACTS, file: 'my file.x' };
    const snippets = snippetsOf(format, facts);
    expect(snippets.length).toBeGreaterThan(0);
    for (const { code } of snippets) expect(code).toContain('my file.x');
  });
});

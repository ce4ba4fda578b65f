import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ownFiles, type OwnFile } from '../../cli/ownFiles';
import { ArgumentError } from '../../cli/argumentError';
import { parseStudyArguments, type StudyArguments } from '../../cli/studyArguments';
import { DEFAULT_MODEL } from '../../src/subject/models';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pruning-lab-'));
  mkdirSync(join(folder, 'mine/shards'), { recursive: true });
  for (const file of ['mine/model.json', 'mine/shards/a', 'net.tflite'])
    writeFileSync(join(folder, file), 'x');
});
afterAll(() => rmSync(folder, { recursive: true }));

it('are a file under its name, or all of a folder with their folders', () => {
  const file = join(folder, 'net.tflite');
  expect(ownFiles(file)).toEqual([{ path: 'net.tflite', file }]);
  const paths = ownFiles(join(folder, 'mine')).map(({ path }) => path);
  expect(paths.sort()).toEqual(['mine/model.json', 'mine/shards/a']);
  expect(ownFiles(join(folder, 'missing'))).toEqual([]);
});

it('--model takes a bundled id, or files', () => {
  const parsed = (...args: string[]) => parseStudyArguments(args) as StudyArguments;
  expect(parsed('--model', DEFAULT_MODEL.id)).toMatchObject({ model: DEFAULT_MODEL.id, own: [] });
  const own = parsed('--model', join(folder, 'net.tflite'), '--input-size', '96');
  expect(own).toMatchObject({ own: [{ path: 'net.tflite' }], inputSize: 96 });
  expect(() => parsed('--model', join(folder, 'missing'))).toThrow(ArgumentError);
});

it('--pictures takes files that are there', () => {
  const parsed = (...args: string[]) => parseStudyArguments(args) as StudyArguments;
  expect(parsed().pictures).toEqual([]);
  const files = parsed('--pictures', join(folder, 'mine')).pictures as readonly OwnFile[];
  expect(files.map(({ path }) => path).sort()).toEqual(['mine/model.json', 'mine/shards/a']);
  expect(() => parsed('--pictures', join(folder, 'missing'))).toThrow(ArgumentError);
});

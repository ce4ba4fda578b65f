import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseManifest, readCheckpoint } from '../../src/formats/checkpoint/checkpoint';
import type { TrainingRecord } from '../../cli/writeCheckpoint';
import { MODELS } from '../../src/subject/models';

const FOLDER = resolve(import.meta.dirname, '../../public/models');

describe('bundled models', () => {
  it('names every folder of public/models once', () => {
    const folders = readdirSync(FOLDER, { withFileTypes: true }).filter((e) => e.isDirectory());
    expect(MODELS.map(({ id }) => id).sort()).toEqual(folders.map(({ name }) => name).sort());
  });

  it.each(MODELS)('$id is whole and has the width of its row', ({ id, width }) => {
    const read = (name: string) => new Uint8Array(readFileSync(join(FOLDER, id, name)));
    const manifest = parseManifest(id, read('manifest.json'));
    if (!manifest.ok) throw new Error(manifest.code);
    expect(manifest.value.model).toMatchObject({ width });
    expect(readCheckpoint(id, manifest.value, read('weights.bin'))).toMatchObject({ ok: true });
    const { files } = JSON.parse(readFileSync(join(FOLDER, id, 'model.json'), 'utf8')) as {
      files: { name: string; bytes: number; sha256: string }[];
    };
    for (const { name, bytes, sha256 } of files) {
      expect(read(name).length).toBe(bytes);
      expect(createHash('sha256').update(read(name)).digest('hex')).toBe(sha256);
    }
    expect(existsSync(join(FOLDER, id, 'README.md'))).toBe(true);
  });

  it.each(MODELS)('$id comes with the record of a training that reached its accuracy', (row) => {
    const file = readFileSync(join(FOLDER, row.id, 'training.json'), 'utf8');
    const { command, recipe, top1 } = JSON.parse(file) as TrainingRecord;
    expect(command).toMatch(/^npm run train -- /);
    expect(recipe.width).toBe(row.width);
    if (row.top1 !== undefined) expect((100 * top1.correct) / top1.total).toBeCloseTo(row.top1, 2);
  });
});

import { describe, expect, it } from 'vitest';
import { subjectOf } from '../../src/subject/subject';
import { LOADED } from '../state/fakeLab';

const { subject } = LOADED;
const idOf = (fields: Partial<typeof subject>) => subjectOf({ ...subject, ...fields }).id;

describe('the id of a subject', () => {
  it('is the same wherever its files lie and whatever it is called', () => {
    const model = { ...subject.model, id: 'elsewhere', name: 'Mine' };
    expect(idOf({ model })).toBe(idOf({}));
  });

  it('is another one for other weights, and for other pictures', () => {
    const model = { ...subject.model, checksums: { 'weights.bin': 'c3' } };
    const dataset = { ...subject.dataset, checksums: { 'images.gz': 'd4' } };
    expect(new Set([idOf({}), idOf({ model }), idOf({ dataset })]).size).toBe(3);
  });

  it('is of the folder where there are no checksums', () => {
    const unknown = (id: string) => ({ id, name: 'MobileNetV2', checksums: {} });
    expect(idOf({ model: unknown('a') })).not.toBe(idOf({ model: unknown('b') }));
    expect(idOf({ model: unknown('a') })).toBe(idOf({ model: unknown('a') }));
  });
});

/** Rows say their English themselves; a language may say them otherwise. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { methodOf } from '../../src/pruning/methods';
import { planName } from '../../src/pruning/planName';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { inWords } from '../../src/words/inWords';
import type { RowsOtherwise } from '../../src/words/rows';
import { words } from '../../src/words/words';

const inOwn = words.rows;

function speak(rows: RowsOtherwise) {
  words.rows = rows;
}

afterEach(() => speak(inOwn));

describe('a row in words', () => {
  const row = methodOf('l1-norm');

  it('says what stands in its table', () => {
    expect(inWords('methods', row)).toMatchObject({ ...row });
    expect(inWords('methods', row).label).toBe('L1 norm');
  });

  it('is said otherwise where the language does, field by field', () => {
    const english = inWords('methods', row);
    speak({ methods: { 'l1-norm': { label: 'Betragsnorm' } } });
    expect(inWords('methods', row)).toEqual({ ...english, label: 'Betragsnorm' });
    expect(inWords('methods', methodOf('l2-norm')).label).toBe('L2 norm');
  });

  it('is hidden before', () => {
    // @ts-expect-error: a method shows nothing that no language has said
    expect(row.label).toBeDefined();
    // @ts-expect-error: a row is said by its own table
    inWords('repairs', row);
  });
});

describe('what is made of rows', () => {
  beforeEach(() => speak({ methods: { 'l1-norm': { label: 'Betragsnorm' } } }));

  it('takes the language’s words', () => {
    expect(planName({ ...defaultPlan('l1-norm'), level: 0.5 })).toMatch(/^Betragsnorm 50 %/);
  });
});

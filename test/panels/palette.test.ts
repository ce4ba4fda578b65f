import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { matchScore } from '../../src/panels/palette/fuzzy';
import { foundRows, paletteRows, type PaletteRow } from '../../src/panels/palette/paletteRows';
import { withRecent } from '../../src/panels/palette/recent';
import { ACTIONS } from '../../src/panels/shell/actions';
import { METHODS } from '../../src/pruning/methods';
import type { PageState } from '../../src/state/pageState';
import { TABS } from '../../src/state/views';
import { ViewState } from '../../src/state/viewState.svelte';
import { words } from '../../src/words/words';
import { settled, testWorkbench } from '../state/testWorkbench';

let page: PageState;
let view: ViewState;

beforeAll(async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {} }));
  page = testWorkbench().workbench;
  await page.start();
  await settled();
  view = new ViewState();
  return () => vi.unstubAllGlobals();
});

function rowOf(id: string): PaletteRow {
  const row = paletteRows(page, view).find((own) => own.id === id);
  if (!row) throw new Error(id);
  return row;
}

describe('the score of a name', () => {
  const name = fc.string({ minLength: 1, maxLength: 20 });

  it('is null where the letters do not stand in it in their order, and only there', () => {
    fc.assert(
      fc.property(name, fc.string({ maxLength: 4 }), (text, typed) => {
        const letters = [...typed.toLowerCase().replace(/\s/g, '')];
        let from = 0;
        const inOrder = letters.every((letter) => {
          const at = text.toLowerCase().indexOf(letter, from);
          from = at + 1;
          return at >= 0;
        });
        fc.pre(/^[\x20-\x7e]*$/.test(text + typed));
        expect(matchScore(typed, text) !== null).toBe(inOrder);
      }),
      { seed: 5 },
    );
  });

  it('prefers beginnings of words, then letters side by side', () => {
    const scores = ['Magnitude, per layer', 'Simple map', 'Sample'].map((text) =>
      matchScore('mp', text),
    );
    expect(scores[0]).toBeGreaterThan(scores[2]!);
    expect(matchScore('lay', 'Magnitude, per layer')).toBeGreaterThan(
      matchScore('lay', 'xlxaxyx')!,
    );
  });

  it('does not mind case and accents', () => {
    expect(matchScore('GROSSE', 'größe'.replace('ß', 'ss'))).not.toBeNull();
  });
});

describe('the palette', () => {
  it('has a row for every method, tab and action, each id once', () => {
    const rows = paletteRows(page, view);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    for (const { id } of METHODS) expect(rowOf(`methods ${id}`)).toBeDefined();
    for (const tab of TABS) expect(rowOf(`tabs ${tab}`)).toBeDefined();
    for (const { id, keysAlone } of ACTIONS)
      expect(rows.some((row) => row.id === `action ${id}`)).toBe(!keysAlone);
  });

  it('does what its rows say', () => {
    rowOf('methods fpgm').run();
    expect(page.plans.plan.method).toBe('fpgm');
    expect(rowOf('methods fpgm').chosen).toBe(true);
    rowOf('precisions int8').run();
    expect(page.plans.plan.precision).toBe('int8');
    rowOf('tabs blocks').run();
    expect(view.tab).toBe('blocks');
    rowOf('axes macs').run();
    expect(view.axis).toBe('macs');
    rowOf('action undo').run();
    expect(page.plans.plan.precision).toBeUndefined();
  });

  it('takes a repair away that is there, and says so before', () => {
    const before = page.plans.plan.repair.length;
    const there = rowOf('repairs recalibrate');
    there.run();
    expect(page.plans.plan.repair).toHaveLength(before - 1);
    expect(rowOf('repairs recalibrate').label).not.toBe(there.label);
  });

  it('says why something is not available', () => {
    while (page.plans.canUndo) page.plans.undo();
    expect(rowOf('action undo').obstacle).toBe(words.palette.nothingToUndo);
    rowOf('methods l1-norm').run();
    expect(rowOf('action undo').obstacle).toBeNull();
  });

  it('leaves out what a lesson hides', () => {
    view.lesson.hidden = ['methods', 'study'];
    const ids = paletteRows(page, view).map(({ id }) => id);
    expect(ids.filter((id) => /^methods |action (methods|study)$|tabs study/.test(id))).toEqual([]);
    expect(ids).toContain('action help');
    view.lesson.hidden = [];
  });

  it('finds by a few letters, and puts what was used last before what fits as well', () => {
    const rows = paletteRows(page, view);
    const [first] = foundRows(rows, 'fpgm', []);
    expect(first.id).toBe('methods fpgm');
    const recent = withRecent(withRecent([], 'axes macs'), 'tabs meter');
    expect(
      foundRows(rows, '', recent)
        .map(({ id }) => id)
        .slice(0, 2),
    ).toEqual(['tabs meter', 'axes macs']);
    expect(foundRows(rows, 'qqqqq', recent)).toEqual([]);
  });
});

describe('keys', () => {
  it('mean one thing each', () => {
    const strokes = ACTIONS.flatMap(({ keys }) => keys.map((stroke) => JSON.stringify(stroke)));
    expect(new Set(strokes).size).toBe(strokes.length);
  });
});

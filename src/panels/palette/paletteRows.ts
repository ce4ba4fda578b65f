/** Everything that the palette finds: actions, and a row for whatever the page lets a person choose. */
import { AXES } from '../../charts/axes';
import { METHODS } from '../../pruning/methods';
import { PRECISIONS } from '../../pruning/precisions';
import { precisionOf, REPAIRS, suits } from '../../pruning/repairs';
import { withoutStep, withStep } from '../../pruning/repairText';
import type { PageState } from '../../state/pageState';
import type { Part } from '../../state/lessonState.svelte';
import { TABS } from '../../state/views';
import type { ViewState } from '../../state/viewState.svelte';
import { inWords } from '../../words/inWords';
import { sentence } from '../../words/sentence';
import { words } from '../../words/words';
import { ACTIONS, type KeyStroke } from '../shell/actions';
import { matchScore } from './fuzzy';

const say = words.palette;

export interface PaletteRow {
  /** Of all rows, in every visit. */
  readonly id: string;
  readonly group: keyof typeof say.groups;
  readonly label: string;
  readonly keys: readonly KeyStroke[];
  /** The page shows it already. */
  readonly chosen: boolean;
  /** Why it is not available now; null where it is. */
  readonly obstacle: string | null;
  readonly run: () => void;
}

/** In the order of the page; without what a lesson hides. */
export function paletteRows(page: PageState, view: ViewState): PaletteRow[] {
  const { lesson } = view;
  const groups: readonly (readonly [Part | null, () => PaletteRow[]])[] = [
    [null, () => actionRows(page, view)],
    [null, () => tabRows(view)],
    ['methods', () => methodRows(page)],
    ['options', () => precisionRows(page)],
    ['options', () => repairRows(page)],
    [null, () => axisRows(view)],
  ];
  return groups.flatMap(([part, rows]) => (part && lesson.hides(part) ? [] : rows()));
}

/** Those that are meant by what was typed, best first; those that were used last before others that fit as well. */
export function foundRows(
  rows: readonly PaletteRow[],
  typed: string,
  recent: readonly string[],
): PaletteRow[] {
  const rank = ({ id }: PaletteRow) => (recent.includes(id) ? recent.indexOf(id) : recent.length);
  return rows
    .flatMap((row) => {
      const score = matchScore(typed, row.label);
      return score === null ? [] : [{ row, score }];
    })
    .sort((a, b) => b.score - a.score || rank(a.row) - rank(b.row))
    .map(({ row }) => row);
}

function actionRows(page: PageState, view: ViewState): PaletteRow[] {
  const shown = ACTIONS.filter(
    ({ keysAlone, part }) => !keysAlone && !(part && view.lesson.hides(part)),
  );
  return shown.map(({ id, keys, obstacle, run }) => ({
    ...{ id: `action ${id}`, group: 'actions' as const, label: say.actions[id], keys },
    chosen: false,
    obstacle: obstacle?.(page, view) ?? null,
    run: () => run(page, view),
  }));
}

function tabRows(view: ViewState): PaletteRow[] {
  return TABS.filter((tab) => view.lesson.shows(tab)).map((tab) => ({
    ...choice('tabs', tab, words.shell.tabs[tab], tab === view.tab),
    run: () => view.choose(tab),
  }));
}

function methodRows({ plans, lab }: PageState): PaletteRow[] {
  return METHODS.map((method) => {
    const { label } = inWords('methods', method);
    const barred = method.needs !== 'weights' && lab.lack ? sentence(lab.lack) : null;
    return {
      ...choice('methods', method.id, label, method.id === plans.plan.method, barred),
      run: () => plans.chooseMethod(method.id),
    };
  });
}

function precisionRows({ plans, lab }: PageState): PaletteRow[] {
  return PRECISIONS.map((row) => {
    const { label } = inWords('precisions', row);
    const barred = row.calibrationImages > 0 && lab.lack ? sentence(lab.lack) : null;
    return {
      ...choice('precisions', row.id, label, row.id === precisionOf(plans.plan), barred),
      run: () => plans.change({ precision: row.id }),
    };
  });
}

function repairRows({ plans, lab }: PageState): PaletteRow[] {
  const { repair } = plans.plan;
  return REPAIRS.map((row) => {
    const there = repair.some(({ kind }) => kind === row.standard.kind);
    const { label } = inWords('repairs', row);
    return {
      ...choice('repairs', row.id, say.repair(label, there), false),
      obstacle: there ? null : repairObstacle(),
      run: () => plans.change({ repair: (there ? withoutStep : withStep)(repair, row) }),
    };

    function repairObstacle(): string | null {
      if (lab.lack) return sentence(lab.lack);
      if (row.trains && lab.lab?.runtime.kernels?.available === false)
        return words.plan.trainingNeedsKernels;
      return suits(row.standard, precisionOf(plans.plan))
        ? null
        : words.plan.needsPrecision(row.precision!);
    }
  });
}

function axisRows(view: ViewState): PaletteRow[] {
  return AXES.map((axis) => ({
    ...choice('axes', axis.id, inWords('axes', axis).label, axis.id === view.axis),
    run: () => {
      view.axis = axis.id;
      view.choose('chart');
    },
  }));
}

function choice(
  group: PaletteRow['group'],
  id: string,
  label: string,
  chosen: boolean,
  obstacle: string | null = null,
): Omit<PaletteRow, 'run'> {
  return { id: `${group} ${id}`, group, label, keys: [], chosen, obstacle };
}

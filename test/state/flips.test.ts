/** Single test pictures: chosen anew once a plan has answered, and fetched once. */
import { expect, it } from 'vitest';
import { TILES } from '../../src/state/flips.svelte';
import { refusal } from '../../src/words/refusal';
import { settled, testWorkbench } from './testWorkbench';

async function started() {
  const parts = testWorkbench();
  parts.lab.held = true;
  void parts.workbench.start();
  await settled();
  return parts;
}

/** Lets everything that is asked for be measured. */
async function measured({ lab, clock }: Awaited<ReturnType<typeof started>>) {
  lab.held = false;
  for (let i = 0; i < 6; i++) {
    clock.turn(200);
    lab.answer();
    await settled();
  }
}

it('there are twelve pictures of as many classes before any network has answered', async () => {
  const { workbench } = await started();
  const { tiles } = workbench.flips;
  expect(tiles).toHaveLength(TILES);
  expect(new Set(tiles.map(({ label }) => label)).size).toBe(10);
  for (const { dense, cut, repaired, fate } of tiles)
    expect([dense, cut, repaired, fate]).toEqual([null, null, null, null]);
  expect(workbench.flips.point).toBeNull();
});

it('they tell three answers once the plan is measured, and those that flip come in', async () => {
  const parts = await started();
  await measured(parts);
  const { flips, figures } = parts.workbench;
  expect(flips.point).toBe(figures.measured);
  const own = figures.measured!.answers!;
  for (const { image, label, dense, cut, repaired, fate } of flips.tiles) {
    expect(dense).toMatchObject({ index: label });
    expect(cut).toEqual({
      index: own.afterCutting[image],
      confidence: own.confidences!.afterCutting[image],
    });
    expect(repaired!.index).toBe(own.afterRepair![image]);
    expect(['lost', 'brought-back']).toContain(fate);
  }
});

it('the answers of the plan before stay until the next one is measured', async () => {
  const parts = await started();
  await measured(parts);
  const { flips, figures } = parts.workbench;
  const [point, before] = [flips.point, flips.tiles];
  parts.lab.held = true;
  figures.slide(0.85);
  expect(figures.measured).toBeNull();
  expect(flips.point).toBe(point);
  expect(flips.tiles).toEqual(before);
  await measured(parts);
  expect(flips.point!.point.plan.level).toBe(0.85);
  const places = new Map(before.map(({ image }, place) => [image, place]));
  const staying = flips.tiles.filter(({ image }) => places.has(image));
  expect(staying.length).toBeGreaterThan(0);
  for (const [place, { image }] of flips.tiles.entries())
    if (places.has(image)) expect(place).toBe(places.get(image));
});

it('of a slider on its way those of the nearest point that differs by its level alone', async () => {
  const parts = await started();
  await measured(parts);
  const { flips, figures, plans } = parts.workbench;
  const first = plans.plan.level;
  expect(flips.nearby).toBe(false);
  figures.slide(0.9);
  await measured(parts);
  parts.lab.held = true;
  const levelAt = (level: number) => {
    figures.slide(level);
    return [flips.point!.point.plan.level, flips.nearby];
  };
  expect(levelAt(0.88)).toEqual([0.9, true]);
  expect(levelAt(first + 0.01)).toEqual([first, true]);
  expect(levelAt(0.9)).toEqual([0.9, false]);
  plans.chooseMethod('l1-norm');
  expect(flips.nearby).toBe(true);
});

it('pixels are fetched once, and what went wrong is told until they come', async () => {
  const { workbench, lab } = await started();
  const { shownPictures: pictures } = workbench;
  await pictures.ask([3, 200]);
  await pictures.ask([200, 3, 4]);
  expect(lab.calls.filter((call) => call.startsWith('pictures'))).toEqual([
    'pictures 3 200',
    'pictures 4',
  ]);
  expect([...pictures.of(200)!.rgba]).toEqual([200, 200, 200, 255]);
  expect(pictures.of(5)).toBeNull();
  const { pictures: answer } = lab;
  lab.pictures = async () => refusal('worker-lost');
  await pictures.ask([5]);
  expect(pictures.failure?.code).toBe('worker-lost');
  lab.pictures = answer;
  await pictures.ask([5]);
  expect([pictures.failure, pictures.of(5)?.width]).toEqual([null, 1]);
});

it('pictures are listed by what became of them, and by class', async () => {
  const parts = await started();
  await measured(parts);
  const { flips, figures } = parts.workbench;
  const { afterCutting, afterRepair } = figures.measured!.answers!;
  const [lost, back] = [flips.list('lost'), flips.list('brought-back')];
  expect(flips.list('flips')).toEqual([...lost, ...back]);
  for (const image of lost) expect(afterRepair![image]).not.toBe(flips.story(image).label);
  for (const image of back) {
    const { label } = flips.story(image);
    expect([afterCutting[image] === label, afterRepair![image]]).toEqual([false, label]);
  }
  expect(flips.list('all')).toHaveLength(1000);
  flips.label = 4;
  const own = lost.filter((image) => flips.story(image).label === 4);
  expect(own.length).toBeGreaterThan(0);
  expect(flips.list('lost')).toEqual(own);
});

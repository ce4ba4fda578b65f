import { nextTask } from '../base/nextTask';
import type { OperatingPoint } from '../study/point';
import type { ReadExample } from '../subject/example';
import type { LabModel } from '../subject/labModel';
import { readStudy } from './readStudy';

/** Points that lie beside the page, measured elsewhere: they fill the chart before anything is measured here, and are never kept. */
export class ExampleStudy {
  points = $state.raw<readonly OperatingPoint[]>([]);
  /** Whether there is one, or it is still being asked for. */
  mayCome = $state(true);

  /** Without an example, or one that cannot be read, the chart begins empty. */
  async restore(model: LabModel, read: ReadExample): Promise<void> {
    const text = await read(model).catch(() => null);
    const study = text === null ? null : await readStudy(text);
    // Reading it takes as long as drawing it.
    await nextTask();
    if (study?.ok) this.points = study.value.points;
    else this.mayCome = false;
  }
}

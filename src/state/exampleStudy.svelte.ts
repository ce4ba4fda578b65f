import type { OperatingPoint } from '../study/point';
import type { ReadExample } from '../subject/example';
import type { LabModel } from '../subject/labModel';
import { readStudy } from './readStudy';

/** Points that lie beside the page, measured elsewhere: they fill the chart before anything is measured here, and are never kept. */
export class ExampleStudy {
  points = $state.raw<readonly OperatingPoint[]>([]);

  /** Without an example, or one that cannot be read, the chart begins empty. */
  async restore(model: LabModel, read: ReadExample): Promise<void> {
    const text = await read(model).catch(() => null);
    const study = text === null ? null : await readStudy(text);
    if (study?.ok) this.points = study.value.points;
  }
}

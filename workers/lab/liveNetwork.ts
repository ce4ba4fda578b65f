import type { Outcome } from '../../src/base/outcome';
import { planKey } from '../../src/pruning/planKey';
import type { FrameAnswer, FrameJob } from '../../src/protocol/lab';
import { planesOf } from '../../src/subject/planes';
import { preprocess, type SubjectImages } from '../../src/subject/preprocess';
import type { Classifier } from '../runtime/classifier';
import { classifierOf } from '../runtime/engines';
import { judged } from '../runtime/evaluate';
import { madeNetwork } from './pointNetwork';
import type { Resident } from './resident';

/** A network that stays ready for single pictures from outside, until another plan's is asked for. */
export class LiveNetwork {
  private key: string | null = null;
  private classifier: Classifier | null = null;

  /** Refused as `madeNetwork` and `classifierOf`. */
  async answer(
    resident: Resident,
    job: FrameJob,
    alive: () => void,
  ): Promise<Outcome<FrameAnswer>> {
    const ready = await this.readyFor(resident, job, alive);
    if (!ready.ok) return ready;
    const start = performance.now();
    const scores = ready.value.run(preprocess(pictureOf(job.rgba, resident.test), 0, 1));
    const milliseconds = performance.now() - start;
    const own = scores.slice(0, ready.value.network.classes);
    const { prediction, confidence } = judged(own, 0);
    return { ok: true, value: { prediction, confidence, milliseconds } };
  }

  /** Gives its memory back. */
  end(): void {
    this.classifier?.dispose();
    this.classifier = null;
    this.key = null;
  }

  private async readyFor(
    resident: Resident,
    { plan, runtime, kept }: FrameJob,
    alive: () => void,
  ): Promise<Outcome<Classifier>> {
    const key = `${planKey(plan)} ${runtime}`;
    if (this.classifier && this.key === key) return { ok: true, value: this.classifier };
    this.end();
    const made = await madeNetwork(resident, plan, { kept, superseded: () => false, alive });
    if (!made.ok) return made;
    const classifier = await classifierOf(resident, made.value, runtime, 1);
    if (!classifier.ok) return classifier;
    [this.classifier, this.key] = [classifier.value, key];
    return classifier;
  }
}

/** A picture from outside as the only one of the subject's. */
function pictureOf(rgba: Uint8ClampedArray, test: SubjectImages): SubjectImages {
  const { height, width, planes } = test.preprocessing.source;
  const pixels = planesOf(rgba, planes);
  return { ...test, count: 1, rows: height, columns: width, planes, pixels };
}

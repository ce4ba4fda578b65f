/** What was measured of a point, in few lines: accuracy, latencies, energy. */
import { wilsonInterval } from '../../study/wilson';
import type { OperatingPoint } from '../../study/point';
import { RUNTIMES } from '../../study/runtimes';
import { inWords } from '../../words/inWords';
import { bytes } from '../../words/numbers';
import { words } from '../../words/words';
import { energyName, energyText } from '../energy/joules';

export interface MeasuredRow {
  readonly name: string;
  readonly value: string;
}

export function measuredRows({ accuracy, latencyMs, energy }: OperatingPoint): MeasuredRow[] {
  const { rows } = words.figures;
  const answered = accuracy.afterRepair ?? accuracy.afterCutting;
  const timed = RUNTIMES.flatMap((runtime) => {
    const latency = latencyMs[runtime.id];
    if (!latency) return [];
    const { label } = inWords('runtimes', runtime);
    const { median, memoryBytes } = latency;
    const time = { name: rows.latency(label), value: words.exporting.latency(median) };
    if (memoryBytes === undefined) return [time];
    return [time, { name: rows.memory(label), value: bytes(memoryBytes) }];
  });
  return [
    ...(answered.total > 0 ? [{ name: rows.accuracy, value: accuracyText(answered) }] : []),
    ...timed,
    ...(energy ? [{ name: energyName('gross', energy), value: energyText(energy, 'gross') }] : []),
  ];
}

function accuracyText(answered: OperatingPoint['accuracy']['afterCutting']): string {
  const { low, high } = wilsonInterval(answered);
  const interval = words.figures.interval(low, high, answered.total);
  return words.exporting.accuracy(answered.correct / answered.total, interval);
}

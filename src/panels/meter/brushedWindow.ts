import { powerHalfW, type WindowPower } from '../../meter/energy/windowPower';
import type { TraceSpan } from '../../meter/trace';
import { words } from '../../words/words';

const say = words.meter.window;

/** What a brushed window tells: mean power and energy with their 95 % intervals. */
export function windowText(
  { fromMs, toMs }: TraceSpan,
  power: WindowPower | null,
  idleW: number | null,
): readonly (readonly [name: string, value: string])[] {
  const seconds = (toMs - fromMs) / 1000;
  const length = [say.length.name, say.length.value(seconds)] as const;
  if (!power) return [length, [say.mean.name, say.tooFew]];
  const { meanW, samples, coveredShare } = power;
  const half = powerHalfW(power);
  const above = idleW === null ? null : (meanW - idleW) * seconds;
  return [
    length,
    [say.mean.name, say.mean.value(meanW, half)],
    [say.energy.name, say.energy.value(meanW * seconds, half * seconds)],
    ...(above === null ? [] : [[say.aboveIdle.name, say.aboveIdle.value(above)] as const]),
    [say.readings.name, say.readings.value(samples, coveredShare)],
  ];
}

/** Files of what the meter sent. */
import type { MeterState } from '../../state/meterState.svelte';
import { download } from '../results/download';

export async function saveTrace(state: MeterState): Promise<void> {
  const file = await state.traceCsv();
  if (file && state.meter)
    download(meterFileName(state.meter.id, new Date(), 'csv'), 'text/csv', file.slice());
}

/** `meter-um25c-2026-11-23T05-14-00.bytes` */
export function meterFileName(id: string, date: Date, ending: 'bytes' | 'csv'): string {
  return `meter-${id}-${date.toISOString().slice(0, 19).replaceAll(':', '-')}.${ending}`;
}

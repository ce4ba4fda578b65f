import type { MeterState } from '../../state/meterState.svelte';
import { download } from '../results/download';
import { meterFileName } from './meterWords';

export const SAVE_TRACE =
  'Every reading that is kept (the latest 262,144: 43 minutes at 100 a second) with its time, as a file for spreadsheets';

export async function saveTrace(state: MeterState): Promise<void> {
  const file = await state.traceCsv();
  if (file && state.meter)
    download(meterFileName(state.meter.id, new Date(), 'csv'), 'text/csv', file.slice());
}

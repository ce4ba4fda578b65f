/** HDF5 that was made to lead its reader in circles is refused after a bounded number of steps. */
import { expect, it } from 'vitest';
import { FileTrouble } from '../../src/formats/fileTrouble';
import { openHdf5 } from '../../src/formats/hdf5/hdf5';
import { groupsOfThemselves, overlappingBlocks, sameNodes } from './craftedHdf5';

function troubleOf(bytes: Uint8Array): string | null {
  try {
    openHdf5(bytes).arraysIn('layers');
    return null;
  } catch (error) {
    if (error instanceof FileTrouble) return error.why.code;
    throw error;
  }
}

// Without bounds each of these runs for hours, or until the memory is full.
it.each([
  ['a tree of nodes that are the same', sameNodes(4)],
  ['a tree that says it is something else', sameNodes(4, 'FHDB')],
  ['blocks of a header that overlap', overlappingBlocks(50_000)],
  ['groups that hold themselves', groupsOfThemselves(1000)],
])('%s', (_, bytes) => {
  expect(troubleOf(bytes)).toBe('file-circles');
});

/** Reads one file for the page, which then ends it. */
import { expose } from 'comlink';
import { checked, readByFetch } from '../src/download/fetchFile';
import { sharedMemory } from '../src/download/memory';
import type { FileReading } from '../src/protocol/files';

const read = readByFetch((url, options) => fetch(url, options));
const reading: FileReading = { readShared: checked(read, sharedMemory) };
expose(reading);

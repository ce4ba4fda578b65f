/** Writes networks in other tools' formats; the page ends it afterwards. */
import { expose } from 'comlink';
import type { ExportApi } from '../src/protocol/export';
import { writeNetwork } from './export/writeNetwork';

const api: ExportApi = { write: writeNetwork };
expose(api);

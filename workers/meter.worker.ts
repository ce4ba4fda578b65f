/** The worker that talks to the power meter and keeps its samples. */
import { expose } from 'comlink';
import type { SerialLike } from '../src/protocol/webSerial';
import { MeterHost } from './meter/meterHost';
import { workerClock } from './meter/transport';

const { serial } = navigator as unknown as { serial?: SerialLike };
expose(new MeterHost(serial ?? null, workerClock));

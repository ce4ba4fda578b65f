/** A simulated board that prints text, as a socket: what it says goes down the guest's USB cable at its true rate. */
import { createServer, type Socket } from 'node:net';
import { simulateMeter } from '../../src/meter/simulation/simulatedMeter';
import { seededRandom } from '../../src/base/seededRandom';

const WATTS = 4;
const LOOK_EVERY_MS = 10;

export interface MeterSocket {
  /** Lines sent so far: the board's own clock, ten a second. */
  readonly lines: number;
  close(): void;
}

export function serveMeter(port: number): Promise<MeterSocket> {
  const sockets = new Set<Socket>();
  let lines = 0;
  const start = performance.now();
  const constant = {
    watts: () => WATTS,
    joules: (fromMs: number, toMs: number) => (WATTS * (toMs - fromMs)) / 1000,
  };
  const board = simulateMeter('text-lines', constant, seededRandom(1, 0), 0);
  const timer = setInterval(() => {
    for (const { bytes } of board.produce(performance.now() - start)) {
      lines++;
      for (const socket of sockets) socket.write(bytes);
    }
  }, LOOK_EVERY_MS);
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  const meter: MeterSocket = {
    get lines() {
      return lines;
    },
    close() {
      clearInterval(timer);
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(meter));
  });
}

/** A Debian guest under QEMU's software emulation, with a USB serial adapter whose other end is a socket here. */
import { connect, type Socket } from 'node:net';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { startQemu, type Qemu } from '../guest/qemu';

export interface GuestPorts {
  /** The lab's, on host and guest alike. */
  readonly lab: number;
  /** Where the meter emulator listens. */
  readonly meter: number;
  /** Leads to the guest's DevTools. */
  readonly devTools: number;
}

export interface Guest extends Qemu {
  unplug(): Promise<void>;
  plug(): Promise<void>;
}

/** QEMU's own socket, through which the cable is pulled. */
const MONITOR = 'monitor.socket';
const ADAPTER = { driver: 'usb-serial', id: 'adapter', chardev: 'meter' };

/** @param folder made by makeGuest.sh; the disk in it stays as it is, the console goes to console.log beside it */
export function startGuest(folder: string, ports: GuestPorts): Guest {
  const log = resolve(folder, 'console.log');
  const qemu = startQemu('qemu-system-x86_64', qemuArguments(folder, ports), log);
  const ask = async (execute: string, given: object) => {
    const socket = connect(resolve(folder, MONITOR));
    try {
      await command(socket, 'qmp_capabilities', {});
      await command(socket, execute, given);
    } finally {
      socket.destroy();
    }
  };
  return {
    get runs() {
      return qemu.runs;
    },
    unplug: () => ask('device_del', { id: ADAPTER.id }),
    plug: () => ask('device_add', ADAPTER),
    end: () => qemu.end(),
  };
}

function qemuArguments(folder: string, { lab, meter, devTools }: GuestPorts): string[] {
  const loopback = '127.0.0.1';
  return [
    ...['-machine', 'q35', '-accel', 'tcg', '-cpu', 'max', '-smp', '2', '-m', '2048'],
    ...['-display', 'none', '-serial', 'stdio', '-no-reboot'],
    ...['-kernel', `${folder}/vmlinuz`, '-initrd', `${folder}/initrd`],
    ...['-append', `root=/dev/vda rw init=/lab-init console=ttyS0 quiet LAB_PORT=${lab}`],
    ...['-drive', `file=${folder}/disk.ext4,format=raw,if=virtio,snapshot=on`],
    ...['-netdev', `user,id=net,hostfwd=tcp:${loopback}:${devTools}-:9223`],
    ...['-device', 'virtio-net-pci,netdev=net'],
    ...['-device', 'qemu-xhci', '-chardev', `socket,id=meter,host=${loopback},port=${meter}`],
    ...['-device', `${ADAPTER.driver},id=${ADAPTER.id},chardev=${ADAPTER.chardev}`],
    ...['-qmp', `unix:${folder}/${MONITOR},server=on,wait=off`],
  ];
}

/** Sends one command and waits for its answer, passing over events and the greeting. */
async function command(socket: Socket, execute: string, given: object): Promise<void> {
  socket.write(`${JSON.stringify({ execute, arguments: given })}\n`);
  const lines = createInterface({ input: socket });
  for await (const line of lines) {
    const answer = JSON.parse(line) as { return?: object; error?: { desc: string } };
    if (answer.error) throw new Error(`QEMU refused ${execute}: ${answer.error.desc}`);
    if (answer.return) return;
  }
  throw new Error(`QEMU closed its connection before it answered ${execute}.`);
}

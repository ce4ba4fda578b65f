/** A guest with the processor of a Raspberry Pi 4B. */
import { resolve } from 'node:path';
import { startQemu, type Qemu } from '../guest/qemu';

export interface PiPorts {
  /** The lab's, on host and guest alike. */
  readonly lab: number;
  /** Leads to the guest's DevTools. */
  readonly devTools: number;
}

export interface Pi extends Qemu {
  /** Most that a page took with its workers so far, MB, of a look every few seconds; 0 before the first. */
  readonly mostMegabytes: number;
}

/** @param folder made by makeGuest.sh; the disk in it stays as it is */
export function startPi(folder: string, ports: PiPorts): Pi {
  let most = 0;
  const log = resolve(folder, 'console.log');
  const qemu = startQemu('qemu-system-aarch64', qemuArguments(folder, ports), log, (line) => {
    most = Math.max(most, pageMegabytes(line) ?? 0);
  });
  return {
    get runs() {
      return qemu.runs;
    },
    get mostMegabytes() {
      return most;
    },
    end: () => qemu.end(),
  };
}

/** Of a line of the guest's console; null where it says something else. */
export function pageMegabytes(line: string): number | null {
  const [, kibibytes] = /^GUEST: page (\d+) kB/.exec(line) ?? [];
  return kibibytes === undefined ? null : (1024 * Number(kibibytes)) / 1e6;
}

function qemuArguments(folder: string, { lab, devTools }: PiPorts): string[] {
  return [
    ...['-machine', 'virt', '-accel', 'tcg,thread=multi', '-cpu', 'cortex-a72'],
    ...['-smp', '2', '-m', '3072', '-display', 'none', '-serial', 'stdio', '-no-reboot'],
    ...['-kernel', `${folder}/vmlinuz`, '-initrd', `${folder}/initrd`],
    ...['-append', `console=ttyAMA0 quiet LAB_PORT=${lab}`],
    ...['-drive', `file=${folder}/disk.ext4,format=raw,if=virtio,snapshot=on`],
    ...['-netdev', `user,id=net,hostfwd=tcp:127.0.0.1:${devTools}-:9223`],
    // Without a file to boot from, which is a package of its own.
    ...['-device', 'virtio-net-pci,netdev=net,romfile='],
  ];
}

/** A guest with the processor of a Raspberry Pi 4B. */
import { resolve } from 'node:path';
import { startQemu, type Qemu } from '../guest/qemu';

export interface PiPorts {
  /** The lab's, in the guest. */
  readonly lab: number;
  /** Here, where the guest fetches the archive. */
  readonly archive: number;
  /** Leads to the guest's DevTools. */
  readonly devTools: number;
}

export interface Pi extends Qemu {
  /** Most that a page took with its workers so far, MB, of a look every few seconds; 0 before the first. */
  readonly mostMegabytes: number;
  /** What its scripts have said, a line each. */
  readonly told: readonly string[];
}

/** A word that begins each line of them, among those of the kernel and of Chromium. */
const TOLD = 'GUEST: ';

/** @param folder made by makeGuest.sh; the disk in it stays as it is */
export function startPi(folder: string, ports: PiPorts): Pi {
  let most = 0;
  const told: string[] = [];
  const log = resolve(folder, 'console.log');
  const qemu = startQemu('qemu-system-aarch64', qemuArguments(folder, ports), log, (line) => {
    if (!line.startsWith(TOLD)) return;
    const text = line.slice(TOLD.length).trimEnd();
    const megabytes = pageMegabytes(text);
    if (megabytes === null) told.push(text);
    else most = Math.max(most, megabytes);
  });
  return {
    get runs() {
      return qemu.runs;
    },
    get mostMegabytes() {
      return most;
    },
    told,
    end: () => qemu.end(),
  };
}

/** 0 before a page is open; null of a line that says something else. */
export function pageMegabytes(told: string): number | null {
  const [, kibibytes] = /^page (\d*) kB/.exec(told) ?? [];
  return kibibytes === undefined ? null : (1024 * Number(kibibytes)) / 1e6;
}

function qemuArguments(folder: string, { lab, archive, devTools }: PiPorts): string[] {
  return [
    ...['-machine', 'virt', '-accel', 'tcg,thread=multi', '-cpu', 'cortex-a72'],
    ...['-smp', '2', '-m', '3072', '-display', 'none', '-serial', 'stdio', '-no-reboot'],
    ...['-kernel', `${folder}/vmlinuz`, '-initrd', `${folder}/initrd`],
    ...['-append', `console=ttyAMA0 quiet LAB_PORT=${lab} ARCHIVE=http://10.0.2.2:${archive}/`],
    ...['-drive', `file=${folder}/disk.ext4,format=raw,if=virtio,snapshot=on`],
    ...['-netdev', `user,id=net,hostfwd=tcp:127.0.0.1:${devTools}-:9223`],
    // Without a file to boot from, which is a package of its own.
    ...['-device', 'virtio-net-pci,netdev=net,romfile='],
  ];
}

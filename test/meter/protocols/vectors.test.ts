/** Captured and published frames, and frames computed from the agreed layouts, decoded exactly. */
import { writeCt2 } from '../../../src/meter/protocols/avhzyCt2';
import { writeWitrn } from '../../../src/meter/protocols/witrn';
import { describe, expect, it } from 'vitest';
import { avhzyCt2 } from '../../../src/meter/protocols/avhzyCt2';
import { fnirsi, fnirsiCommand } from '../../../src/meter/protocols/fnirsi';
import { powerz } from '../../../src/meter/protocols/powerz';
import { crc16Xmodem, fnirsiBle } from '../../../src/meter/protocols/fnirsiBle';
import { Ppk2Decoder } from '../../../src/meter/protocols/ppk2';
import { ppk2Amps } from '../../../src/meter/protocols/ppk2Calibration';
import type { Decoder } from '../../../src/meter/protocols/protocol';
import { rdtechTc66, tc66Cipher } from '../../../src/meter/protocols/rdtechTc66';
import { rdtechUm } from '../../../src/meter/protocols/rdtechUm';
import { witrn } from '../../../src/meter/protocols/witrn';
import { yzxstudio } from '../../../src/meter/protocols/yzxstudio';
import { SampleBlock, SampleFlag } from '../../../src/meter/sampleBlock';
import { hex } from '../hex';
import { PPK2_FIXTURE } from './ppk2Fixture';

function decode({ decoder }: { decoder: Decoder }, bytes: Uint8Array) {
  const block = new SampleBlock();
  decoder.receive(bytes, block);
  return Array.from({ length: block.length }, (_, i) => [
    block.volts[i],
    block.amps[i],
    block.watts[i],
  ]);
}

const ZEROS = '00'.repeat(32);

describe('RDTech UM', () => {
  it('UM-1: a captured UM34C frame', () => {
    const frame = `0d4c01f5008e000002c7001b0051000100000000000000000000000700000027${ZEROS}${ZEROS}
      0002000100070000000700000025001300000046000000010004000001600000 8068`;
    expect(decode(rdtechUm(500), hex(frame))).toEqual([[5.01, 0.142, 0.711]]);
  });

  it('UM-2: UM25C counts in mV and 0.1 mA', () => {
    const frame = `09c913e530390000188f001f00580000000004d2000018890000000000000000${ZEROS}${ZEROS}
      0070006200070000000f0000004d000d00000e8d000100020004000000290000 fff1`;
    expect(decode(rdtechUm(500), hex(frame))).toEqual([[5.093, 1.2345, 6.287]]);
  });

  it('UM-3: UM24C counts in 10 mV and mA', () => {
    const frame = `09630200028e00000d14001c0052000300000000000000000000000000000000
      0000000000000000000009c50000320500000000000000000000000000000000${ZEROS}
      0003000200000000000000000000000a000000000000000100050000004e0001 fff1`;
    expect(decode(rdtechUm(500), hex(frame))).toEqual([[5.12, 0.654, 3.348]]);
  });
});

describe('RDTech TC66', () => {
  const TC1 = `65b26d321e5275375adbd3ff42a312912aca6ec4a4554d5542e8674b097e259c
    c0a1c6a01367b6f0e8c86f46107e46f4e788d2d977f3ed0c1e125dc548fc3a26
    4ca876891b96401ef0739ec46ad530bb1333909ae8ca76540baf427a1c875ca1
    2a5a8b4d2a36786d5a231ee4fa857bd466f0b084988067b47bcd7adbc2819227
    4231f411e56f5c203c590b4a68fd5b092aca6ec4a4554d5542e8674b097e259c
    2aca6ec4a4554d5542e8674b097e259ce09c4004c92da948c3165eebdb8b9ec2`;

  it('TC-1: decrypts, checks three CRCs, reads', () => {
    expect(decode(rdtechTc66(500), hex(TC1))).toEqual([[5.1234, 0.51234, 2.6249]]);
  });

  it('16 zero bytes encrypt to the published block', () => {
    expect(tc66Cipher().encrypt(new Uint8Array(16))).toEqual(
      hex('2aca6ec4a4554d5542e8674b097e259c'),
    );
  });

  it('a wrong bit in any cipher block is refused', () => {
    for (let at = 0; at < 192; at += 16) {
      const frame = hex(TC1);
      frame[at] ^= 1;
      const samples = decode(rdtechTc66(500), frame);
      expect(samples).toEqual([]);
    }
  });
});

describe('PPK2', () => {
  it('PPK-1: range 0 with the published calibration', () => {
    expect(ppk2Amps(PPK2_FIXTURE, 27, 0, 3.741) * 1e6).toBeCloseTo(0.0214548778, 9);
  });

  /** Word, then µA at 3741 mV and at 5000 mV. */
  const PPK_2: readonly [string, number, number][] = [
    ['1b00fc00', 0.0214548778, 0.0818868778],
    ['2c410000', 120.36147, 121.111834],
    ['bc820400', 3012.29533, 3018.94411],
    ['e8830805', 4405.83726, 4412.48604],
    ['84c30cff', 42348.6113, 42427.3958],
    ['64001100', 60264.5198, 63966.9153],
    ['bc021580', 528312.144, 532014.539],
    ['0a051980', 1019632.71, 1023335.1],
  ];
  /** The decoder looks one word ahead. */
  const NEXT = '0a051d80';

  it.each([
    [3.741, 1],
    [5, 2],
  ] as const)('PPK-2: words of every range at %f V', (volts, column) => {
    const decoder = new Ppk2Decoder(volts, PPK2_FIXTURE);
    const samples = decode({ decoder }, hex(PPK_2.map(([word]) => word).join('') + NEXT));
    expect(samples).toHaveLength(PPK_2.length);
    samples.forEach(([, amps], i) => {
      const relative = (amps * 1e6) / PPK_2[i][column];
      expect(relative).toBeCloseTo(1, 8);
    });
  });

  it('PPK-4: counts one lost sample, and none where the counter wraps', () => {
    const rest =
      PPK_2.slice(3)
        .map(([word]) => word)
        .join('') + NEXT;
    const whole = new Ppk2Decoder(5, PPK2_FIXTURE);
    decode({ decoder: whole }, hex(`1b00fc002c410000bc820400${rest}`));
    expect(whole.counts.lostSamples).toBe(0);
    const gap = new Ppk2Decoder(5, PPK2_FIXTURE);
    const lead = '1b00f0001b00f4001b00f8001b00fc00';
    const block = new SampleBlock();
    gap.receive(hex(`${lead}bc820400${rest}64002100`), block);
    expect(gap.counts.lostSamples).toBe(1);
    expect(block.flags[4] & SampleFlag.afterGap).toBeTruthy();
    expect(block.deviceMs[4] - block.deviceMs[3]).toBeCloseTo(0.02, 9);
  });
});

describe('FNIRSI over Bluetooth LE', () => {
  /** Published by users who recorded the maker's app. */
  it('asks as the maker’s app does', () => {
    const { dialogue } = fnirsiBle();
    expect([dialogue.due(0, 0), dialogue.due(500, 0)]).toEqual([hex('aa8100f4'), hex('aa8200a7')]);
    expect(dialogue.nextAtMs).toBe(Infinity);
  });

  it('CRC-16/XMODEM of the digits', () => {
    const digits = new TextEncoder().encode('123456789');
    expect(crc16Xmodem(new DataView(digits.buffer), 0, 9)).toBe(0x31c3);
  });

  /** Computed apart from this code: 03 with 14 bytes, 04 with volts, amps, watts, 07 with a coarse reading. */
  const notification = `aa030e000102030405060708090a0b0c0d1c
    aa040cf3c60000c7cfffff9af50000feaa0704e513d2045b`;

  it('reads one frame of a notification of three', () => {
    expect(decode(fnirsiBle(), hex(notification))).toEqual([[5.0931, -1.2345, 6.2874]]);
  });

  it('rejects a wrong check', () => {
    expect(decode(fnirsiBle(), hex(notification.replace('9af5', '9bf5')))).toEqual([]);
  });
});

describe('FNIRSI', () => {
  it('FNB-1: four samples', () => {
    const report = `aa0480c5070040e20100a004070401310174c5070044e20100a0040904013101
      67c507006de20100a004060401310175c5070034e20100a00407040132010f97`;
    const samples = decode(fnirsi(1000), hex(report));
    expect(samples.map(([volts, amps]) => [volts, amps])).toEqual([
      [5.09312, 1.23456],
      [5.093, 1.2346],
      [5.09287, 1.23501],
      [5.09301, 1.23444],
    ]);
  });

  it('FNB-2: CRCs of the commands', () => {
    expect([0x81, 0x82, 0x83].map((command) => fnirsiCommand(command)[63])).toEqual([
      0x8e, 0x96, 0x9e,
    ]);
  });
});

describe('POWER-Z', () => {
  it('KM-1: a captured reply of a few millivolts', () => {
    const reply = `410a82020100000b5c0f0000faffffffa00f0000f2ffffff0410000050000000
      7e0d7b7ed40471014201837e0080780025002100`;
    const [[volts, amps]] = decode(powerz(20), hex(reply));
    expect([volts, amps]).toEqual([0.003932, -6e-6]);
  });

  it('KM-2: a captured reply with current flowing back', () => {
    const reply = `410080020100000b451c4d00ae9efeffdb1c4d00239ffeffe11c4d00819ffeff
      c90c8a100e0000000000787e0080020000000000`;
    const [[volts, amps]] = decode(powerz(20), hex(reply));
    expect([volts, amps]).toEqual([5.053509, -0.09045]);
  });

  it('asks with a running number', () => {
    const { dialogue } = powerz(20);
    expect(dialogue.due(0, 0)).toEqual(hex('0c000200'));
    expect(dialogue.due(10, 1)).toBeNull();
    expect(dialogue.due(20, 1)).toEqual(hex('0c010200'));
  });
});

describe('YZXstudio', () => {
  const YZX1 = 'ab0000f3c6000039300000c409000005320000407e05006004d403cf';

  it('YZX-1: one frame', () => {
    const [[volts, amps]] = decode(yzxstudio(), hex(YZX1));
    expect([volts, amps]).toEqual([5.0931, 1.2345]);
  });

  it('YZX-2: any changed byte is refused', () => {
    for (let at = 0; at < 28; at++) {
      const frame = hex(YZX1);
      frame[at] ^= 0x10;
      expect(decode(yzxstudio(), frame)).toEqual([]);
    }
  });

  it('YZX-2: a false start in front is passed over', () => {
    expect(decode(yzxstudio(), hex(`ab1234${YZX1}`))).toHaveLength(1);
  });
});

describe('computed frames', () => {
  it('WITRN: both sums, float32 values', () => {
    const frame = writeWitrn({ volts: 5.0931, amps: -1.2345, watts: 0 });
    expect(frame[62]).toBe(frame.subarray(8, 62).reduce((sum, byte) => (sum + byte) & 0xff, 0));
    const [[volts, amps]] = decode(witrn(), frame);
    expect([volts, amps]).toEqual([Math.fround(5.0931), Math.fround(-1.2345)]);
  });

  it('AVHzY CT-2: five floats', () => {
    const frame = writeCt2({ volts: 5.0931, amps: 1.2345, watts: 6.2874 });
    expect(decode(avhzyCt2(50), frame)).toEqual([[5.0931, 1.2345, 6.2874].map(Math.fround)]);
  });
});

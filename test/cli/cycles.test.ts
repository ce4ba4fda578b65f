/** From what V8 and llvm-mca print to a model of loops, on recorded pieces of it. */
import { describe, expect, it } from 'vitest';
import { innerLoops } from '../../cli/cycles/innerLoops';
import { functionNames, readMachineCode } from '../../cli/cycles/machineCode';
import { multiplyAddsOf } from '../../cli/cycles/multiplyAdds';
import { modelLoops, type Runner } from '../../cli/cycles/pipeline';

const PRINTED = `--- WebAssembly code ---
name: wasm-function[2]
index: 2
kind: wasm function
compiler: TurboFan
Body (size = 16 = 8 + 8 padding)
Instructions (size = 8)
0x3bb158a3dc    7c  52b95010       movz w16, #0xca800000
0x3bb158a3e0    80  4d40c9c5       ld1r {v5.4s}, [x14]

Safepoints (stack slots = 28, entries = 1, byte size = 18)
0x3bb1592564    424  slots (sp->fp): 0000000000000000000000000000

RelocInfo (size = 13)
0x3bb1592560  wasm stub call  (0x3bb158a3b0)

--- End code ---
--- WebAssembly code ---
name: wasm-function[0]
index: 0
kind: wasm function
compiler: TurboFan
Instructions (size = 4)
0x3bb158ade0     0  d65f03c0       ret

--- End code ---
--- WebAssembly code ---
name: js-to-wasm
index: 4294967295
kind: js-to-wasm function
Instructions (size = 4)
0x3bb158ade0     0  d65f03c0       ret

--- End code ---
`;

const MODULE_TEXT = `(module
 (import "env" "memory" (memory $0 0 65536))
 (export "pool" (func $workers/kernels/assembly/int8/ends/pool))
 (func $workers/kernels/assembly/int8/planes/padPlanes (param $0 i32)
  (local $1 i32)
 )
 (func $workers/kernels/assembly/int8/ends/pool (param $0 i32)
 )
)`;

/** As GNU's assembler has it: a loop in a loop, which asks in code behind the end whether it is to be interrupted. */
const NESTED = [
  ...[0xd503201f /* outer: nop */, 0x3dc005c9 /* inner: ldr q9, [x14, #16] */],
  ...[0x350000ce /* cbnz w14, slow */, 0x0e69c0aa /* back: smull v10.4s, v5.4h, v9.4h */],
  ...[0x54ffffab /* b.lt inner */, 0x3627ff63 /* tbz w3, #4, outer */, 0xd65f03c0 /* ret */],
  ...[0xd503201f /* nop */, 0xf9005fe8 /* slow: str x8, [sp, #184] */, 0x940003ff /* bl */],
  ...[0xf9405fe8 /* ldr x8, [sp, #184] */, 0x17fffff8 /* b back */],
];

describe('machine code', () => {
  it('is read by function, without wrappers and without what lies behind the instructions', () => {
    expect(readMachineCode(PRINTED)).toEqual([
      { index: 0, address: 0x3bb158ade0, words: [0xd65f03c0] },
      { index: 2, address: 0x3bb158a3dc, words: [0x52b95010, 0x4d40c9c5] },
    ]);
  });

  it('finds its names in the text of the module', () => {
    expect(functionNames(MODULE_TEXT)).toEqual(['planes/padPlanes', 'ends/pool']);
  });
});

describe('innermost loops', () => {
  it('are what branches close, without ways that call', () => {
    expect(innerLoops(NESTED)).toEqual([[1, 2, 3, 4]]);
  });

  it('hold every way through them', () => {
    // cbz w0 over the nop; b back to the start.
    expect(innerLoops([0x34000040, 0xd503201f, 0x17fffffe])).toEqual([[0, 1, 2]]);
  });

  it('are not seen where nothing branches back', () => {
    expect(innerLoops([0xd503201f, 0x34000040, 0xd503201f, 0xd65f03c0])).toEqual([]);
  });
});

const UNITS = ['B', 'I.0', 'I.1', 'L', 'M', 'S', 'W', 'X'].map((unit) => `A57Unit${unit}`);

/** What llvm-mca 14 says of a chain of fmla behind loads, and of products of bytes. */
const REPORT = {
  CodeRegions: [
    {
      Instructions: ['ld1r\t{ v0.4s }, [x0]', 'ldr\tq2, [x1, #16]', 'fmla\tv1.4s, v0.4s, v2.4s'],
      SummaryView: { DispatchWidth: 3, Iterations: 200, TotalCycles: 817, TotaluOps: 800 },
      ResourcePressureView: {
        ResourcePressureInfo: [
          { InstructionIndex: 0, ResourceIndex: 3, ResourceUsage: 1 },
          { InstructionIndex: 3, ResourceIndex: 3, ResourceUsage: 2 },
          { InstructionIndex: 3, ResourceIndex: 6, ResourceUsage: 1.14 },
          { InstructionIndex: 3, ResourceIndex: 7, ResourceUsage: 1.86 },
        ],
      },
    },
    {
      Instructions: ['smull\tv10.8h, v5.8b, v9.8b', 'smlal2\tv10.8h, v5.16b, v9.16b'],
      SummaryView: { DispatchWidth: 3, Iterations: 200, TotalCycles: 407, TotaluOps: 400 },
      ResourcePressureView: {
        ResourcePressureInfo: [{ InstructionIndex: 2, ResourceIndex: 6, ResourceUsage: 2 }],
      },
    },
  ],
  TargetInfo: { Resources: UNITS },
};

describe('the model of loops', () => {
  const asked: string[] = [];
  const llvm: Runner = (command, _, input) => {
    asked.push(input);
    return command === 'llvm-mca' ? JSON.stringify(REPORT) : '\t.text\n\tnop\n\tret\n';
  };

  it('gives each loop to llvm-mca as a region of its own', () => {
    modelLoops([[0xd503201f], [0xd65f03c0]], llvm);
    expect(asked[0]).toBe('0x1f 0x20 0x3 0xd5\n0xc0 0x3 0x5f 0xd6');
    expect(asked[1].match(/^(# LLVM.*|\t.*)$/gm)).toEqual([
      ...['# LLVM-MCA-BEGIN 0', '\tnop', '# LLVM-MCA-END'],
      ...['# LLVM-MCA-BEGIN 1', '\tret', '# LLVM-MCA-END'],
    ]);
  });

  it('says what limits them', () => {
    const [chain, products] = modelLoops([[0xd503201f], [0xd65f03c0]], llvm);
    expect(chain).toMatchObject({ cycles: 4.085, busiestCycles: 2, limit: 'latency' });
    expect(products).toMatchObject({ cycles: 2.035, busiestCycles: 2, limit: 'multiplies' });
    expect(multiplyAddsOf(chain.instructions)).toBe(4);
    expect(multiplyAddsOf(products.instructions)).toBe(16);
  });

  it('does not go on with instructions that llvm-mc did not know', () => {
    expect(() => modelLoops([[1, 2, 3]], llvm)).toThrow('2 of 3');
  });
});

describe('multiply-adds', () => {
  it('count lanes, and products that are added by an instruction of their own once', () => {
    const apart = ['fmul\tv1.4s, v0.4s, v2.4s', 'fadd\tv3.4s, v3.4s, v1.4s'];
    expect(multiplyAddsOf([...apart, 'fmul\tv4.4s, v0.4s, v2.4s'])).toBe(4);
    const dot = ['smull\tv1.4s, v0.4h, v2.4h', 'smull2\tv3.4s, v0.8h, v2.8h'];
    expect(multiplyAddsOf([...dot, 'addp\tv1.4s, v1.4s, v3.4s'])).toBe(8);
  });
});

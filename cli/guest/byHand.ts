/**
 * A test that a person starts and waits for, of a guest under QEMU. Ends the program: with 1 where something is missing or
 * does not hold.
 * @param trouble what the machine lacks, in a sentence; null: nothing
 * @param folder of the guest, with what its console said
 */
export async function byHand(
  trouble: string | null,
  folder: string,
  test: () => Promise<void>,
): Promise<never> {
  if (trouble) {
    console.error(trouble);
    process.exit(1);
  }
  await test().catch((error: Error) => {
    console.error(`${error.message} The guest's console: ${folder}/console.log.`);
    process.exitCode = 1;
  });
  process.exit();
}

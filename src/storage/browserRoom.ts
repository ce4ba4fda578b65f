/** Bytes that this page takes and may take; null where the browser does not say: in an insecure context, or at all. */
export async function browserRoom(): Promise<{ usage: number; quota: number } | null> {
  const storage = navigator.storage as StorageManager | undefined;
  const { usage, quota } = (await storage?.estimate().catch(() => null)) ?? {};
  return usage === undefined || quota === undefined ? null : { usage, quota };
}

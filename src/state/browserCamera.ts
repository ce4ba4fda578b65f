import type { Outcome } from '../base/outcome';
import { refusal } from '../words/refusal';

/** The browser's camera, the one that looks away from the person where there are two. */
export async function openBrowserCamera(): Promise<Outcome<MediaStream>> {
  const { mediaDevices } = navigator as Partial<Navigator>;
  if (!mediaDevices) return refusal(isSecureContext ? 'camera-none' : 'camera-insecure');
  try {
    const video = { facingMode: 'environment', width: 640, height: 480 };
    return { ok: true, value: await mediaDevices.getUserMedia({ video }) };
  } catch (error) {
    return cameraTrouble(error as DOMException);
  }
}

/** By the names that the specification of `getUserMedia` gives them. */
export function cameraTrouble({ name, message }: Pick<DOMException, 'name' | 'message'>) {
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return refusal('camera-denied');
    case 'NotFoundError':
    case 'OverconstrainedError':
      return refusal('camera-none');
    case 'NotReadableError':
    case 'AbortError':
      return refusal('camera-busy');
    default:
      return refusal('camera-failed', { reason: message });
  }
}

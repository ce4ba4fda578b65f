/** A tap as the browser hears it from a finger. */
import type { Locator } from 'playwright-core';

/** By the protocol: the library's own click runs scripts in the page before, at and after it, which would be counted as the page's. */
export async function tap(button: Locator): Promise<void> {
  const page = button.page();
  const box = (await button.boundingBox())!;
  const devtools = await page.context().newCDPSession(page);
  const place = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const pressed = { ...place, button: 'left', clickCount: 1 } as const;
  await devtools.send('Input.dispatchMouseEvent', { type: 'mouseMoved', ...place });
  await devtools.send('Input.dispatchMouseEvent', { type: 'mousePressed', buttons: 1, ...pressed });
  await devtools.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...pressed });
  await devtools.detach();
}

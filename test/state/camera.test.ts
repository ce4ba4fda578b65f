/** The camera as live input, without a camera. */
import { expect, it } from 'vitest';
import { cameraTrouble } from '../../src/state/browserCamera';
import type { CameraStream, OpenCamera } from '../../src/state/cameraState.svelte';
import { refusal } from '../../src/words/refusal';
import { settled, testWorkbench } from './testWorkbench';

/** A stream that tells whether its track was stopped. */
function fakeStream(): CameraStream & { stopped: number } {
  const stream = { stopped: 0, getTracks: () => [track] };
  const track = { stop: () => stream.stopped++ } as unknown as MediaStreamTrack;
  return stream;
}

async function withCamera(openCamera: OpenCamera) {
  const parts = testWorkbench({ openCamera });
  await parts.workbench.start();
  await settled();
  const frame = (value: number) =>
    parts.workbench.camera.see(Uint8ClampedArray.of(value, value, value, 255));
  return { ...parts, frame, camera: parts.workbench.camera };
}

it('is off until it is asked for, and its tracks end when it is stopped', async () => {
  const stream = fakeStream();
  let opened = 0;
  const { camera, lab } = await withCamera(async () => {
    opened++;
    return { ok: true, value: stream };
  });
  expect([camera.phase, opened]).toEqual(['off', 0]);
  await camera.start();
  await camera.start();
  expect([camera.phase, opened, stream.stopped]).toEqual(['on', 1, 0]);
  camera.stop();
  camera.stop();
  expect([camera.phase, camera.stream, stream.stopped]).toEqual(['off', null, 1]);
  expect(lab.calls.filter((call) => call === 'end frames')).toHaveLength(1);
});

it('its frames are named by the network of the plan that was measured last', async () => {
  const { camera, frame, lab, workbench, clock } = await withCamera(async () => ({
    ok: true,
    value: fakeStream(),
  }));
  await camera.start();
  await frame(7);
  expect(camera.answer).toMatchObject({ prediction: 7, confidence: 0.75 });
  workbench.figures.slide(0.85);
  workbench.figures.release();
  await settled();
  clock.turn(100);
  await frame(3);
  clock.turn(100);
  await frame(3);
  const frames = lab.calls.filter((call) => call.startsWith('frame'));
  expect(frames.at(-1)).toBe('frame magnitude-global 0.85');
  expect(frames[0]).not.toBe(frames.at(-1));
  expect(camera.pace).toBe(10);
});

it('what comes after it was stopped is neither kept nor left running', async () => {
  const stream = fakeStream();
  let open = () => {};
  const { camera, frame } = await withCamera(
    () => new Promise((resolve) => (open = () => resolve({ ok: true, value: stream }))),
  );
  const starting = camera.start();
  expect(camera.phase).toBe('asking');
  camera.stop();
  open();
  await starting;
  expect([camera.phase, stream.stopped]).toEqual(['off', 1]);
  const again = camera.start();
  open();
  await again;
  const late = frame(5);
  camera.stop();
  await late;
  expect([camera.answer, stream.stopped]).toEqual([null, 2]);
});

it('stops when another network is chosen', async () => {
  const stream = fakeStream();
  const { camera, workbench } = await withCamera(async () => ({ ok: true, value: stream }));
  await camera.start();
  workbench.chooseModel('mobilenetv2-0.35-fashion-mnist');
  expect(stream.stopped).toBe(1);
  expect(workbench.camera.phase).toBe('off');
});

it('says why there is none, and may be asked again', async () => {
  let trouble = true;
  const { camera } = await withCamera(async () =>
    trouble ? refusal('camera-denied') : { ok: true, value: fakeStream() },
  );
  await camera.start();
  expect([camera.phase, camera.failure?.code]).toEqual(['off', 'camera-denied']);
  trouble = false;
  await camera.start();
  expect([camera.phase, camera.failure]).toEqual(['on', null]);
});

it.each([
  ['NotAllowedError', 'camera-denied'],
  ['NotFoundError', 'camera-none'],
  ['NotReadableError', 'camera-busy'],
  ['TypeError', 'camera-failed'],
])('the browser’s %s is %s', (name, code) => {
  expect(cameraTrouble({ name, message: 'why' }).code).toBe(code);
});

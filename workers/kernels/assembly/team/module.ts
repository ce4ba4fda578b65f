/**
 * Threads that work through a plan together. A whole run is one call; nothing is allocated and no message is sent.
 *
 * A plan is a row of sections, a section a few steps, a step a kernel with a record for each part. Each thread has a part
 * of its own in every section, claims it, and then any that nobody has begun: a thread that is late, because it sleeps or
 * because its core does something else, holds up nobody. All parts of a section are done before the next one begins. Who
 * waits for that looks again and again for a short while, since it is mostly about to happen, and then sleeps.
 *
 * A claim holds the number of the plan's run that has made it, so a thread that comes too late for a run finds nothing to do.
 * The kernels of all modules lie in one table, which each thread fills alike.
 */

/** Of the control block, in bytes; what different threads write lies in different cache lines. See threads/control.ts. */
const DONE: usize = 0;
const SLEEPERS: usize = 64;
const LOST: usize = 128;
const PATIENCE: usize = 132;
const MAY_SLEEP: usize = 136;
const SEATS: usize = 192;
const SEAT_SHIFT: usize = 7;

/** Of a seat, first what thread 0 writes. START is odd while it does. */
const START: usize = 0;
const PLAN: usize = 4;
const RUN: usize = 8;
const BASE: usize = 12;
const ASLEEP: usize = 64;
const FINISHED: usize = 68;
const BUSY: usize = 72;

/** Of a plan. */
const THREADS: usize = 0;
const SECTIONS: usize = 4;
const RUNS: usize = 8;
const CLAIMS: usize = 12;
const CLAIM_PITCH: usize = 16;
const FIRST_SECTION: usize = 20;

/** Looks before a thread sleeps: some 50 µs. */
const LOOKS = 20000;
/** After so long asleep a thread looks whether another was lost. */
const SLICE_NS: i64 = 50_000_000;
const TIMED_OUT = 2;
/** Runs that a thread may miss on end before it is taken for lost. */
const MOST_MISSED = 10000;

/** Thread 0's part of a run, and the others' start. Returns 0, or the number of a thread that was lost. */
export function run(control: usize, plan: usize): i32 {
  const lost = atomic.load<i32>(control + LOST);
  if (lost) return lost;
  const number = load<i32>(plan + RUNS) + 1;
  store<i32>(plan + RUNS, number);
  const base = atomic.load<i32>(control + DONE);
  const threads = load<i32>(plan + THREADS);
  for (let thread = 1; thread < threads; thread++) {
    const seat = seatOf(control, thread);
    const start = load<i32>(seat + START);
    if (start - atomic.load<i32>(seat + FINISHED) > 2 * MOST_MISSED) return lose(control, thread);
    atomic.store<i32>(seat + START, start + 1);
    atomic.store<u32>(seat + PLAN, <u32>plan);
    atomic.store<i32>(seat + RUN, number);
    atomic.store<i32>(seat + BASE, base);
    atomic.store<i32>(seat + START, start + 2);
    if (atomic.load<i32>(seat + ASLEEP)) atomic.notify(seat + START, 1);
  }
  return work(control, plan, 0, number, base);
}

/** What a helper does until a thread is lost: one run after the other. */
export function serve(control: usize, thread: i32): void {
  const seat = seatOf(control, thread);
  for (let start = 0; ; ) {
    start = awaitStart(seat, start);
    const plan = <usize>atomic.load<u32>(seat + PLAN);
    const number = atomic.load<i32>(seat + RUN);
    const base = atomic.load<i32>(seat + BASE);
    if (atomic.load<i32>(seat + START) != start) continue;
    if (work(control, plan, thread, number, base)) return;
    atomic.store<i32>(seat + FINISHED, start);
  }
}

/** Waits until no helper reads a plan any more; thread 0 may then give its memory back. As `run`. */
export function settle(control: usize, threads: i32): i32 {
  for (let thread = 1; thread < threads; thread++) {
    const seat = seatOf(control, thread);
    let looks = <i64>load<i32>(control + PATIENCE) << 26;
    while (atomic.load<i32>(seat + FINISHED) != load<i32>(seat + START)) {
      const lost = atomic.load<i32>(control + LOST);
      if (lost) return lost;
      if (--looks < 0) return lose(control, thread);
    }
  }
  return 0;
}

// @ts-ignore: decorator
@inline
function seatOf(control: usize, thread: i32): usize {
  return control + SEATS + (<usize>thread << SEAT_SHIFT);
}

function awaitStart(seat: usize, last: i32): i32 {
  for (let looks = LOOKS; looks > 0; looks--) {
    const start = atomic.load<i32>(seat + START);
    if (start != last && !(start & 1)) return start;
  }
  atomic.store<i32>(seat + ASLEEP, 1);
  let start = atomic.load<i32>(seat + START);
  while (start == last || start & 1) {
    if (start == last) atomic.wait<i32>(seat + START, last, -1);
    start = atomic.load<i32>(seat + START);
  }
  atomic.store<i32>(seat + ASLEEP, 0);
  return start;
}

function work(control: usize, plan: usize, thread: i32, number: i32, base: i32): i32 {
  const threads = load<i32>(plan + THREADS);
  const pitch = load<usize>(plan + CLAIM_PITCH);
  const own = <usize>thread * pitch;
  const stride = <usize>(threads + 1) << 2;
  const busy = seatOf(control, thread) + BUSY;
  let claims = load<usize>(plan + CLAIMS);
  let section = plan + FIRST_SECTION;
  for (let left = load<i32>(plan + SECTIONS); left > 0; left--) {
    const steps = section + 4;
    const end = steps + load<u32>(section) * stride;
    base += threads;
    if (claim(claims + own, number)) perform(control, busy, steps, end, thread, stride, base);
    if (atomic.load<i32>(control + DONE) - base < 0) {
      for (let part = 0; part < threads; part++) {
        if (claim(claims + <usize>part * pitch, number)) perform(control, busy, steps, end, part, stride, base);
      }
      const lost = awaitDone(control, threads, thread, base);
      if (lost) return lost;
    }
    claims += 4;
    section = end;
  }
  return 0;
}

/** Whether nobody had claimed the part in this run. */
// @ts-ignore: decorator
@inline
function claim(place: usize, number: i32): bool {
  return atomic.load<i32>(place) == number - 1 && atomic.cmpxchg<i32>(place, number - 1, number) == number - 1;
}

/** A part of all of a section's steps. */
function perform(control: usize, busy: usize, step: usize, end: usize, part: i32, stride: usize, target: i32): void {
  atomic.store<i32>(busy, 1);
  const place = <usize>(part + 1) << 2;
  for (; step < end; step += stride) {
    const record = load<usize>(step + place);
    if (record) call_indirect<void>(load<u32>(step), record);
  }
  atomic.store<i32>(busy, 0);
  if (atomic.add<i32>(control + DONE, 1) + 1 == target && atomic.load<i32>(control + SLEEPERS)) {
    atomic.notify(control + DONE, -1);
  }
}

/** Waits until all parts are done. Returns 0, or the number of a thread that was lost. */
function awaitDone(control: usize, threads: i32, thread: i32, target: i32): i32 {
  for (let looks = LOOKS; looks > 0; looks--) if (atomic.load<i32>(control + DONE) - target >= 0) return 0;
  const mayNotSleep = thread == 0 && !load<i32>(control + MAY_SLEEP);
  return mayNotSleep ? watch(control, threads, target) : sleep(control, threads, thread, target);
}

function sleep(control: usize, threads: i32, thread: i32, target: i32): i32 {
  let slices = load<i32>(control + PATIENCE);
  atomic.add<i32>(control + SLEEPERS, 1);
  let lost = atomic.load<i32>(control + LOST);
  let done = atomic.load<i32>(control + DONE);
  while (!lost && done - target < 0) {
    const waited = atomic.wait<i32>(control + DONE, done, SLICE_NS);
    lost = atomic.load<i32>(control + LOST);
    done = atomic.load<i32>(control + DONE);
    const gone = thread == 0 && waited == TIMED_OUT && --slices <= 0;
    if (gone && !lost && done - target < 0) lost = lose(control, busyThread(control, threads));
  }
  atomic.sub<i32>(control + SLEEPERS, 1);
  return lost;
}

/** As `sleep`, where thread 0 is a page's own, which may not. */
function watch(control: usize, threads: i32, target: i32): i32 {
  for (let looks = <i64>load<i32>(control + PATIENCE) << 26; looks > 0; looks--) {
    if (atomic.load<i32>(control + DONE) - target >= 0) return 0;
    const lost = atomic.load<i32>(control + LOST);
    if (lost) return lost;
  }
  return lose(control, busyThread(control, threads));
}

/** The first helper that has begun a part and not ended it. */
function busyThread(control: usize, threads: i32): i32 {
  let thread = 1;
  while (thread < threads - 1 && !atomic.load<i32>(seatOf(control, thread) + BUSY)) thread++;
  return thread;
}

/** Written down for all. */
function lose(control: usize, thread: i32): i32 {
  atomic.store<i32>(control + LOST, thread);
  return thread;
}

/** The whole plan by one thread, where others were lost. */
export function alone(plan: usize): void {
  const threads = load<u32>(plan + THREADS);
  let at = plan + FIRST_SECTION;
  for (let section = load<i32>(plan + SECTIONS); section > 0; section--) {
    let steps = load<i32>(at);
    at += 4;
    for (; steps > 0; steps--) {
      const kernel = load<u32>(at);
      at += 4;
      for (let part: u32 = 0; part < threads; part++, at += 4) {
        const record = load<usize>(at);
        if (record) call_indirect<void>(kernel, record);
      }
    }
  }
}

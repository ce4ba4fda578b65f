/** `npm run soak`: studies with a simulated meter, one after another, while another program takes one core in bursts. */
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { OperatingPoint } from '../src/study/point';
import { commands } from '../src/words/commands';
import { ArgumentError } from './argumentError';
import { pageMegabytes } from './bench/pageMemory';
import { launchChromium, WINDOW } from './chromium';
import { EXIT } from './exitCodes';
import { buildLab, serveLab } from './serve';
import { parseSoakArguments } from './soak/soakArguments';
import { heapGrowth, soakRequest, soakRound, type SoakRound } from './soak/soakRound';

const say = commands.soak;

const PORT = 4373;
const IMAGES = 1000;
/** One window of each network a round: there are many rounds. */
const WINDOWS = { windowSeconds: 5, repeats: 1, budgetMinutes: 0.001 };
/** A round without an end is a page that hangs. */
const LONGEST_ROUND_MS = 10 * 60_000;
/** More is a leak: what is kept of a round's points is a few kB. */
const MOST_GROWTH = 1.1;

async function main(): Promise<number> {
  const given = parseSoakArguments(process.argv.slice(2));
  if (given === 'help') {
    console.log(say.help);
    return EXIT.done;
  }
  await buildLab();
  const lab = await serveLab(PORT);
  const browser = await launchChromium();
  const bursts = given.bursts ? fork(join(import.meta.dirname, 'soak', 'bursts.js')) : null;
  try {
    return await soak(browser, lab.url, given.minutes);
  } finally {
    end(bursts);
    await browser.close();
    await lab.close();
  }
}

function end(bursts: ChildProcess | null): void {
  bursts?.kill();
}

async function soak(browser: Browser, url: string, minutes: number): Promise<number> {
  const { page, complaints } = await openPage(browser, url);
  const start = performance.now();
  const passed = () => (performance.now() - start) / 60_000;
  const rounds: SoakRound[] = [];
  const earlier: OperatingPoint[] = [];
  console.log(say.columns);
  while (passed() < minutes) {
    const { study, failures } = await runRound(page, rounds.length);
    const megabytes = await pageMegabytes(browser, page);
    const round = soakRound(study, failures, { minutes: passed(), megabytes, earlier });
    earlier.push(...(study?.points ?? []));
    rounds.push(round);
    console.log(say.round(rounds.length, round));
  }
  return judge(rounds, complaints);
}

async function openPage(browser: Browser, url: string) {
  const page = await browser.newPage(WINDOW);
  page.setDefaultTimeout(LONGEST_ROUND_MS);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('crash', () => complaints.push(say.crashed));
  await page.goto(`${url}#images=${IMAGES}`);
  await page.waitForFunction(() => window.pruningLab !== undefined);
  return { page, complaints };
}

async function runRound(page: Page, round: number) {
  const running = page.evaluate(
    async ([request, images, choice]) => {
      const lab = window.pruningLab!;
      const ready = await lab.ready();
      if (!ready.ok) return { study: null, failures: [ready] };
      const outcome = await lab.runStudy(request, images, { source: 'simulated', choice });
      const { failures } = lab.progress();
      return outcome.ok
        ? { study: outcome.value, failures }
        : { study: null, failures: [...failures, outcome] };
    },
    [soakRequest(round), IMAGES, WINDOWS] as const,
  );
  return within(running);
}

/** @throws where the page does not answer */
async function within<T>(running: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(say.hung(LONGEST_ROUND_MS / 60_000))),
      LONGEST_ROUND_MS,
    );
  });
  try {
    return await Promise.race([running, late]);
  } finally {
    clearTimeout(timer);
  }
}

function judge(rounds: readonly SoakRound[], complaints: readonly string[]): number {
  const growth = heapGrowth(rounds);
  const unexplained = rounds.reduce((sum, round) => sum + round.unexplained, 0);
  for (const complaint of complaints) console.log(say.complaint(complaint));
  console.log(say.result({ rounds, unexplained, growth, complaints: complaints.length }));
  const isFlat = growth === null || growth <= MOST_GROWTH;
  return unexplained === 0 && complaints.length === 0 && isFlat ? EXIT.done : EXIT.failed;
}

try {
  process.exitCode = await main();
} catch (error) {
  const explained = error instanceof ArgumentError;
  console.error(explained ? error.message : error);
  process.exitCode = explained ? EXIT.wrongArguments : EXIT.failed;
}

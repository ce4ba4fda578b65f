/** Builds and serves the lab once for all browser tests. */
import type { TestProject } from 'vitest/node';
import { buildLab, serveLab } from '../../cli/serve';

declare module 'vitest' {
  export interface ProvidedContext {
    labUrl: string;
  }
}

const FIRST_PORT = 4310;

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await asPeopleGetIt(buildLab);
  const lab = await serveLab(FIRST_PORT);
  project.provide('labUrl', lab.url);
  return () => lab.close();
}

/** What runs under NODE_ENV=test is built with Svelte's checks for development, and larger. */
async function asPeopleGetIt(build: () => Promise<void>): Promise<void> {
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  await build();
  process.env.NODE_ENV = NODE_ENV;
}

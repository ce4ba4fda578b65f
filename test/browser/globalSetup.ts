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
  await buildLab();
  const lab = await serveLab(FIRST_PORT);
  project.provide('labUrl', lab.url);
  return () => lab.close();
}

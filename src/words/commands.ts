/** What a person reads on the command line, apart from `words`, so that no page loads it. */
import { commands as english } from './english/commands/commands';

export type Commands = typeof english;

export const commands: Commands = english;

/** A mistake in the command line: its message is all that the user needs to see. */
export class ArgumentError extends Error {}

/** The page around the panels: loading, header, help. */

export const shell = {
  loadingFile: (name: string) => `Loading ${name}`,
  startingWorkers: 'Starting the workers',
  loading: 'Loading',
  tryAgain: 'Try again',
};

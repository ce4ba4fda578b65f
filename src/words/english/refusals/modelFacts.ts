/** What is unusual about a network that was brought in: nothing failed, but who cuts it should know. */

export const modelFacts = {
  'unusual-widths': ({ least, most }: { least: number; most: number }) =>
    `no width multiplier gives its channels (inner ones from ${least} to ${most}): it may have been cut before`,
  'unusual-dense': ({ outputs }: { outputs: readonly number[] }) =>
    `it ends in ${outputs.length} dense layers, of ${outputs.join(' and ')} outputs`,
  'unusual-one-output':
    'it has one output, which tells two classes apart: it is opened with a score for each',
  'unusual-grey': 'it sees grey pictures',
  'unusual-position-scores': 'it scores every position of the picture and averages the scores',
  'unusual-per-tensor':
    'it was quantised with one scale for each layer, which loses more than one for each channel',
  'unusual-not-numbers': ({ values }: { values: number }) =>
    `${values} of its weights are infinite or no numbers, so that its answers are none`,
  'unusual-dead': ({ channels, layers }: { channels: number; layers: number }) =>
    `${channels} channels in ${layers} layers give the same whatever they see`,
};

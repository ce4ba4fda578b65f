/** The field's words: what each is, and why it matters here. Sources and formulas stand in src/panels/glossary. */

export const glossary = {
  sparsity: {
    term: 'Sparsity',
    text: 'The share of weights that are zero.',
    here: 'The slider sets it for methods that zero weights. A dense runtime multiplies zeros like any other number: only a kernel that skips them gains time.',
  },
  'non-zero': {
    term: 'Non-zero weights',
    text: 'Weights that are left and count in a product.',
    here: 'They tell how much of the network still works; a removed channel lowers them and the number of parameters, a zeroed weight lowers them alone.',
  },
  mac: {
    term: 'Multiplication (MAC)',
    text: 'One multiplication with one addition, the step of which convolutions consist. Some papers count both and call twice as many FLOPs.',
    here: 'The usual measure of work, the same on every machine. Milliseconds do not follow it exactly: the chart lets you compare both.',
  },
  parameter: {
    term: 'Parameter',
    text: 'A number that training has set: a weight, or the scale and shift of a normalisation.',
    here: 'Each takes four bytes in float32, one in int8. Removing channels lowers their number; zeros stay parameters.',
  },
  magnitude: {
    term: 'Magnitude criterion',
    text: 'A weight matters as much as its absolute value; the smallest are cut first.',
    here: 'The simplest criterion, and hard to beat. Ranked globally, layers with many small weights lose more.',
  },
  'l1-norm': {
    term: 'L1 norm',
    text: 'The sum of absolute values of a filter’s weights.',
    here: 'Channels with the smallest sum are removed, and with them the work of the next layer.',
  },
  'l2-norm': {
    term: 'L2 norm',
    text: 'The length of a filter as a vector: the root of the sum of squares.',
    here: 'As the L1 norm, but a few large weights count for more.',
  },
  fpgm: {
    term: 'FPGM, geometric median',
    text: 'Filters near the middle of all filters of a layer can be replaced by the others, however large they are.',
    here: 'It removes what is redundant, not what is small. Its scores compare only within a layer.',
  },
  taylor: {
    term: 'Taylor criterion',
    text: 'How far the loss would move without the weight or channel, estimated to first order by its gradient.',
    here: 'It looks at training pictures. As it estimates one and the same loss everywhere, layers can be ranked together.',
  },
  lamp: {
    term: 'LAMP',
    text: 'A weight’s square against the squares of all weights of its layer that would still be left.',
    here: 'Global ranking that spares small layers, without a setting.',
  },
  'bn-scale': {
    term: 'BN scale, network slimming',
    text: 'The factor with which batch normalisation multiplies a channel. Training with a penalty on it switches channels off.',
    here: 'Works well with the network “slim”, which was trained so; without that training the factors tell little.',
  },
  apoz: {
    term: 'APoZ',
    text: 'The average percentage of zeros that a channel sends on.',
    here: 'Counted on training pictures; a channel that is nearly always zero says little.',
  },
  snip: {
    term: 'SNIP',
    text: 'Connection sensitivity: the size of weight times gradient, over all pictures at once.',
    here: 'Made for networks before training. In a trained one gradients nearly cancel, and the chart shows what that costs.',
  },
  movement: {
    term: 'Movement pruning',
    text: 'Weights that training pushes towards zero go first, however large they are now.',
    here: 'Needs a short fine-tuning before the cut.',
  },
  'n-m': {
    term: '2:4 sparsity',
    text: 'Of every four consecutive weights two are zero.',
    here: 'Graphics processors of 2020 and later have instructions for it. Processors have none; the lab’s kernels gain from the even pattern.',
  },
  block: {
    term: 'Block',
    text: 'Consecutive weights that are zeroed together.',
    here: 'One vector instruction takes four numbers: a block of four is skipped as a whole, so that zeros save time sooner.',
  },
  channel: {
    term: 'Channel',
    text: 'One of the pictures, as it were, that a layer hands to the next; the rows of weights that compute it are a filter.',
    here: 'Removing one makes tensors smaller. That saves time on any runtime, and costs more accuracy than zeros.',
  },
  'coupled-set': {
    term: 'Coupled set',
    text: 'Channels in several layers that can only go together, for a depthwise convolution or an addition ties them.',
    here: 'MobileNetV2 has 25 of them. Touch a channel in the network to see all that goes with it.',
  },
  structured: {
    term: 'Structured and unstructured',
    text: 'Structured pruning removes whole channels; unstructured pruning zeroes single weights wherever they are.',
    here: 'The main choice: zeros keep accuracy far longer, channels save time everywhere.',
  },
  depthwise: {
    term: 'Depthwise separable convolution',
    text: 'A filter for each channel alone, then 1×1 convolutions that mix the channels.',
    here: 'Nearly all work of MobileNetV2 is in the 1×1 convolutions: they are what is pruned.',
  },
  width: {
    term: 'Width multiplier',
    text: 'One factor on all numbers of channels of a network, which is then trained anew.',
    here: 'A small dense network is what pruning has to beat; the chart draws it.',
  },
  'random-pruning': {
    term: 'Random pruning',
    text: 'What is cut is drawn by lot.',
    here: 'The floor: a criterion that is no better knows nothing. The chart draws several seeds as a band.',
  },
  'batch-norm': {
    term: 'Batch normalisation',
    text: 'Each channel is shifted and scaled by the mean and variance that it had over training pictures.',
    here: 'After a cut the kept means and variances are wrong, and most of the lost accuracy comes from that alone.',
  },
  recalibration: {
    term: 'Batch-norm recalibration',
    text: 'Means and variances of all channels are measured again on a few hundred training pictures. Nothing is trained.',
    here: 'Takes a second or two, and often brings back most of the accuracy.',
  },
  'least-squares': {
    term: 'Least-squares repair',
    text: 'The weights that are left are solved for, so that each layer’s output comes close to what it was.',
    here: 'Stronger than recalibration and still no training: one system of equations a layer.',
  },
  'fine-tuning': {
    term: 'Fine-tuning',
    text: 'A short training with small steps after the cut; what was cut stays cut.',
    here: 'The strongest repair, and the only one that papers report. It runs in the page, on the processor.',
  },
  gradual: {
    term: 'Gradual pruning (AGP)',
    text: 'The cut comes in many small steps during fine-tuning: fast at first, slow at the end.',
    here: 'Under “Schedule”, where a repair trains.',
  },
  distillation: {
    term: 'Distillation',
    text: 'The small network learns the large network’s probabilities, not only the right class.',
    here: 'The dense network is the teacher. To be fair, it should be given the same training.',
  },
  int8: {
    term: 'Quantisation to int8',
    text: 'Weights and activations become whole numbers from −128 to 127.',
    here: 'A quarter of the bytes and about twice the speed, for hardly a picture lost. It adds to pruning.',
  },
  'zero-point': {
    term: 'Scale and zero point',
    text: 'The scale is what one step of an integer stands for; the zero point is the integer that stands for 0.',
    here: 'Chosen from the range that training pictures show. A range too wide is coarse, one too narrow clips.',
  },
  'top-1': {
    term: 'Accuracy, top-1',
    text: 'The share of pictures whose first answer is the right one.',
    here: 'Counted on test pictures that no repair has seen, right after cutting and after repair.',
  },
  interval: {
    term: 'Confidence interval (Wilson)',
    text: 'The range of true accuracies that fit what was counted; 95 of 100 such ranges hold the true one.',
    here: 'With 1,000 pictures it is about ± 1.5 points at 93 %: smaller differences mean little.',
  },
  mcnemar: {
    term: 'McNemar’s test',
    text: 'Two networks answer the same pictures; what counts are those that only one of them gets right.',
    here: 'Finds differences that two separate intervals hide. Compare any two points under “Compare”.',
  },
  pareto: {
    term: 'Pareto front',
    text: 'The points to which no other is both as good and as cheap.',
    here: 'The stepped line in the chart. What lies below it is dominated: choose something else.',
  },
  latency: {
    term: 'Latency, median',
    text: 'The time for one picture; of many runs, the one in the middle.',
    here: 'A mean would follow the few runs that the system interrupts. Measured while the other workers rest.',
  },
  batch: {
    term: 'Batch size',
    text: 'How many pictures go through the network together.',
    here: 'Latency is that of one alone, as a device in use sees them.',
  },
  joule: {
    term: 'Joule per inference',
    text: 'Energy for one picture: power times time.',
    here: 'Measured with a power meter over windows of many pictures. Without one it is estimated, and says so.',
  },
  'above-idle': {
    term: 'Above idle',
    text: 'What the device draws more than at rest.',
    here: 'Gross joules decide how long a battery lasts, joules above idle what the network itself costs.',
  },
  'sparse-encoding': {
    term: 'Sparse encoding',
    text: 'A file that stores values that are not zero, and where they stand.',
    here: 'The place costs bytes too: below about 25 % zeros it is larger than the dense file, and the lab keeps the smaller of the two.',
  },
  gzip: {
    term: 'gzip',
    text: 'A general compression that finds repeated bytes.',
    here: 'Zeros repeat, so it makes pruned files small by itself; it saves download, not time or memory.',
  },
};

/** The palette of commands, and the keys of the page. */

export const palette = {
  title: 'Commands',
  find: 'Method, tab, axis or action',
  none: 'Nothing is called so.',
  loading: 'The lab is still loading.',
  nothingToUndo: 'No change of the plan was made.',
  nothingToRedo: 'No change of the plan was undone.',
  notMeasured: 'The planned network is not measured yet.',
  /** Of a choice that the page shows already. */
  chosen: 'chosen',

  actions: {
    palette: 'Find a command',
    undo: 'Undo a change of the plan',
    redo: 'Redo a change of the plan',
    less: 'Sparsity 10 % down',
    more: 'Sparsity 10 % up',
    slider: 'To the slider',
    methods: 'To the pruning methods',
    study: 'Run the study',
    connect: 'Connect a power meter',
    open: 'Open a network of your own',
    pictures: 'Bring pictures of your own',
    export: 'Download this network',
    lesson: 'Make a lesson',
    theme: 'Change the colours',
    help: 'Help and keys',
  },
  groups: {
    actions: 'Action',
    tabs: 'Go to',
    methods: 'Method',
    precisions: 'Precision',
    repairs: 'Repair',
    axes: 'Axis',
  },
  /** @param off whether choosing it takes the step away */
  repair: (label: string, off: boolean) => `${off ? 'Without' : 'With'} ${label}`,

  control: 'Ctrl',
  shift: 'Shift',
  /** Keys that mean something in one place alone. */
  elsewhere: [
    ['← →', 'Sparsity by 1 % (on the slider; Shift or Page keys: 10 %; Home, End: its ends)'],
    ['+ − ← → Space Enter', 'On the meter’s trace: zoom, move, pause, read a window'],
    ['← → ↑ ↓ Home End', 'Through the points of a chart, the buttons of a table and the tabs'],
  ],
};

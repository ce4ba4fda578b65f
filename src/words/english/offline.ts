/** The lab in the browser's own store. */

export const offline = {
  title: 'Version of the lab',
  later: 'Later',
  understood: 'OK',
  notices: {
    newer: {
      text: 'A newer version of the lab is here. It starts when the lab is next opened; what you measured stays.',
      open: 'Start it now',
    },
    others: {
      text: 'Other windows still show the version before: close them, then start the newer one.',
      open: 'Start it now',
    },
    isolation: {
      text: 'The lab is stored in this browser. Opened anew, it has the fine timer and memory that all cores share.',
      open: 'Open anew',
    },
    updated: {
      text: 'The lab was updated: this is a newer version than the one before. What you measured is still here.',
    },
  },
  /** By what has become of it. */
  phases: {
    refused:
      'Not stored in this browser: without the server the lab does not open. Browsers store pages that come over https or from 127.0.0.1.',
    storing: 'The lab is being stored in this browser.',
    stored: 'Stored in this browser: the lab opens without a network.',
    failed:
      'Not stored in this browser: a file did not come, or there is no room left (it takes 50 MB). The next visit tries again.',
    newer:
      'Stored in this browser, and a newer version beside it: it starts when the lab is next opened.',
  },
};

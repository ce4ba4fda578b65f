/** Das Labor im Speicher des Browsers. */
import type { Words } from '../words';

export const offline: Words['offline'] = {
  title: 'Fassung des Labors',
  later: 'Später',
  understood: 'OK',
  notices: {
    newer: {
      text: 'Eine neuere Fassung des Labors ist da. Sie startet, wenn das Labor das nächste Mal geöffnet wird; was gemessen ist, bleibt.',
      open: 'Jetzt starten',
    },
    others: {
      text: 'Andere Fenster zeigen noch die Fassung davor: erst diese schließen, dann die neuere starten.',
      open: 'Jetzt starten',
    },
    isolation: {
      text: 'Das Labor ist in diesem Browser gespeichert. Neu geöffnet hat es den feinen Zeitgeber und Speicher, den alle Kerne teilen.',
      open: 'Neu öffnen',
    },
    updated: {
      text: 'Das Labor wurde erneuert: Dies ist eine neuere Fassung als zuletzt. Was gemessen wurde, ist noch da.',
    },
  },
  phases: {
    refused:
      'Nicht in diesem Browser gespeichert: Ohne Server öffnet sich das Labor nicht. Browser speichern Seiten, die über https oder von 127.0.0.1 kommen.',
    storing: 'Das Labor wird in diesem Browser gespeichert.',
    stored: 'In diesem Browser gespeichert: Das Labor öffnet sich ohne Netz.',
    failed:
      'Nicht in diesem Browser gespeichert: Eine Datei kam nicht, oder der Platz reicht nicht (es braucht 50 MB). Der nächste Besuch versucht es wieder.',
    newer:
      'In diesem Browser gespeichert, und eine neuere Fassung daneben: Sie startet, wenn das Labor das nächste Mal geöffnet wird.',
  },
};

/** Was die Seite jetzt nicht kann, nicht behalten konnte oder worauf sie wartet. */
import type { state as english } from '../../english/refusals/state';
import { bytes } from '../../numbers';
import { remedies } from '../disturbances';

export const state: typeof english = {
  'load-failed': 'das Labor ließ sich nicht laden: die Seite neu laden',
  'part-not-loaded':
    'ein Teil der Seite ließ sich nicht laden: nachsehen, ob ihr Server noch läuft, und noch einmal versuchen',
  'opening-worker-lost':
    'der Worker, der die Dateien liest, ist stehen geblieben, vielleicht aus Mangel an Speicher: andere Seiten schließen und die Dateien noch einmal öffnen',
  'opening-endless': ({ seconds }) =>
    `die Dateien ließen sich in ${seconds} s nicht verstehen: Sie sind vielleicht beschädigt; sie noch einmal exportieren`,
  'files-too-large': ({ bytes: own, most }) =>
    `die Dateien haben ${bytes(own)}; geöffnet werden Netze bis ${bytes(most)}`,
  'no-address': ({ address }) =>
    `${address} ist keine Adresse: Sie beginnt mit https:// und endet mit dem Namen der Datei`,
  'model-not-kept': ({ id }) => `das Netz ${id} ist nicht in diesem Browser: seine Datei öffnen`,
  'nothing-measured': ({ cause }, say) =>
    `nichts wurde gemessen: ${cause ? say(cause) : 'das Labor ist nicht geladen'}`,
  'study-runs': 'eine Studie läuft: ihr Ende abwarten oder sie abbrechen',
  'study-in-other-tab':
    'ein anderer Tab dieses Browsers misst eine Studie, die das Gerät für sich hat: ihr Ende abwarten oder sie dort abbrechen',
  'no-study-broken-off': 'keine Studie wurde unterbrochen: eine starten',
  'benchmark-runs': 'der Benchmark läuft: sein Ende abwarten oder ihn abbrechen',
  'training-runs':
    'ein Netz wird trainiert: das Ende abwarten, behalten, was es hat, oder abbrechen',
  'sensitivity-runs': 'die Empfindlichkeit wird gemessen: das Ende abwarten oder es abbrechen',
  'allocation-runs': 'eine Verteilung wird gesucht: das Ende abwarten oder es abbrechen',
  'no-channels-to-spread':
    'dieses Verfahren setzt einzelne Gewichte auf null: zum Verteilen der Schnitte eines wählen, das Kanäle entfernt',
  'energy-runs': 'die Energie wird gemessen: das Ende abwarten oder es abbrechen',
  'no-point-for-energy':
    'kein Punkt, dessen Energie zu messen wäre: zuerst den Regler loslassen oder eine Studie starten',
  'no-meter':
    'kein Messgerät ist verbunden: eines verbinden, oder ein simuliertes, um zu sehen, wie es geht',
  'no-energy': ({ cause }, say) =>
    `keine Energie wurde gemessen: ${cause ? say(cause) : 'kein Fenster war brauchbar'}`,
  'energy-ended-early': ({ cause }, say) =>
    `Vorzeitig beendet: Kein sauberes Fenster kam zustande, ${say(cause)}. Die Joule stammen aus gestörten Fenstern.`,
  disturbed: ({ reasons }) => remedies(reasons),
  'waits-for-page':
    'Die Seite ist verdeckt: ihren Tab nach vorn holen, dann geht die Messung weiter.',
  'waits-for-turning':
    'Der Strom ist negativ: Das Messgerät steckt verkehrt herum im Kabel. Es umdrehen, oder in seinem Dialog Vorzeichen umkehren wählen, dann geht die Messung weiter.',
  'waits-for-meter':
    'Das Messgerät wurde getrennt: es wieder verbinden, dann geht die Messung weiter.',
  'storage-full': `Der Speicher des Browsers ist voll. ${onlyHere()}`,
  'not-stored': ({ cause }, say) =>
    `Der Browser hat nichts gespeichert (${say(cause)}). ${onlyHere()}`,
  'points-unread': ({ count, cause }, say) =>
    `Behalten, aber nicht gezeigt: ${count} der Punkte dieser Studie${cause ? ` (${say(cause)})` : ''}. Sie bleiben im Browser, für die Fassung des Labors, die sie geschrieben hat.`,
  'points-not-kept': ({ cause }, say) =>
    `Punkte werden nicht für den nächsten Besuch behalten: ${say(cause)}. Die Studie exportieren, um sie zu behalten.`,
  'study-not-stored': ({ cause }, say) =>
    `Der Browser hat nichts gespeichert (${say(cause)}): Alle Studien sind, wie sie waren.`,
  'study-not-read': 'der Speicher des Browsers gibt die Studie nicht heraus',
  'points-unkept':
    'einige Punkte dieser Studie ließen sich nicht speichern und gingen verloren: sie zuerst ausgeben oder Platz schaffen',
  'storage-silent': 'der Speicher des Browsers antwortet nicht',
  'storage-closed':
    'der Browser hat seinen Speicher weggenommen, vielleicht auch, was darin lag; der nächste Punkt speichert alle wieder',
  'storage-blocked': 'ein anderer Tab hält eine ältere Fassung des Speichers: ihn schließen',
};

function onlyHere(): string {
  return 'Das Netz ist nur im Arbeitsspeicher, bis diese Seite geschlossen wird: es herunterladen, oder Platz schaffen und es noch einmal behalten.';
}

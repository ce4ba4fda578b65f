/** Was von einem Training zu sagen ist, von einem gemessenen Netz und von dem Browser, in dem es gemessen wurde. */
import type { training as english } from '../../english/refusals/training';
import { local } from '../../numbers';

export const training: typeof english = {
  'training-ended-by-hand': ({ step, share }) =>
    `Das Training wurde nach Schritt ${step} von Hand beendet; ${Math.min(100, Math.round(100 * share))} % seines Budgets waren verbraucht.`,
  'cut-afterwards': ({ reached, level }) =>
    `Das Training endete vor seinem letzten Schnitt: Das Netz wurde danach von ${percent(reached)} auf ${percent(level)} beschnitten und seither nur neu kalibriert. Ihm ein größeres Budget geben, oder auf einmal schneiden.`,
  'training-broke-down': ({ step, kept }) =>
    `Das Training brach bei Schritt ${step} zusammen: Behalten wurden ${kept === null ? 'die Gewichte davor' : `die Gewichte von Schritt ${kept}`}. Eine niedrigere Stufe wählen, oder kleinste Quadrate davorsetzen.`,
  'trained-alone': ({ workers }) =>
    `Das Training lief in 1 von ${workers} Workern, in derselben Zeit also mit weniger Schritten: Diese Seite ist nicht von anderen getrennt (cross-origin isolated). Sie mit Cross-Origin-Opener-Policy: same-origin und Cross-Origin-Embedder-Policy: require-corp ausliefern.`,
  'training-diverged': ({ step, learningRate }) =>
    `Das Training divergierte bei Schritt ${step}: Der Verlust ist keine Zahl oder blieb 200 Schritte lang weit über seinem Anfang; ein kleineres --lr als ${local(String(learningRate))} nehmen.`,
  'training-thread-lost':
    'Ein anderer Thread endete oder antwortete eine Minute lang nicht; denselben Befehl noch einmal starten, um fortzufahren.',
  'training-stopped': ({ reason }) =>
    reason ?? 'Ein Worker der Trainingsseite ist nicht gestartet.',
  'kept-network-answered': ({ date }) =>
    `Nicht neu repariert: Das am ${date} behaltene Netz hat geantwortet.`,
  'told-before': ({ text }) => text,
  'checksums-unverified':
    'Prüfsummen wurden nicht geprüft: Diese Adresse ist kein sicherer Kontext. Die Seite unter http://localhost oder über HTTPS öffnen.',
  'browser-32-bit':
    'Dieses Chromium hat 32 Bit und ist langsamer: Raspberry Pi OS mit 64 Bit installieren, damit der Prozessor sein volles Tempo erreicht.',
};

function percent(share: number): string {
  return `${local(String(Number((100 * share).toFixed(1))))} %`;
}

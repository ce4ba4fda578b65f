/** Was die Worker des Labors nicht können, und Worker, die verloren gehen. */
import type { workers as english } from '../../english/refusals/workers';
import { count } from '../../numbers';
import { withStop } from '../../wholeSentence';

const MEMORY_REMEDY =
  'andere Tabs schließen, die Seite mit weniger Workern öffnen (?workers=1), oder ein 64-Bit-System nehmen: Jeder Worker belegt mehrere GiB an Adressen';

const NO_HEAP = {
  'no-simd': 'dieser Browser hat kein SIMD',
  'own-memory': 'TF.js behält seinen Speicher für sich',
  'shared-memory': 'die Threads von TF.js teilen seinen Speicher',
  'no-malloc': 'TF.js verleiht nichts von seinem Speicher',
};

const MODULES = {
  inference: { kernels: 'Kernel für Inferenz', remedy: 'die Laufzeit TF.js nehmen' },
  int8: { kernels: 'Kernel für int8', remedy: 'das Netz in float32 rechnen' },
  training: { kernels: 'Kernel für Training', remedy: 'auf einem anderen Gerät trainieren' },
};

export const workers: typeof english = {
  superseded: 'beendet: Eine neuere Aufgabe trat an die Stelle',
  'not-loaded': 'das Labor ist nicht geladen: es zuerst laden',
  'worker-lost':
    'ein Worker stürzte zweimal nacheinander ab oder antwortete nicht: andere Tabs schließen, um Speicher freizugeben, dann noch einmal versuchen',
  'worker-not-started':
    'ein Worker ließ sich nicht starten: nachsehen, ob der Server der Seite läuft und alle ihre Dateien ausliefert, dann noch einmal versuchen',
  'worker-crashed-loading':
    'ein Worker stürzte beim Laden ab: andere Tabs schließen, um Speicher freizugeben, dann noch einmal versuchen',
  'worker-silent': ({ seconds }) =>
    `ein Worker gab beim Laden ${Math.round(seconds)} s lang kein Lebenszeichen: nachsehen, ob der Server der Seite läuft, andere Tabs schließen, dann noch einmal versuchen`,
  'worker-failed': ({ reason }) =>
    `ein Worker ist ausgefallen (${reason}): noch einmal versuchen, und die Seite neu laden, wenn es wieder geschieht`,
  'team-broken-up':
    'Training beendet: Ein Worker stürzte ab oder antwortete nicht; andere Tabs schließen, um Speicher freizugeben, dann noch einmal versuchen',
  'team-lost':
    'Training beendet: Ein anderer Worker der Gruppe ging verloren oder antwortete eine Minute lang nicht; noch einmal versuchen',
  cancelled: 'der Benchmark wurde abgebrochen',
  'pictures-worker-lost':
    'der Worker, der Bilder liest, ging verloren, wohl aus Mangel an Speicher: weniger auf einmal verwenden',
  'benchmark-worker-lost':
    'der Worker des Benchmarks stürzte ab: andere Tabs schließen, um Speicher freizugeben, dann noch einmal starten',
  'export-worker-lost':
    'die Datei ließ sich nicht schreiben: nachsehen, ob der Server der Seite läuft, andere Tabs schließen, um Speicher freizugeben, dann noch einmal versuchen',
  'benchmark-stopped': ({ reason }) =>
    `der Benchmark blieb stehen (${reason}): die Seite neu laden und ihn noch einmal starten`,

  'no-wasm': 'dieser Browser hat kein WebAssembly; Chromium 91 oder neuer nehmen',
  'no-simd':
    'dieser Browser oder Prozessor hat kein WebAssembly SIMD; Chromium 91 oder neuer auf einem Prozessor mit NEON oder SSE4.1 nehmen',
  'no-backend': ({ file, reason }) =>
    `das WASM-Backend von TF.js lässt sich nicht aus ${file} starten (${reason ?? 'es startet nicht'}); nachsehen, ob die Datei dort liegt, und neu laden`,
  'no-memory': ({ reason }) =>
    `für einen Worker ist kein Speicher oder kein Adressraum mehr da (${reason}); ${MEMORY_REMEDY}`,
  'fewer-workers': ({ wished, workers }) =>
    `Speicher oder Adressraum reicht für ${workers} von ${wished} Workern: sie tun die Arbeit aller. Für mehr andere Tabs schließen und die Seite neu laden.`,
  'no-heap': ({ why }) =>
    `Die Labor-Kernel lassen sich hier nicht benutzen (${NO_HEAP[why]}): TF.js dicht nehmen.`,
  'kernels-not-loaded': ({ cause, outOfMemory }, say) =>
    `Die Labor-Kernel ließen sich nicht laden (${say(cause)}): ${outOfMemory ? MEMORY_REMEDY : 'die Seite neu laden oder TF.js dicht nehmen'}.`,
  'kernels-unavailable': ({ module, reason, outOfMemory }) =>
    unusable(module, reason, outOfMemory ? MEMORY_REMEDY : MODULES[module].remedy),
  'kernel-wrong': ({ module, kernel }) =>
    unusable(
      module,
      `der Kernel ${kernel} besteht seinen Selbsttest nicht`,
      MODULES[module].remedy,
    ),
  'threads-unavailable':
    'Threads teilen hier keinen Speicher: die Seite mit den beiden Headern zur Isolation ausliefern, wie npm start es tut. Das Labor rechnet mit einem weiter.',
  'one-core': 'Dieses Gerät leiht dem Browser einen einzigen Kern: Es gibt nichts aufzuteilen.',
  'thread-not-started': ({ thread, reason }) =>
    `Thread ${thread} ließ sich nicht starten (${reason}): die Seite neu laden, um es noch einmal zu versuchen. Das Labor rechnet mit einem weiter.`,
  'thread-lost': ({ thread, threads }) =>
    `Thread ${thread} von ${threads} ging verloren oder antwortete zehn Sekunden lang nicht: die Seite neu laden, um ihn wieder zu benutzen. Das Labor rechnet mit einem weiter.`,
  'layer-not-computed': ({ layer, kind, kernelSide, stride, reads }) =>
    cannotCompute(
      `${layer} nicht berechnen: ${kind} ${kernelSide}×${kernelSide} mit Schrittweite ${stride} auf ${reads}`,
    ),
  'sum-not-computed': ({ layer, adds, to }) =>
    cannotCompute(`${layer} nicht berechnen: Dort wird ${adds} zu ${to} addiert`),
  'layer-shape': ({ layer, weights }) =>
    `${layer} hat nicht ${count(weights)} Gewichte: das Modell noch einmal laden oder beschneiden.`,
  'layer-not-finite': ({ layer }) =>
    `${layer} hat Gewichte, die NaN oder unendlich sind: das Modell noch einmal laden oder beschneiden.`,
  'activations-not-finite': ({ layer }) =>
    `${layer} gibt auf den Kalibrierbildern Werte, die NaN oder unendlich sind: das Modell noch einmal laden oder beschneiden.`,
  'int8-fan-in': ({ layer, fanIn }) =>
    `${layer} addiert ${fanIn} Produkte, deren Summe vielleicht nicht in 32 Bit passt: für dieses Netz bei float32 bleiben.`,
  'program-out-of-memory': ({ batch, bytes }) =>
    `Zu wenig Speicher für ein Programm mit ${batch} Bildern (${noBytes(bytes)}): einen kleineren Stapel nehmen.`,

  'training-needs-kernels':
    'Training braucht die Labor-Kernel, die sich hier nicht benutzen lassen: eine Reparatur ohne finetune und distil wählen',
  'training-convolution': ({ layer }) => cannotTrain(layer, 'eine Faltung, die eine Karte liest'),
  'training-image-layer': ({ layer, kind }) =>
    cannotTrain(layer, `eine Schicht der Art ${kind}, die das Bild liest`),
  'training-adding-pool': ({ layer }) => cannotTrain(layer, 'ein Pooling, das addiert'),
  'training-pointwise-stride': ({ layer }) =>
    cannotTrain(layer, 'eine punktweise Schicht mit einer Schrittweite'),
  'training-last-layer': ({ layer }) =>
    cannotTrain(layer, 'Die Wertungen müssen aus einer voll verbundenen Schicht kommen'),
  'training-batch': ({ batch }) =>
    `Mit einem Stapel von ${batch} lässt sich nicht trainieren; ein Vielfaches von 4 nehmen.`,
  'calibration-batch': ({ batch }) =>
    `Mit einem Stapel von ${batch} lässt sich nicht kalibrieren; ein Vielfaches von 4 nehmen.`,
  'training-not-finite': ({ layer }) =>
    `${layer} enthält Gewichte, die keine endlichen Zahlen sind; mit einem anderen Checkpoint beginnen.`,
  'training-out-of-memory': ({ batch, bytes }) =>
    `Das Training mit einem Stapel von ${batch} passt nicht hinein: ${noBytes(bytes)}; einen kleineren Stapel nehmen.`,
  'calibration-out-of-memory': ({ batch, bytes }) =>
    `Das Kalibrieren mit Stapeln von ${batch} passt nicht hinein: ${noBytes(bytes)}; kleinere nehmen.`,
  'no-gradients': ({ cause }, say) =>
    `${withStop(say(cause))} Dieses Verfahren braucht Gradienten: eines wählen, das auf Gewichte oder Aktivierungen sieht.`,
  'few-images': ({ images, least }) =>
    `Der Datensatz hat ${count(images)} Trainingsbilder statt ${count(least)}.`,
  'maps-too-large': ({ images, most }) =>
    `Kleinste Quadrate mit ${count(images)} Bildern brauchten bei so großen Karten mehr als 3 GB: höchstens ${count(most)} nehmen.`,
  'no-pictures':
    'dieses Netz wurde ohne Bilder geöffnet: ihm welche geben, oder keine Reparatur und ein Verfahren wählen, das nur auf Gewichte sieht',
  'no-training-images':
    'dieser Datensatz hat keine Trainingsbilder: keine Reparatur und ein Verfahren wählen, das nur auf Gewichte sieht, oder einen anderen Datensatz',
  'network-gone':
    'dieses Netz ist nicht mehr im Speicher, und noch einmal trainiert würde es ein anderes: es neu trainieren, dann behalten',
};

function unusable(module: keyof typeof MODULES, why: string, remedy: string): string {
  return `Die ${MODULES[module].kernels} lassen sich hier nicht benutzen (${why}): ${remedy}.`;
}

function cannotCompute(what: string): string {
  return `Die Labor-Kernel können ${what}. Abhilfe: TF.js dicht nehmen.`;
}

function cannotTrain(layer: string, why: string): string {
  return `Die Labor-Kernel können ${layer} nicht trainieren: ${why}.`;
}

function noBytes(bytes: number): string {
  return `${count(bytes)} Bytes sind im Heap von WebAssembly nicht mehr frei`;
}

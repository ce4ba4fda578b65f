/** Dateien von Netzen, die sich nicht lesen lassen, und Netze, die nicht zur Familie gehören. */
import type { modelFiles as english } from '../../english/refusals/modelFiles';
import { count } from '../../numbers';

type Behind = Parameters<(typeof english)['unlike-behind']>[0]['what'];

export const modelFiles: typeof english = {
  'model-file': ({ name, cause }, say) =>
    `${name} lässt sich nicht lesen: ${say(cause)}; noch einmal exportieren`,
  'no-model-file': ({ files }) =>
    `kein Netz gefunden in: ${files.join(', ') || 'leeres Archiv'}. Ein Modell von TensorFlow.js, TensorFlow Lite, Keras, ONNX, PyTorch oder safetensors wählen`,
  'model-program': ({ name, asks }) =>
    `${name} enthält mehr als Zahlenfelder (${asks}), was das Labor nicht ausführt: mit torch.save(model.state_dict(), …) speichern`,
  'file-cut-off': 'es ist abgeschnitten oder beschädigt',
  'file-no-json': 'es ist kein JSON',
  'file-no-layers': 'es beschreibt keine Schichten',
  'file-no-graph': 'es beschreibt keinen Graphen',
  'file-weights-only':
    'es enthält Gewichte und keine Beschreibung ihrer Schichten: das ganze Modell speichern, wie model.save es tut',
  'file-channels-first': ({ layer }) =>
    `${layer} hat die Kanäle zuerst (data_format), das Labor liest sie zuletzt: das Netz mit channels_last neu bauen und dieselben Gewichte einsetzen`,
  'file-quantised':
    'seine Gewichte sind von PyTorch quantisiert: das state dict des Netzes vor der Umwandlung speichern, in Gleitkommazahlen',
  'file-circles': 'es führt beim Lesen im Kreis oder immer wieder an dieselbe Stelle',
  'file-entries': ({ most }) => `es hat mehr als ${count(most)} Gruppen und Zahlenfelder`,
  'file-no-arrays': 'es enthält keine benannten Zahlenfelder',
  'file-header': 'sein Kopf ist abgeschnitten',
  'file-beside-missing': ({ files }) =>
    files.length === 1
      ? `seine Datei ${files[0]} fehlt`
      : `seine Dateien ${files.join(', ')} fehlen`,
  'file-external': ({ array, file }) =>
    `die Werte von ${array} liegen in ${file}, und diese Datei fehlt: beide geben, oder die Gewichte mit hineinspeichern`,
  'file-graphs': ({ graphs }) => `es hat ${graphs} Graphen`,
  'file-inputs': ({ inputs }) => `es hat ${inputs} Eingänge`,
  'file-version': 'es ist von einer anderen Fassung seines Formats',
  'file-opset': ({ version, least, most }) =>
    `es hat den Operatorensatz ${version}; gelesen werden ${least} bis ${most}`,
  'file-array-type': ({ array, type }) => `${array} ist als ${type} gespeichert`,
  'file-array-sparse': ({ array }) => `${array} ist dünn besetzt gespeichert`,
  'file-array-size': ({ array, values, expected }) =>
    `${array} hat ${count(values)} Werte statt ${count(expected)}`,
  'file-array-outside': ({ array }) => `${array} liegt außerhalb davon oder hat eine andere Form`,
  'file-array-missing': ({ array, layer }) => `${array} von ${layer} fehlt`,
  'file-values-missing': ({ array }) => `die Werte von ${array} fehlen`,
  'file-weights-end': ({ array }) => `seine Gewichte enden mitten in ${array}`,
  'file-large': ({ values, most }) =>
    `es beschreibt Filter mit ${count(values)} Werten; das Labor nimmt höchstens ${count(most)}`,
  'file-weights-long': ({ bytes }) => `seine Gewichte haben ${count(bytes)} Bytes zu viel`,
  'file-reads-missing': ({ layer, reads }) => `${layer} liest ${reads}, das fehlt`,
  'file-circle': ({ layer }) => `${layer} liest, was daraus entsteht`,
  'file-tensor-number': ({ tensor, tensors }) =>
    `ein Operator liest Tensor ${tensor} von ${tensors}`,
  'zip-entries': ({ most }) => `es hat mehr als ${count(most)} Einträge`,
  'zip-method': ({ method }) =>
    `es ist nach Methode ${method} gepackt; es packen, wie Zip-Programme es gewöhnlich tun`,
  'file-program': ({ asks }) =>
    `es enthält mehr als Zahlenfelder (${asks}), was das Labor nicht ausführt`,
  'zip-bytes': ({ most }) => `ausgepackt hat es mehr als ${count(most)} Bytes`,

  unlike: ({ name, cause }, say) =>
    `${name} gehört nicht zur Familie von MobileNetV2: ${say(cause)}; ein Netz aus Faltungen, tiefenweisen Faltungen und Additionen wählen`,
  'unlike-operations': ({ outputs, types, counts }) =>
    `es hat ${[
      ...(outputs === 1 ? [] : [`${outputs} Ausgänge`]),
      ...mostFrequent(types, counts),
    ].join(', ')}`,
  'unlike-depthwise': ({ found, wanted }) =>
    `es hat ${found} tiefenweise Faltungen statt der ${wanted} von MobileNetV2, und seine Zahlenfelder sagen nicht, wie sie zusammenhängen`,
  'unlike-arrays': 'seine Zahlenfelder passen nicht aneinander wie die von MobileNet',
  'unlike-output': 'sein Ausgang kommt aus keiner Schicht',
  'unlike-output-inside': ({ layer }) =>
    `${layer} ist sein Ausgang, aber nicht seine letzte Schicht`,
  'unlike-long': ({ operations }) => `es hat ${count(operations)} Operationen`,
  'unlike-large': ({ size, largest }) =>
    `seine Bilder sind ${size} Pixel hoch; das Labor nimmt höchstens ${largest}`,
  'unlike-planes': ({ planes }) =>
    `seine Bilder haben ${planes} Ebenen; das Labor nimmt 1 (grau) oder 3 (farbig)`,
  'unlike-kernel-shape': ({ layer, shape }) =>
    `der Filter von ${layer} hat die Form ${shape.join('×') || 'einer einzigen Zahl'}`,
  'unlike-no-size': 'es sagt nicht, wie groß seine Bilder sind',
  'unlike-not-square': ({ width, height }) =>
    `seine Bilder sind ${width}×${height}, nicht quadratisch`,
  'unlike-windows': ({ side, map }) =>
    `es mittelt Fenster von ${side} Pixeln auf einer Karte von ${map}`,
  'unlike-flat': ({ layer, side, map }) =>
    `${layer} liest eine ausgerollte Karte von ${side} Pixeln, wo eine von ${map} ist`,
  'unlike-weights': ({ layer, weights, expected }) =>
    `${layer} hat ${count(weights)} Gewichte, wo seine Karte ${count(expected)} verlangt`,
  'unlike-channels': ({ layer, values, channels }) =>
    `${layer} hat ${values} Werte für ${channels} Kanäle`,
  'unlike-behind': ({ layer, what }) => `${layer} steht hinter ${BEHIND[what]}`,
  'unlike-reads': ({ layer, reads }) => `${layer} liest ${reads}, das nichts ergibt`,
  'unlike-groups': ({ layer, groups }) => `${layer} ist eine Faltung in ${groups} Gruppen`,
  'unlike-multiplier': ({ layer, maps }) => `${layer} macht aus jeder Karte ${maps}`,
  'unlike-of-picture': ({ layer }) => `${layer} arbeitet auf dem Bild selbst`,
  'unlike-padded': ({ layer }) => `${layer} liest eine aufgefüllte Karte`,
  'unlike-addition': ({ layer }) => `${layer} addiert nicht zwei Schichten`,
  'unlike-read-before': ({ layer, reads }) => `was ${layer} von ${reads} liest, lesen auch andere`,
  'unlike-third-map': ({ layer }) => `${layer} addiert eine dritte Karte`,
  'unlike-kernel': ({ layer, height, width }) => `${layer} hat einen Filter von ${height}×${width}`,
  'unlike-dilated': ({ layer }) => `${layer} ist gespreizt (dilated)`,
  'unlike-stride': ({ layer, down, across }) => `${layer} hat die Schrittweite ${down}×${across}`,
};

const BEHIND: Readonly<Record<Behind, string>> = {
  addition: 'einer Addition',
  activation: 'einer Aktivierung',
  pool: 'einem Pooling',
  softmax: 'einem Softmax',
  sigmoid: 'einem Sigmoid',
};

/** Arten von Operationen, die ein Satz nennt. */
const NAMED = 4;

function mostFrequent(types: readonly string[], counts: readonly number[]): string[] {
  const kinds = types.map((type, i) => ({ type, count: counts[i] }));
  const named = kinds.sort((a, b) => b.count - a.count).slice(0, NAMED);
  const others = types.length - named.length;
  return [
    ...named.map(({ type, count: number }) => `${number} × ${type}`),
    ...(others > 0
      ? [others === 1 ? '1 andere Art von Operation' : `${others} andere Arten von Operationen`]
      : []),
  ];
}

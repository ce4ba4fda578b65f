/** Bilder, die sich nicht lesen oder benutzen lassen. */
import type { pictures as english } from '../../english/refusals/pictures';
import { bytes, count, percent } from '../../numbers';

export const pictures: typeof english = {
  'picture-kind': ({ kind }) =>
    `es ist ein Bild der Art ${kind.toUpperCase()}, die Browser nicht lesen: es als JPEG oder PNG speichern`,
  'picture-unknown': 'es ist kein Bild: Seine ersten Bytes sind von keiner Art, die gelesen wird',
  'file-bytes': (v) => `es hat ${bytes(v.bytes)}; gelesen werden höchstens ${bytes(v.most)}`,
  'picture-empty': 'in seiner Zeile steht kein Bild',
  'picture-large': ({ width, height, most }) =>
    `es hat ${width}×${height} Pixel; dekodiert werden höchstens ${count(most)} je Seite und 100 Millionen`,
  'no-pictures-found':
    'in diesen Dateien wurden keine Bilder gefunden: einen Ordner oder ein Zip mit einem Ordner je Klasse geben',
  'no-labelled-images':
    'von keinem Kalibrierbild ist die Klasse bekannt: Was trainiert, braucht Bilder bekannter Klassen',
  'repair-images-few': ({ step, wanted, used }) =>
    `${step} hat die vorhandenen ${count(used)} Kalibrierbilder benutzt, nicht ${count(wanted)}`,
  'int8-saturated': ({ share, pictures: images }) =>
    `int8: ${percent(share, 4)} der Werte von ${count(images)} Testbildern liegen außerhalb der kalibrierten Bereiche und sättigen`,
  'camera-denied':
    'der Browser durfte die Kamera nicht benutzen: sie neben der Adresse der Seite erlauben, dann noch einmal starten',
  'camera-none': 'keine Kamera wurde gefunden: eine anschließen, dann noch einmal starten',
  'camera-busy':
    'die Kamera antwortet nicht: Vielleicht benutzt sie ein anderes Programm; dieses schließen, dann noch einmal starten',
  'camera-insecure':
    'Browser leihen eine Kamera nur Seiten von diesem Rechner oder über https: die Seite als http://localhost oder über https öffnen',
  'camera-failed': ({ reason }) => `die Kamera lässt sich nicht benutzen (${reason})`,
  'no-room':
    'der Browser hat keinen Platz für so viele Bilder: weniger verwenden, oder Platz auf dem Datenträger schaffen',
  'csv-columns': ({ columns }) =>
    `ihre erste Zeile hat ${columns} Werte; das ist kein Quadrat von Pixeln, weder mit noch ohne Klasse`,
  'csv-line': ({ line }) =>
    `Zeile ${line} enthält nicht für jedes Pixel eine ganze Zahl von 0 bis 255`,
  'parquet-no-pictures': 'sie hat keine Spalte mit Bildern',
};

/** Leistungsmesser: ihr Verbinden, was sie senden, Aufzeichnungen und Protokolle. */
import type { meter as english } from '../../english/refusals/meter';
import { decimal, local } from '../../numbers';

const TURN_IT =
  'der Strom ist negativ: Das Messgerät steckt verkehrt herum im Kabel. Es umdrehen, oder in seinem Dialog Vorzeichen umkehren wählen';

const DOUBTS = {
  meaning: 'Bedeutung oder Einheit der Spalten sind nicht sicher: sie unten bestätigen',
  channel:
    'die Platine gibt mehrere Kanäle aus: den wählen, der diesen Rechner versorgt, dann bestätigen',
  volts:
    'die Platine gibt nur den Strom aus: unten die Spannung der Versorgung eingeben, dann bestätigen',
};

export const meter: typeof english = {
  'none-chosen':
    'kein Messgerät wurde gewählt: es einstecken, noch einmal auf Verbinden klicken und es in der Liste des Browsers wählen',
  'not-granted':
    'der Browser erinnert sich nicht an den Anschluss dieses Messgeräts: ihn noch einmal wählen',
  'no-web-serial':
    'dieser Browser hat kein Web Serial: Chromium nehmen, von localhost oder über https',
  'no-web-serial-in-workers':
    'dieser Browser hat kein Web Serial in Workern: Chromium auf einem Rechner nehmen, von localhost oder über https',
  'no-web-bluetooth':
    'dieser Browser hat kein Web Bluetooth: Chromium nehmen, von localhost oder über https; unter Linux es bei chrome://flags/#enable-web-bluetooth einschalten',
  'no-web-hid': 'dieser Browser hat kein WebHID: Chromium nehmen, von localhost oder über https',
  'meter-not-allowed': browserRefused,
  'meter-failed': browserRefused,
  'hid-busy': ({ reason }) =>
    `das Messgerät ließ sich nicht öffnen (${reason}): andere Programme schließen, die es benutzen; unter Linux muss eine udev-Regel sein hidraw-Gerät erlauben`,
  'ble-unreachable': ({ reason }) =>
    `das Messgerät antwortete nicht über Bluetooth (${reason}): es einschalten, näher bringen, seine App auf dem Handy und andere Programme schließen, die es halten, und noch einmal versuchen`,
  'ble-other-device':
    'dieses Bluetooth-Gerät hat keinen der Dienste eines solchen Messgeräts: ein anderes Gerät wählen, oder ein anderes Messgerät in der Liste',
  'port-busy': ({ reason }) =>
    `der Anschluss ließ sich nicht öffnen (${reason}): andere Programme schließen, die ihn benutzen, nach dem Einstecken zehn Sekunden warten, und nachsehen, ob der Benutzer in der Gruppe ist, der er gehört (dialout; unter Arch uucp)`,
  'port-not-granted':
    'der Browser bietet diesen Anschluss nicht mehr an: ihn im Dialog des Messgeräts noch einmal wählen',
  'meter-lost':
    'das Messgerät wurde ausgesteckt oder ausgeschaltet: es wieder einstecken, es wird gefunden',
  'meter-out-of-reach':
    'das Messgerät wurde ausgesteckt, ausgeschaltet oder zu weit weggetragen: Es wird gefunden, sobald es zurück ist',
  'text-nothing-yet':
    'noch kam keine Zeile mit Zahlen: die Geschwindigkeit prüfen (115200 Baud?) und den Sketch',
  'text-confirm-columns': ({ doubt }) => DOUBTS[doubt],
  'text-one-number':
    'jede Zeile enthält eine einzige Zahl ohne Namen: Volt und Ampere in einer Zeile ausgeben, etwa V:5.01 I:0.53',
  'columns-unconfirmed': ({ cause }, say) =>
    `${say(cause)} (auf der Seite; --energy-volts V gibt eine Spannung ein)`,
  'ppk2-no-calibration':
    'dieser Anschluss sandte auf drei Anfragen keine Kalibrierung des PPK2: den anderen seriellen Anschluss des Kits wählen; ohne Kalibrierung lässt sich sein Strom nicht bestimmen',
  'ppk2-no-shunts':
    'die Kalibrierung des Kits enthält für keinen seiner Messwiderstände (R0 bis R4) eine Zahl, sein Strom lässt sich also nicht bestimmen: das Kit neu starten, oder seine Kalibrierung in nRF Connect ansehen',
  'calibration-assumed': ({ keys, ranges }) =>
    `die Kalibrierung des Kits enthält nichts Brauchbares für ${keys.join(', ')}: ` +
    `${keys.length === 1 ? 'Der Vorgabewert des Herstellers gilt' : 'Die Vorgabewerte des Herstellers gelten'}, ` +
    `und Ströme ${ranges.length === 1 ? 'im Bereich' : 'in den Bereichen'} bis ${ranges.join(', ')} können weit daneben liegen`,
  'not-a-recording':
    'diese Datei ist keine hier entstandene Aufzeichnung eines Messgeräts: eine wählen, die der Dialog des Messgeräts gespeichert hat',
  'not-a-log':
    'diese Datei ist weder eine hier entstandene Aufzeichnung noch ein Protokoll mit benannten Spalten oder Zahlen: eine andere wählen, oder sie als CSV exportieren',
  'log-without-time':
    'dieses Protokoll hat keine Spalte mit wachsenden Zeiten und lässt sich nicht in seinem Tempo abspielen: es mit Zeiten exportieren',
  'accuracy-range': ({ typed, least, most }) =>
    `ungültige Genauigkeit: ${typed} (${local(String(least))} bis ${local(String(most))} % des Messwerts)`,
  'turned-round': TURN_IT,
  'meter-too-slow': ({ seconds, most }) =>
    `ein Messwert in ${decimal(seconds, 0)} s ist zu langsam, um Energie zu messen: das Gerät einen je Sekunde senden lassen, mindestens aber einen in ${local(String(most))} s`,
  'power-mismatch': ({ volts, amps, watts }) =>
    `${decimal(watts, 2)} W ist nicht ${decimal(volts, 2)} V × ${decimal(amps, 3)} A: die Spalten oder Einheiten prüfen`,
  'low-supply': ({ volts, least }) =>
    `${decimal(volts, 2)} V liegt unter ${local(String(least))} V: ein kürzeres Kabel oder ein stärkeres Netzteil nehmen`,
  'near-limit': ({ amps, most }) =>
    `${decimal(amps, 2)} A liegt nahe der Grenze des Messgeräts von ${local(String(most))} A`,
  'no-such-board': ({ volts, amps }) =>
    `${decimal(volts, 2)} V und ${decimal(amps, 2)} A können keine 5-V-Platine sein: Ist es das richtige Messgerät?`,
  'too-little-power': ({ watts }) =>
    `${decimal(watts, 2)} W ist zu wenig für eine laufende Platine: Wird sie durch das Messgerät versorgt?`,
  backwards: ({ amps }) => `${decimal(amps, 2)} A: ${TURN_IT}`,
};

function browserRefused({ reason }: { readonly reason: string }): string {
  return `der Browser hat das Messgerät abgelehnt (${reason}): die Seite von localhost oder über https öffnen und ihr solche Geräte erlauben`;
}

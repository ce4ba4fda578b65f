/** Was zu tun ist, wo das Messgerät nicht in der Liste steht oder sein Anschluss sich nicht öffnet. */
import type { Words } from '../words';

export const meterHelp: Words['meter']['help'] = {
  'serial-group': {
    title: 'Dieser Benutzer darf keine seriellen Anschlüsse öffnen',
    text: 'Die Gruppe, der der Anschluss gehört, darf es: dialout unter Raspberry Pi OS, Debian, Ubuntu, Fedora und openSUSE, uucp unter Arch und Manjaro. Die erste Zeile nennt sie; mit der zweiten oder dritten den Benutzer aufnehmen, dann ab- und wieder anmelden.',
  },
  'port-held': {
    title: 'Ein anderes Programm hält den Anschluss',
    text: 'Serielle Monitore, Logger und andere Tabs mit dieser Seite schließen. ModemManager probiert jeden neuen Anschluss etwa zehn Sekunden lang: warten, oder ihn bis zum nächsten Start anhalten.',
  },
  unpaired: {
    title: 'Das Messgerät muss zuerst gekoppelt werden',
    text: 'Es einschalten, dann in den Bluetooth-Einstellungen des Systems oder in einem Terminal koppeln; die PIN ist 1234. Die Adresse steht in der Liste, die die Suche ausgibt.',
  },
  'no-rfcomm': {
    title: 'Gekoppelt, aber noch nicht in der Liste',
    text: 'Von Hand einen seriellen Anschluss daraus machen, dann „Aus allen Anschlüssen wählen“ drücken und rfcomm0 nehmen.',
  },
  'charge-only-cable': {
    title: 'Die Liste ist leer',
    text: 'Viele USB-Kabel laden nur: eines nehmen, das Daten überträgt. „Aus allen Anschlüssen wählen“ zeigt auch Adapter, die das Labor nicht kennt.',
  },
  'braille-driver': {
    title: 'Der Anschluss verschwindet eine Sekunde nach dem Einstecken (CH340, CP210x)',
    text: 'Der Treiber für Braillezeilen nimmt sich solche Adapter unter Ubuntu, Mint, Pop!_OS und Arch. Wo niemand eine braucht, ihn anhalten und das Messgerät neu einstecken; brltty ab 6.5 nimmt sich weniger.',
  },
  'hid-rules': {
    title: 'Dieser Benutzer darf das USB-Gerät nicht öffnen',
    text: 'Diese Zeile in /etc/udev/rules.d/70-power-meter.rules schreiben (die Nummer muss unter 73 bleiben), sie mit sudo udevadm control --reload einlesen lassen und das Messgerät neu einstecken.',
  },
  flatpak: {
    title: 'Chromium oder Chrome aus einem Flatpak',
    text: 'Es sieht weder Geräte noch die Liste derer, die später eingesteckt werden, bis beides erlaubt ist. Den Namen des eigenen Browsers nehmen, dann ihn neu starten.',
  },
  'snap-serial': {
    title: 'Chromium aus einem Snap',
    text: 'Das Chromium von Ubuntu ist eines: Es sieht keinen seriellen Anschluss, bis das erlaubt ist. Das Chromium von Raspberry Pi OS ist keines.',
  },
  'ble-not-found': {
    title: 'Das Messgerät steht nicht in der Liste oder antwortet nicht',
    text: 'Bluetooth an diesem Rechner einschalten und, wo das Messgerät ein Menü dafür hat, auch dort. Es spricht nur mit einem Partner: seine App auf Handys schließen und es aus den gekoppelten Geräten des Systems entfernen. „Aus allen Geräten wählen“ zeigt auch solche mit anderem Namen.',
  },
  'snap-bluetooth': {
    title: 'Bluetooth LE in einem Chromium aus einem Snap',
    text: 'Seit 2020 ist es von selbst verbunden; ältere Systeme brauchen den Befehl.',
  },
  'snap-hid': {
    title: 'Chromium aus einem Snap hat kein WebHID',
    text: 'Keine Erlaubnis von Snaps öffnet solche Geräte: Google Chrome als .deb nehmen, oder ein Chromium, das kein Snap ist.',
  },
  chromeos: {
    title: 'Unter ChromeOS',
    text: 'Ein Gerät, das Linux bekommt, ist dem Browser genommen: es unter Einstellungen, Entwickler, Linux, USB-Geräte verwalten ausschalten.',
  },
  policy: {
    title: 'Dem Browser ist es verboten',
    text: 'Das Schloss neben der Adresse zeigt, was diese Seite darf. Verwaltete Browser können es verbieten (Default…GuardSetting und …BlockedForUrls in der Liste der Richtlinien), ebenso eine Seite, die diese ohne allow="serial; hid; bluetooth" einbettet.',
  },
};

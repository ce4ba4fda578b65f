/** Joule: was gemessen wurde, was nicht, wie es geht und wie weit es ist. */
import { count, decimal, duration, local, millijoules, percent, rounded } from '../numbers';
import type { Words } from '../words';
import { disturbance, remedies } from './disturbances';

type Interval = Parameters<Words['energy']['ratio']>[0];

export const energy: Words['energy'] = {
  title: 'Energie',
  measure: 'Energie messen',
  connect: 'Ein Messgerät verbinden',
  measureFirst: 'Zuerst den Plan messen: den Regler loslassen.',
  withoutMeter:
    'Ohne Messgerät ist die Energie _geschätzt_: Latenz dieses Geräts × dokumentierte Leistung eines Raspberry Pi 4B. ' +
    'Sie ist hohl gezeichnet, und überall steht es dabei.',
  order: ({ meter, networks, runtime, windows, left, repeats, mostRepeats }) =>
    `${meter}, ${networks} ${networks === 1 ? 'Netz' : 'Netze'} mit ${runtime}, ${windows}: ${left} mit Leerlauf, ` +
    `Aufwärmen und ${repeats} Runden, bis zu ${mostRepeats}, solange das Intervall breit bleibt; mehr, wo Fenster gestört werden`,
  windows: (least, most) => `Fenster von ${shortly(least)} bis ${shortly(most)} s`,
  longerWindows: ({ least, most, chosen, rate, readings }) =>
    `Fenster von ${shortly(least)} bis ${shortly(most)} s${chosen === null ? '' : ` statt ${local(String(chosen))} s`}, ` +
    `denn das Messgerät gibt ${rounded(rate, 2)} Werte je Sekunde, und ein Fenster braucht ${readings}`,

  networks: 'Netze',
  thisPlan: { label: 'Dieser Plan', hint: 'Und daneben das dichte Netz' },
  allNetworks: { label: (networks) => `Alle ${networks}`, hint: 'Jedes gemessene Netz' },
  cores: 'Beschäftigte Kerne',
  oneCore: 'Einer',
  allCores: (cores) => `Alle ${cores}`,
  window: 'Fenster',
  autoWindow: { label: 'Auto', hint: 'So lang, wie das Messgerät es braucht' },
  seconds: (seconds) => `${local(String(seconds))} s`,
  repeats: 'Wiederholungen mindestens',
  budget: 'Keine neue Runde nach',
  budgetOf: (minutes) => (minutes < 60 ? `${minutes} min` : `${local(String(minutes / 60))} h`),

  measuring: 'Die Energie wird gemessen',
  cancel: 'Abbrechen',
  waiting: 'Wartet, bis die Worker fertig sind.',
  paused: 'Angehalten.',
  pausedMeanwhile: 'Das gestörte Fenster wird wiederholt; alles zuvor Gemessene bleibt.',
  meter: 'Leistungsmesser …',
  leaveAlone:
    'Diese Seite vorn und den Rechner in Ruhe lassen: Maus, andere Tabs und Programme brauchen Leistung. Die Seite ' +
    'steht absichtlich still. Abbrechen behält, was gemessen ist.',
  idle: 'Leerlauf',
  settling: 'Die Platine kommt zur Ruhe, dann wird ihre Leistung im Leerlauf gelesen.',
  step: ({ plan, warmsUp, round, again }) =>
    `${plan} ${warmsUp ? 'wärmt auf, dann läuft sein Fenster' : 'läuft'}: Runde ${round}` +
    `${again ? ', noch einmal, weil das letzte Fenster verdorben war' : ''}.`,
  progress: (left, sound, spoiled) =>
    `*noch ${left}*, ${sound} Fenster gemessen${spoiled > 0 ? `, ${spoiled} verdorben` : ''}`,
  left: ({ sureMs, mostMs }) => {
    const [sure, most] = [duration(sureMs / 1000), duration(mostMs / 1000)];
    return sure === most ? sure : `${sure} bis ${most}`;
  },
  added: ({ ms, again, causes, rounds }) => {
    const reasons = [
      ...(causes.length > 0 ? [`${windowsAre(again)} noch einmal gemessen (${list(causes)})`] : []),
      ...(rounds > 0
        ? [`${rounds} ${rounds === 1 ? 'Runde' : 'Runden'} mehr, weil das Intervall noch breit ist`]
        : []),
    ];
    return `${duration(ms / 1000)} mehr als anfangs: ${reasons.join(', ')}`;
  },

  names: {
    measured: (disturbed) => `Energie, gesamt${disturbedToo(disturbed)}`,
    simulated: (disturbed) => `Energie, simuliert${disturbedToo(disturbed)}`,
    estimated: (disturbed) => `Energie, geschätzt${disturbedToo(disturbed)}`,
    aboveIdle: '… über Leerlauf',
  },
  joules: {
    measured: millijoules,
    simulated: (joules) => `sim. ${millijoules(joules)}`,
    estimated: (joules) => `gesch. ${millijoules(joules)}`,
    disturbed: (text) => `gestört ${text}`,
  },
  estimate: (gross) =>
    `geschätzt, ${range(gross)}: Latenz × dokumentierte Leistung eines Raspberry Pi 4B`,
  simulatedBy: (meter) => `simuliert, nicht gemessen (${meter})`,
  intervals: (gross, aboveIdle) =>
    `95 % ${range(gross)}${kinds(gross)}, über Leerlauf ${range(aboveIdle)}${kinds(aboveIdle)}`,
  accuracy: (limits, source) => `das Messgerät darf um ${limits} abweichen (${source})`,
  watts: (watts) => `${decimal(watts, 2)} W`,
  droop: (volts) => `Einbruch ${decimal(volts, 2)} V`,
  perWattHour: (inferences) => `${count(Math.round(inferences / 1000))} Tsd. Bilder/Wh`,
  windowsBehind: (sound, spoiled) =>
    `${sound} Fenster${spoiled > 0 ? ` und ${spoiled} verdorbene` : ''}`,
  slowedDown: (share) => `am Ende ${Math.round(100 * share)} % langsamer: gedrosselt?`,
  troubled: (troubles) => `⚠ der Platine ging es dabei nicht gut: ${troubles}`,
  parts: (parts) => parts.join('; '),
  ratio: ({ mean, low, high }) =>
    `gesamt das ${decimal(mean, 3)}-Fache von dicht (95 % ${decimal(low, 3)} bis ${decimal(high, 3)}); der Faktor des Messgeräts kürzt sich heraus`,

  columns: {
    window: 'Fenster',
    seconds: 's',
    inferences: 'Bilder',
    watts: 'W',
    idleWatts: 'Leerlauf W',
    lowestVolts: 'Kleinste V',
    readings: 'Messwerte',
    drift: 'Drift',
    counts: 'Zählt?',
  },
  driftHint: 'Latenz am Ende geteilt durch Latenz am Anfang',
  counts: 'zählt',
  spoiledBy: disturbance,
  disturbed: (reasons) => `gestört, kein Fenster war sauber: ${remedies(reasons)}`,

  howMeasured: 'Wie das gemessen wird',
  protocol: (lengths, limits) => [
    `*Zur Ruhe kommen*${about(lengths?.settleMs)}, bis die Leistung steht, dann *Leerlauf*: was die Platine braucht, wenn alle ` +
      'Worker ruhen. Vor und nach jedem Fenster, denn der Leerlauf wandert mit der Temperatur; das Nachglühen der Last ' +
      'wird angepasst und abgezogen, und wie schlecht Leerlauffenster einander vorhersagen, verbreitert das Intervall.',
    `*Aufwärmen*${about(lengths?.warmUpMs)} unter derselben Last, damit Takt und Temperatur stehen, dann das ` +
      `*Fenster*${about(lengths?.windowMs)}: ein Bild nach dem anderen, in einem Worker oder in einem je Kern. ` +
      'Energie ist mittlere Leistung × genaue Zeit; was dem Messgerät an den Rändern entgehen kann, verbreitert das Intervall. ' +
      `Ein Fenster braucht ${limits.readings} neue Messwerte, langsame Messgeräte bekommen also längere. Alle Längen schwanken ` +
      'zufällig, damit nichts, was kommt und geht, im Takt bleibt.',
    '*Runden* besuchen die Netze jedes Mal in anderer Reihenfolge, damit keine Drift eines bevorzugt. ' +
      (lengths
        ? `Mindestens ${lengths.repeats}, höchstens ${lengths.mostRepeats}, bis das 95-%-Intervall innerhalb von ` +
          `±${percent(lengths.wantedShare, 0)} liegt oder die Zeit verbraucht ist. `
        : '') +
      'Das Intervall hat zwei Teile, getrennt gezeigt: _zufällig_, worin Wiederholungen sich unterscheiden (Students t), Rauschen ' +
      'und Leerlauf; und _systematisch_, was keine Wiederholung verkleinert: die Zählschritte des Messgeräts, seine angegebene ' +
      'Genauigkeit und das Nachglühen. Zwischen Netzen unter einem Messgerät kürzt sich seine Genauigkeit heraus.',
    '*Gesamt* ist alles, was die Platine braucht, wie Benchmarks es angeben; *über Leerlauf* ist, was das Netz hinzufügt.',
    '*Ruhe:* Solange ein Fenster läuft, zeichnet die Seite nichts, andere Arbeit wartet, der Bildschirm bleibt an. Eine verdeckte ' +
      `Seite, ein verlorenes Messgerät, Lücken von mehr als ${percent(limits.gaps, 0)} oder Bilder, die am Ende um ${percent(limits.drift, 0)} ` +
      'langsamer oder schneller sind als am Anfang (ein gedrosselter oder beschäftigter Prozessor), verderben ein Fenster: Es wird ' +
      `markiert, behalten und bis zu ${limits.again}-mal wiederholt. Nach ${limits.hopeless} in Folge wird keines mehr wiederholt. ` +
      'Wo ein Netz kein sauberes Fenster hat, stammen seine Joule aus gestörten, als _gestört_ markiert, mit einem entsprechend ' +
      'breiten Intervall.',
  ],
};

function about(ms: number | undefined): string {
  return ms === undefined ? '' : ` (${local(String(+(ms / 1000).toFixed(1)))} s)`;
}

function shortly(ms: number): string {
  return local(String(+(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)));
}

function windowsAre(again: number): string {
  if (again === 0) return 'ein Leerlauffenster wird';
  return again === 1 ? '1 Fenster wird' : `${again} Fenster werden`;
}

function list(reasons: readonly string[]): string {
  return reasons.map(disturbance).join(', ');
}

function disturbedToo(disturbed: boolean): string {
  return disturbed ? ', gestört' : '';
}

function range({ low, high }: Interval): string {
  return `${decimal(1000 * low, 2)} bis ${millijoules(high)}`;
}

/** `(±0,12 zufällig, ±0,08 systematisch)` */
function kinds({ random, systematic }: Interval): string {
  if (random === undefined || systematic === undefined) return '';
  return ` (±${rounded(1000 * random, 2)} zufällig, ±${rounded(1000 * systematic, 2)} systematisch)`;
}

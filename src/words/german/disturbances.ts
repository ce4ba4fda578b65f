/** Warum ein Energiefenster nicht zählt und was hilft, nach den Gründen, die in study.json stehen. */
interface Disturbance {
  readonly name: string;
  /** Ein Satz ohne seinen Punkt. */
  readonly remedy: string;
}

const DISTURBANCES: Readonly<Record<string, Disturbance>> = {
  'meter-lost': {
    name: 'Messgerät verloren',
    remedy:
      'das Messgerät ging beim Lesen verloren: ein anderes Kabel oder eine andere Buchse nehmen',
  },
  'turned-round': {
    name: 'Messgerät verkehrt herum',
    remedy: 'das Messgerät las einen negativen Strom: es umdrehen',
  },
  'page-hidden': {
    name: 'Seite verdeckt',
    remedy: 'die Seite war verdeckt: ihren Tab vorn lassen',
  },
  gaps: {
    name: 'Lücken in den Messwerten',
    remedy:
      'zu viele Messwerte gingen verloren: USB statt Bluetooth, ein kürzeres Kabel, oder andere Programme schließen',
  },
  'few-samples': {
    name: 'zu wenige Messwerte',
    remedy:
      'das Messgerät sandte zu wenige Werte: es öfter senden lassen oder längere Fenster wählen',
  },
  'worker-failed': {
    name: 'Worker ausgefallen',
    remedy: 'das Netz konnte nicht laufen',
  },
  throttled: {
    name: 'gedrosselt oder gestört',
    remedy:
      'der Prozessor änderte in den Fenstern sein Tempo: die Platine kühlen (Kühlkörper, Lüfter), ein stärkeres Netzteil nehmen, oder andere Programme schließen',
  },
  'no-baseline': {
    name: 'kein Leerlaufwert',
    remedy:
      'der Leerlauf um die Fenster wurde nicht gelesen: nachsehen, was seine Fenster gestört hat',
  },
};

/** Wenige Wörter; ein Grund, den diese Fassung nicht kennt, steht für sich selbst. */
export function disturbance(reason: string): string {
  return DISTURBANCES[reason]?.name ?? reason;
}

/** Was gegen mehrere hilft, in einem Satz ohne seinen Punkt. */
export function remedies(reasons: readonly string[]): string {
  return reasons.map((reason) => DISTURBANCES[reason]?.remedy ?? reason).join('; ');
}

/** Die Studie: ihr Formular, was sie dauern wird, wie weit sie ist. */
import type { Words } from '../words';

export const study: Words['study'] = {
  title: 'Studie',
  brokeOff: (rest) => `Eine Studie brach ab, als die Seite verlassen wurde: ${left(rest)}.`,
  resumeStudy: 'Studie fortsetzen',
  dismiss: 'Verwerfen',

  methods: 'Verfahren',
  images: 'Bilder',
  levels: 'Stufen in %',
  precisions: 'Genauigkeiten der Zahlen',
  setUp: 'Studie einrichten',
  ownDefaults: 'Jedes Verfahren mit seinen eigenen Vorgaben, was auch immer der Plan links sagt.',
  asPlanned: (method, settings) => `${method} wie geplant: ${settings.join(', ')}`,
  thenEnergy: 'danach die Energie messen, wie es unter Energie eingestellt ist',
  run: 'Studie starten',
  outlook: ({ points, there, seconds }) => {
    const rest = points - there;
    if (rest === 0)
      return points === 1 ? '1 Punkt, er ist schon da' : `${points} Punkte, alle sind schon da`;
    return `${there === 0 ? '' : `${rest} von `}${counted(points, there > 0)}, ${about(seconds)}`;
  },
  unseen: (steps) =>
    `Für ${steps.join(' und ')} wurde auf diesem Gerät noch keine Zeit gemessen: dieser Anteil der Zeit ist geraten.`,

  progress: 'Fortschritt der Studie',
  measured: (done, of) => `${done} von ${of} gemessen`,
  timed: (done, of) => `Zeit von ${done} der ${of} gemessen`,
  left: (seconds) => `noch ${about(seconds)}`,
  plans: (names) => names.join('; '),
  timing: 'Die Latenz wird gemessen, die anderen Worker ruhen',
  paused: 'Angehalten',
  pausingAfter: (now) => `Hält an nach ${now}`,
  pause: 'Anhalten',
  resume: 'Fortsetzen',
  cancel: 'Abbrechen, Gemessenes behalten',
};

/** Latenzen kommen zuletzt. */
function left({
  total,
  unmeasured,
  untimed,
}: {
  total: number;
  unmeasured: number;
  untimed: number;
}): string {
  if (unmeasured > 0) return `${unmeasured} von ${counted(total, true)} fehlen noch`;
  return `alle ${total} Punkte sind gemessen, ${untimed} Latenzen fehlen noch`;
}

/** Nicht mehr Stellen, als eine Schätzung hat. */
function about(seconds: number): string {
  if (seconds < 55) return `etwa ${10 * Math.max(1, Math.ceil(seconds / 10))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `etwa ${minutes} min`;
  const rest = minutes % 60;
  return `etwa ${Math.floor(minutes / 60)} h${rest > 0 ? ` ${rest} min` : ''}`;
}

function counted(points: number, dative = false): string {
  return `${points} ${points === 1 ? 'Punkt' : dative ? 'Punkten' : 'Punkte'}`;
}

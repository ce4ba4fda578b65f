/** Was an einem geöffneten Netz ungewöhnlich ist: Nichts ging schief, aber wer es beschneidet, sollte es wissen. */
import type { modelFacts as english } from '../../english/refusals/modelFacts';
import { count } from '../../numbers';

export const modelFacts: typeof english = {
  'unusual-widths': ({ least, most }) =>
    `kein Breitenfaktor ergibt seine Kanäle (innere von ${least} bis ${most}): Es wurde vielleicht schon beschnitten`,
  'unusual-dense': ({ outputs }) =>
    `es endet in ${outputs.length} voll verbundenen Schichten, mit ${outputs.join(' und ')} Ausgängen`,
  'unusual-one-output':
    'es hat einen einzigen Ausgang, der zwei Klassen unterscheidet: Es wird mit einer Wertung für jede geöffnet',
  'unusual-grey': 'es sieht graue Bilder',
  'unusual-position-scores': 'es wertet jede Stelle des Bildes und mittelt die Wertungen',
  'unusual-per-tensor':
    'es wurde mit einer Skala je Schicht quantisiert, was mehr verliert als eine je Kanal',
  'unusual-not-numbers': ({ values }) =>
    `${count(values)} seiner Gewichte sind unendlich oder keine Zahlen, also sind es auch seine Antworten nicht`,
  'unusual-dead': ({ channels, layers }) =>
    `${count(channels)} Kanäle in ${count(layers)} ${layers === 1 ? 'Schicht' : 'Schichten'} geben immer dasselbe, was sie auch sehen`,
};

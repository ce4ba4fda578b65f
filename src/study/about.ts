/** What a study is besides its points: who asks what, of which network, and what was done for it. README.md describes its file. */
import type { Plan } from '../pruning/plan';
import type { Bundle } from '../subject/bundle';
import type { StudyRequest } from './studyPlans';

export interface StudyAbout {
  /** Random; every copy of the study has the same. */
  readonly id: string;
  /** As its owner calls it; may be empty. */
  readonly name: string;
  /** What it is to answer, in its owner's words; may be empty. */
  readonly question: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** Null while nothing is loaded. */
  readonly subject: StudySubject | null;
  /** In the order in which they were started. */
  readonly runs: readonly AskedRun[];
  /** In the order in which they happened. */
  readonly spoiled: readonly Spoiled[];
  /** Its owner's, in any form; may be empty. */
  readonly notes: string;
}

/** The network and the pictures of all its points. */
export interface StudySubject {
  readonly model: Bundle;
  readonly dataset: Bundle;
}

/** Once *Run study*: which plans were asked for; points that were there already were not measured again. */
export interface AskedRun {
  /** Its seed is in `base`. */
  readonly request: StudyRequest;
  /** Test images of every accuracy. */
  readonly images: number;
  /** ISO 8601. */
  readonly startedAt: string;
}

/** Something that was measured and does not count. */
export interface Spoiled {
  /** Absent where it belongs to no plan, as an idle window. */
  readonly plan?: Plan;
  /** ISO 8601. */
  readonly at: string;
  /** A word of `energy.windows.spoiled`, or a sentence. */
  readonly reason: string;
}

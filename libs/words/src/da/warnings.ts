import type { WarningCode } from '@relet/domain';

/** What is legal and unlikely: a question, never a refusal. `{on}` is the day that it is about. */
export const warnings: Record<WarningCode, string> = {
  W_LONG_VACANCY: 'Boligen har stået tom i mere end 730 dage.',
  W_LONG_PHASE: 'Rydning, istandsættelse eller ude af drift har varet mere end 365 dage.',
  W_OLD_FACT: 'Dagen ligger mere end 400 dage tilbage.',
  W_YEAR: 'Dagen {on} ligger mere end 10 år fra alle andre dage for boligen.',
  W_SHORT_STAY: 'Lejemålet har varet mindre end 7 dage.',
  W_RENT: 'Huslejen er under det halve eller over det dobbelte af, hvad sådanne boliger koster i kommunen.',
  W_OFFERS: 'Der er givet mere end 10 boligtilbud, mens boligen har stået tom.',
  W_NO_ANSWER_TIME: 'Borgeren har mindre end 2 dage til at svare.',
  W_BEFORE_READY: 'Der skal betales leje fra en dag, før boligen er klarmeldt.',
  W_LIABLE: 'Frigørelsesdatoen ligger mere end 120 dage efter fraflytningen.',
  W_SAME_DAY: 'Boligen er fraflyttet og indflyttet på samme dag.',
  W_NOT_WORKDAY: 'Den {on} er ikke en arbejdsdag, og på den dag skal folk svare eller mødes ({type}).',
};

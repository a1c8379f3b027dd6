import type { WarningCode } from '@relet/domain';
import type { Doubt } from '../words.js';

/** What is legal and unlikely: a question, never a refusal. */
export const warnings: Record<WarningCode, Doubt> = {
  W_LONG_VACANCY: { title: 'Tom i lang tid', detail: 'Boligen har stået tom i mere end 730 dage.' },
  W_LONG_PHASE: { title: 'En lang fase', detail: 'Rydning, istandsættelse eller ude af drift har varet mere end 365 dage.' },
  W_OLD_FACT: { title: 'En gammel dato', detail: 'Dagen ligger mere end 400 dage tilbage.' },
  W_YEAR: { title: 'Et usædvanligt årstal', detail: 'Dagen ligger mere end 10 år fra alle andre dage for boligen.' },
  W_SHORT_STAY: { title: 'Et kort lejemål', detail: 'Lejemålet har varet mindre end 7 dage.' },
  W_RENT: {
    title: 'En usædvanlig husleje',
    detail: 'Huslejen er under det halve eller over det dobbelte af, hvad sådanne boliger koster i kommunen.',
  },
  W_OFFERS: { title: 'Mange boligtilbud', detail: 'Der er givet mere end 10 boligtilbud, mens boligen har stået tom.' },
  W_NO_ANSWER_TIME: { title: 'En kort svarfrist', detail: 'Borgeren har mindre end 2 dage til at svare.' },
  W_BEFORE_READY: { title: 'Leje før klarmelding', detail: 'Der skal betales leje fra en dag, før boligen er klarmeldt.' },
  W_LIABLE: { title: 'En sen frigørelsesdato', detail: 'Frigørelsesdatoen ligger mere end 120 dage efter fraflytningen.' },
  W_SAME_DAY: { title: 'Fraflyttet og indflyttet samme dag', detail: 'Boligen er fraflyttet og indflyttet på samme dag.' },
  W_NOT_WORKDAY: {
    title: 'Ikke en arbejdsdag',
    detail: 'En svarfrist, et fraflytningssyn eller en indflytning falder på en dag, der ikke er en arbejdsdag.',
  },
};

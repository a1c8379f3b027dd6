import { plusDays, plusMonths, type CivilDate } from '@relet/domain';
import { Chance } from './chance.js';

/** One row of an event file: a command, its target, both days and its fields. */
export interface CommandRow {
  command: string;
  unit?: string;
  citizen?: string;
  municipality?: string;
  effective?: CivilDate;
  recordedOn: CivilDate;
  row?: string;
  targetRow?: string;
  [field: string]: unknown;
}

/** How large the portfolio is, and over how many years up to which day. */
export interface DemoOptions {
  seed: number;
  years: number;
  homes: number;
  end: CivilDate;
}

interface Place {
  municipality: string;
  building: string;
  kind: string;
}

const PLACES: readonly Place[] = [
  { municipality: 'eksempel', building: 'Solgaarden', kind: 'care_home' },
  { municipality: 'eksempel', building: 'Birkehuset', kind: 'dementia_home' },
  { municipality: 'nordby', building: 'Fyrtaarnet', kind: 'care_home' },
  { municipality: 'nordby', building: 'Engvang', kind: 'elderly_home' },
];

/** An invented portfolio as rows in the order of recording: the same options give the same rows. All persons are invented. */
export function generate(options: DemoOptions): CommandRow[] {
  const chance = new Chance(options.seed);
  const start = plusMonths(options.end, -12 * options.years);
  const rows = policies(start);
  const counts = new Map<Place, number>();
  for (let n = 0; n < options.homes; n++) {
    const place = PLACES[n % PLACES.length] as Place;
    const number = (counts.get(place) ?? 0) + 1;
    counts.set(place, number);
    const unit = `${place.municipality}.${(PLACES.indexOf(place) + 1) * 100 + number}`;
    const story = n === options.homes - 1 ? 'closed' : n === 0 ? 'often' : n % 15 === 14 ? 'new' : 'usual';
    rows.push(...new HomeStory(unit, place, story, start, options.end, chance).tell());
  }
  return rows
    .map((row, n) => ({ row, n }))
    .sort((a, b) => compare(a.row.recordedOn, b.row.recordedOn) || a.n - b.n)
    .map(({ row }) => row);
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Several offers at once in one municipality from the second year on. */
function policies(start: CivilDate): CommandRow[] {
  const later = plusMonths(start, 12);
  return [
    { command: 'AgreePolicy', municipality: 'eksempel', effective: start, recordedOn: start, answerDays: 7 },
    { command: 'AgreePolicy', municipality: 'nordby', effective: start, recordedOn: start, answerDays: 7, guaranteeMonths: 1 },
    { command: 'AgreePolicy', municipality: 'nordby', effective: later, recordedOn: later, maxOpenOffers: 2 },
  ];
}

/** The life of one home, step by step. A step is recorded on its day or a few days later, never before the step that came before it. */
class HomeStory {
  private readonly rows: CommandRow[] = [];
  private recorded: CivilDate;
  private at: CivilDate;
  private letting = 0;

  constructor(
    private readonly unit: string,
    private readonly place: Place,
    private readonly story: 'usual' | 'new' | 'often' | 'closed',
    start: CivilDate,
    private readonly end: CivilDate,
    private readonly chance: Chance,
  ) {
    this.at = story === 'new' ? plusDays(plusMonths(start, 10), chance.exponential(30)) : start;
    this.recorded = start;
  }

  tell(): CommandRow[] {
    const { municipality, building, kind } = this.place;
    const rentOere = 550_000 + Math.floor(this.chance.next() * 40) * 5_000;
    const lived = this.story !== 'new';
    this.add('RegisterUnit', { kind, municipality, building, rentOere, ...(lived && { occupiedSince: this.at }) }, 0);
    if (!lived) this.let(false);
    this.rent(rentOere);
    while (this.at < this.end && this.leave()) if (!this.empty()) break;
    return this.rows.filter(({ recordedOn }) => recordedOn <= this.end);
  }

  private rent(rentOere: number): void {
    const year = `${Number(this.at.slice(0, 4)) + 1}-01-01`;
    if (year <= this.end)
      this.rows.push({
        command: 'SetRent',
        unit: this.unit,
        effective: year,
        recordedOn: this.recorded,
        rentOere: Math.round((rentOere * 1.02) / 1000) * 1000,
      });
  }

  private add(command: string, fields: object, lag = this.chance.is(0.25) ? Math.ceil(this.chance.next() * 3) : 0): CommandRow {
    const on = plusDays(this.at, lag);
    if (on > this.recorded) this.recorded = on;
    const row: CommandRow = { command, unit: this.unit, effective: this.at, recordedOn: this.recorded, ...fields };
    this.rows.push(row);
    return row;
  }

  private go(days: number): void {
    this.at = plusDays(this.at, Math.max(0, days));
  }

  /** The resident leaves after 30 months on average, mostly by a death. */
  private leave(): boolean {
    this.letting += 1;
    this.go(20 + this.chance.exponential(this.story === 'often' ? 60 : 400));
    if (this.at >= this.end) return false;
    if (this.chance.is(0.75)) {
      this.add('RegisterDeath', {});
      if (this.chance.is(0.08)) {
        this.go(5);
        this.add('ContinueTenancy', { by: 'spouse' });
        return this.leave();
      }
      this.go(1);
      if (this.chance.is(0.7))
        this.add('GiveNotice', { by: 'relatives', liableUntil: plusDays(this.at, 30 + Math.floor(this.chance.next() * 30)) });
      this.vacate('death');
    } else {
      this.add('GiveNotice', { by: 'resident', expectedVacantFrom: plusDays(this.at, 30), liableUntil: plusDays(this.at, 45) });
      this.go(30);
      this.vacate('notice');
    }
    return this.at < this.end;
  }

  /** In one of fifty cases the day is typed wrongly and corrected some weeks later. */
  private vacate(reason: string): void {
    const row = this.add('RecordVacated', { reason });
    if (!this.chance.is(0.04)) return;
    row.row = `${this.unit}-v${this.letting}`;
    this.wrong = row.row;
  }
  private wrong: string | undefined;

  /** Keys, inspection, works, offers, contract, move-in; false when the home is left empty or closed. */
  private empty(): boolean {
    const late = !this.rows.some(
      ({ command, effective }) => command === 'GiveNotice' && effective !== undefined && effective >= plusDays(this.at, -40),
    );
    this.go(this.chance.lognormal(14, 30));
    this.add('RecordClearance', { basis: this.chance.is(0.8) ? 'certificate' : 'declaration' });
    if (late && this.chance.is(0.6)) this.add('GiveNotice', { by: 'estate', liableUntil: plusDays(this.at, 30) });
    this.add('ReturnKeys', {});
    this.go(this.chance.lognormal(2, 6));
    const works = this.chance.is(0.15) ? 'none' : this.chance.is(0.06) ? 'major' : 'standard';
    this.add('RecordInspection', { works });
    if (this.story === 'closed' && this.at > plusDays(this.end, -400)) {
      this.go(20);
      this.add('DecommissionUnit', {});
      return false;
    }
    if (works !== 'none') this.works(works === 'major' ? 5 : 1);
    if (this.chance.is(0.04)) this.outOfService();
    this.let(true);
    return this.at < this.end;
  }

  private works(factor: number): void {
    this.go(this.chance.lognormal(1, 3));
    const days = this.chance.lognormal(8, 21) * factor;
    this.add('OrderWorks', { due: plusDays(this.at, days), contractor: this.chance.pick(['Maler Nord', 'Byg & Bo', 'Gulvkompagniet']) });
    this.go(days);
    this.add('CompleteWorks', {});
  }

  private outOfService(): void {
    this.add('TakeOutOfService', { reason: this.chance.pick(['water_damage', 'mould', 'fire']), expectedReturn: plusDays(this.at, 40) });
    this.go(this.chance.lognormal(30, 80));
    this.add('ReturnToService', {});
  }

  private let(relet: boolean): void {
    for (let attempt = 1; ; attempt++) {
      this.go(this.chance.lognormal(attempt === 1 ? 5 : 2, 15));
      const offerId = `o${this.letting}_${attempt}`;
      const citizen = this.approve(`${this.letting}${attempt}`);
      this.add('MakeOffer', { offerId, citizen, respondBy: plusDays(this.at, 7) }, 0);
      this.go(Math.min(7, this.chance.lognormal(3, 6)));
      if (this.chance.is(0.18)) {
        this.add('DeclineOffer', { offerId, reason: this.chance.pick(['other_area', 'too_expensive', 'too_early', 'health']) });
        this.remove(citizen);
        continue;
      }
      if (this.chance.is(0.06)) {
        this.go(9);
        this.rows.push({ command: 'ExpireOffer', unit: this.unit, offerId, recordedOn: this.noted() });
        this.remove(citizen);
        continue;
      }
      this.add('AcceptOffer', { offerId });
      if (attempt < 3 && this.chance.is(0.03)) {
        this.go(2);
        this.add('CancelAcceptance', { reason: 'regret' });
        this.remove(citizen);
        continue;
      }
      break;
    }
    this.go(1);
    this.add('SignContract', { rentFrom: plusDays(this.at, 7) });
    this.go(this.chance.lognormal(6, 14));
    this.add('MoveIn', {});
    if (relet && this.wrong) this.mend(this.wrong);
    this.wrong = undefined;
  }

  /** A correction: the home was vacated a day or two earlier than first typed. */
  private mend(targetRow: string): void {
    const vacated = this.rows.find(({ row }) => row === targetRow);
    this.rows.push({
      command: 'CorrectEvent',
      unit: this.unit,
      recordedOn: this.noted(),
      targetRow,
      newEffective: plusDays(vacated?.effective ?? this.at, this.chance.is(0.5) ? 1 : 2),
      reason: 'learned_later',
    });
  }

  private noted(): CivilDate {
    if (this.at > this.recorded) this.recorded = this.at;
    return this.recorded;
  }

  /** A citizen who says no leaves the list within some weeks. */
  private remove(citizen: string): void {
    const on = plusDays(this.noted(), 5 + this.chance.exponential(25));
    const reason = this.chance.pick(['own_wish', 'moved_away', 'died', 'housed']);
    this.rows.push({ command: 'RemoveFromList', citizen, municipality: this.place.municipality, effective: on, recordedOn: on, reason });
  }

  private approve(name: string): string {
    const { municipality } = this.place;
    const digits = `${this.unit.replace(/\D/g, '')}${name}`.padStart(12, '0').slice(-12);
    const citizen = `${municipality === 'eksempel' ? 'e0000000' : 'b0000000'}-0000-5000-8000-${digits}`;
    const decided = plusDays(this.at, -Math.floor(this.chance.next() * 50));
    const on = this.noted();
    this.rows.push({
      command: 'ApproveCitizen',
      citizen,
      municipality,
      effective: decided,
      recordedOn: on,
      list: this.chance.is(0.8) ? 'general' : 'specific',
      elderly: true,
    });
    return citizen;
  }
}

/** The sample that lies in the repository. */
export const SAMPLE: DemoOptions = { seed: 20260601, years: 3, homes: 60, end: '2026-10-31' };

/** Rows as NDJSON, one row a line. */
export function toNdjson(rows: readonly CommandRow[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

import {
  copenhagenDate,
  inOneForm,
  isVacant,
  letting,
  onDay,
  pendingOffers,
  type CivilDate,
  type Episode,
  type Fact,
  type Instant,
  type LettingStage,
  type Notice,
  type Stage,
  type UnitHistory,
  type UnitKind,
  type UnitOnDay,
} from '@relet/domain';
import { integer, pack, packed, projection, text, unpack, type ReadModels, prefixOf, streamOf } from '@relet/platform';

/** What the board knows of one home from a day on; owner, days and targets are joined when it is read. */
export interface BoardRow {
  unit: string;
  municipality: string;
  building: string;
  address?: string;
  kind: UnitKind;
  stage: Stage;
  since: CivilDate;
  letting: LettingStage;
  /** That in force, and where a vacancy is open those since its first day. */
  rents: UnitHistory['rents'];
  notice?: Notice;
  death?: CivilDate;
  cleared?: CivilDate;
  inspectionPlanned?: CivilDate;
  worksDue?: CivilDate;
  outOfService?: NonNullable<UnitOnDay['outOfService']>;
  offers: { offerId: string; citizen?: string; made: CivilDate; respondBy: CivilDate }[];
  reservation?: NonNullable<UnitOnDay['reservation']>;
  acceptance?: NonNullable<UnitOnDay['acceptance']>;
  /** The open vacancy. */
  episode?: Episode;
  /** When something was last recorded of the home. */
  lastRecordedAt: Instant;
}

/** True for a home that the two parties have something to do about. */
export const isActive = ({ stage, notice, death, letting }: Pick<BoardRow, 'stage' | 'notice' | 'death' | 'letting'>): boolean =>
  stage !== 'decommissioned' && (stage !== 'occupied' || Boolean(notice ?? death) || letting !== 'none');

/** The first and the last day of a row that has no other beginning or end. */
const [ALWAYS, FOR_EVER]: CivilDate[] = ['0000-00-00', '9999-12-31'];

/** Where each home stands. A fact of tomorrow gives a row of its own that holds from tomorrow: no clock is needed here. */
export const BOARD = projection({
  name: 'board',
  version: 5,
  prefix: prefixOf('unit'),
  tables: {
    board_home: {
      unit: text,
      municipality: text,
      building: text,
      active: integer,
      valid_from: text,
      /** The first day on which the row does not hold any more. */
      valid_until: text,
      row: packed<BoardRow>(),
    },
  },
  rowsOf(stream) {
    const lastRecordedAt = stream.recorded.at(-1)?.recordedAt ?? '1970-01-01T00:00:00.000Z';
    const known = copenhagenDate(lastRecordedAt);
    const registered = stream.live.find((fact): fact is Fact<'UnitRegistered'> => fact.type === 'UnitRegistered');
    if (!registered) return {};
    const later = daysAfter(known, registered, stream.live);
    const days = [known, ...later];
    const rows = days.map((day, n) => {
      const facts = stream.asOf(day);
      const row = rowOf(stream.id, onDay(stream.state(facts), day), stream.history(facts), lastRecordedAt);
      const { unit, municipality, building } = row;
      const valid = { valid_from: n === 0 ? (ALWAYS as CivilDate) : day, valid_until: days[n + 1] ?? (FOR_EVER as CivilDate) };
      return { unit, municipality, building: inOneForm(building), active: Number(isActive(row)), ...valid, row: pack(row) };
    });
    return { board_home: rows };
  },
});

/** The days after one on which something about a home changes. Live facts come in the order of their days, its registration first. */
function daysAfter(day: CivilDate, { effective, payload }: Fact<'UnitRegistered'>, live: readonly Fact[]): CivilDate[] {
  const behind = live.slice(live.findLastIndex((fact) => fact.effective <= day) + 1);
  const days = [payload.occupiedSince ?? effective, effective, ...behind.map((fact) => fact.effective)];
  return [...new Set(days.filter((each) => each > day))].sort();
}

/** Municipalities in sight; undefined: all there are. */
export type Sight = ReadonlySet<string> | undefined;

/** Which homes of the board are asked for. */
export interface Which {
  municipalities?: Sight;
  building?: string | undefined;
  active?: boolean;
  /** Homes behind this one. */
  after?: string;
  limit?: number;
}

/** For each home the row that holds on a day, ordered by home. */
export async function homesOn(readModels: ReadModels, day: CivilDate, which: Which = {}): Promise<BoardRow[]> {
  const { municipalities, building, active, after, limit } = which;
  let query = readModels.rowsOf(BOARD).selectFrom('board_home').select('row').where('valid_from', '<=', day).where('valid_until', '>', day);
  if (municipalities) query = query.where('municipality', 'in', [...municipalities]);
  if (building !== undefined) query = query.where('building', '=', building);
  if (active) query = query.where('active', '=', 1);
  if (after !== undefined) query = query.where('unit', '>', after);
  if (limit !== undefined) query = query.limit(limit);
  return (await query.orderBy('unit').execute()).map(({ row }) => unpack(row));
}

/** True when a home in sight has such a municipality or building. */
export async function isRegistered(
  readModels: ReadModels,
  { municipality, building }: { municipality?: string; building?: string },
  sight: Sight,
): Promise<boolean> {
  let query = readModels.rowsOf(BOARD).selectFrom('board_home').select('unit');
  if (sight) query = query.where('municipality', 'in', [...sight]);
  if (municipality !== undefined) query = query.where('municipality', '=', municipality);
  if (building !== undefined) query = query.where('building', '=', building);
  return (await query.executeTakeFirst()) !== undefined;
}

/** Those homes among others that are asked for. */
export function selected(homes: readonly BoardRow[], { municipalities, building, active, after = '', limit }: Which): BoardRow[] {
  const asked = homes.filter(
    (row) =>
      (municipalities?.has(row.municipality) ?? true) &&
      (building === undefined || inOneForm(row.building) === building) &&
      (!active || isActive(row)) &&
      row.unit > after,
  );
  return asked.slice(0, limit);
}

/** The row of one home on a day, when the home is known. */
export async function homeOn(readModels: ReadModels, unit: string, day: CivilDate): Promise<BoardRow | undefined> {
  const found = await readModels
    .rowsOf(BOARD)
    .selectFrom('board_home')
    .select('row')
    .where('stream', '=', streamOf('unit', unit))
    .where('valid_from', '<=', day)
    .where('valid_until', '>', day)
    .executeTakeFirst();
  return found && unpack(found.row);
}

/** The rent in force on a day, and those after it; without a day the last one. */
function rentsSince(rents: UnitHistory['rents'], day: CivilDate = FOR_EVER as CivilDate): UnitHistory['rents'] {
  return rents.slice(
    Math.max(
      0,
      rents.findLastIndex(({ from }) => from <= day),
    ),
  );
}

/** What the board knows of a home as it stands on a day. */
export function rowOf(unit: string, home: UnitOnDay, history: UnitHistory | undefined, lastRecordedAt: Instant): BoardRow {
  const { registered, tenancy, stage, stageSince, outOfService, reservation, acceptance, worksOrdered, offers } = home;
  const episode = history?.episodes.findLast(({ ended }) => ended === undefined);
  return {
    unit,
    municipality: registered?.municipality ?? '',
    building: registered?.building ?? '',
    ...(registered?.address && { address: registered.address }),
    kind: registered?.kind as UnitKind,
    stage,
    since: stageSince,
    letting: letting({ offers, ...(acceptance && { acceptance }) }),
    rents: rentsSince(history?.rents ?? [], episode?.vacantFrom),
    ...(tenancy?.notice && { notice: tenancy.notice }),
    ...(tenancy?.death && { death: tenancy.death }),
    ...(tenancy?.clearance && { cleared: tenancy.clearance }),
    ...(tenancy?.inspectionPlanned && { inspectionPlanned: tenancy.inspectionPlanned }),
    ...(stage === 'works' && worksOrdered && { worksDue: worksOrdered.due }),
    ...(outOfService && { outOfService }),
    offers: pendingOffers(home).map(({ offerId, citizen, made, respondBy }) => ({ offerId, ...(citizen && { citizen }), made, respondBy })),
    ...(reservation && { reservation }),
    ...(acceptance && { acceptance }),
    ...(isVacant(home) && episode && { episode }),
    lastRecordedAt,
  };
}

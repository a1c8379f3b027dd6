import {
  asOf,
  copenhagenDate,
  foldHistory,
  isVacant,
  letting,
  liveFacts,
  pendingOffers,
  unitOn,
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
import type { Projection, Row } from '@relet/platform';

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

/** Where each home stands. A fact of tomorrow gives a row of its own that holds from tomorrow: no clock is needed here. */
export const BOARD: Projection = {
  name: 'board',
  version: 2,
  prefix: 'unit-',
  tables: {
    board_home: {
      unit: 'TEXT NOT NULL',
      municipality: 'TEXT NOT NULL',
      valid_from: 'TEXT NOT NULL',
      stage: 'TEXT NOT NULL',
      row: 'TEXT NOT NULL',
    },
  },
  rowsOf(unit, recorded) {
    const live = liveFacts(recorded);
    const lastRecordedAt = recorded.at(-1)?.recordedAt ?? '1970-01-01T00:00:00.000Z';
    const known = copenhagenDate(lastRecordedAt);
    const registered = live.find((fact): fact is Fact<'UnitRegistered'> => fact.type === 'UnitRegistered');
    if (!registered) return {};
    const starts = [registered.payload.occupiedSince ?? registered.effective, ...live.map(({ effective }) => effective)];
    const later = [...new Set(starts.filter((day) => day > known))].sort();
    return { board_home: [known, ...later].map((day, n) => boardRow(unit, live, day, n === 0, lastRecordedAt)) };
  },
};

function boardRow(unit: string, live: readonly Fact[], day: CivilDate, first: boolean, lastRecordedAt: Instant): Row {
  const home = unitOn(live, day);
  const row = rowOf(unit, home, foldHistory(unit, asOf(live, day)), lastRecordedAt);
  return { unit, municipality: row.municipality, valid_from: first ? '0000-00-00' : day, stage: row.stage, row: JSON.stringify(row) };
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
    rents: history?.rents ?? [],
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

/** What the board knows of one citizen: their live facts, from which clocks are counted when it is read. */
export const WAITING: Projection = {
  name: 'board-waiting',
  version: 1,
  prefix: 'citizen-',
  tables: { board_citizen: { citizen: 'TEXT NOT NULL', municipality: 'TEXT NOT NULL', facts: 'TEXT NOT NULL' } },
  rowsOf(citizen, recorded) {
    const municipality = (recorded[0] as (Fact & { municipality?: string }) | undefined)?.municipality ?? '';
    return { board_citizen: [{ citizen, municipality, facts: JSON.stringify(liveFacts(recorded)) }] };
  },
};

/** Every offer with the citizen it was made to: which of them keep the guarantee depends on the kind of home. */
export const OFFERS: Projection = {
  name: 'board-offers',
  version: 2,
  prefix: 'unit-',
  tables: { board_offer: { citizen: 'TEXT NOT NULL', unit: 'TEXT NOT NULL', kind: 'TEXT NOT NULL', offer: 'TEXT NOT NULL' } },
  rowsOf(unit, recorded) {
    const history = foldHistory(unit, liveFacts(recorded));
    const rows = history?.offers.flatMap((offer) =>
      offer.citizen ? [{ citizen: offer.citizen, unit, kind: history.kind, offer: JSON.stringify(offer) }] : [],
    );
    return { board_offer: rows ?? [] };
  },
};

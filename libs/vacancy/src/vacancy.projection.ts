import { foldHistory, liveFacts, type Fact, type UnitHistory } from '@relet/domain';
import type { Projection, Row } from '@relet/platform';

/** A home's vacancies as rows that SQL can read, and its whole history in one cell for the figures. */
export const VACANCY: Projection = {
  name: 'vacancy',
  version: 2,
  prefix: 'unit-',
  tables: {
    vacancy_unit: {
      unit: 'TEXT NOT NULL',
      municipality: 'TEXT NOT NULL',
      building: 'TEXT NOT NULL',
      kind: 'TEXT NOT NULL',
      available_from: 'TEXT NOT NULL',
      decommissioned: 'TEXT',
      history: 'TEXT NOT NULL',
    },
    vacancy_episode: {
      episode: 'TEXT NOT NULL',
      unit: 'TEXT NOT NULL',
      first_let: 'INTEGER NOT NULL',
      vacant_from: 'TEXT NOT NULL',
      ended: 'TEXT',
      ended_by: 'TEXT',
      notice_received: 'TEXT',
      liable_until: 'TEXT',
      rent_from: 'TEXT',
      works: 'TEXT',
    },
    vacancy_phase: { episode: 'TEXT NOT NULL', phase: 'TEXT NOT NULL', from_day: 'TEXT NOT NULL', to_day: 'TEXT' },
    vacancy_offer: {
      offer: 'TEXT NOT NULL',
      episode: 'TEXT',
      made: 'TEXT NOT NULL',
      respond_by: 'TEXT NOT NULL',
      outcome: 'TEXT NOT NULL',
      resolved: 'TEXT',
    },
    vacancy_out_of_service: { unit: 'TEXT NOT NULL', from_day: 'TEXT NOT NULL', to_day: 'TEXT', reason: 'TEXT NOT NULL' },
  },
  rowsOf(unitId, recorded) {
    const history = foldHistory(unitId, liveFacts(recorded));
    return history ? rowsOfHome(history) : {};
  },
};

/** A citizen's live facts in one cell: the guarantee clocks are counted from them when they are asked for. */
export const CITIZENS: Projection = {
  name: 'vacancy-citizens',
  version: 1,
  prefix: 'citizen-',
  tables: { vacancy_citizen: { citizen: 'TEXT NOT NULL', municipality: 'TEXT NOT NULL', facts: 'TEXT NOT NULL' } },
  rowsOf(citizen, recorded) {
    const facts = liveFacts(recorded).map(({ id, type, revision, effective, payload }) => ({ id, type, revision, effective, payload }));
    const municipality = (recorded[0] as (Fact & { municipality?: string }) | undefined)?.municipality ?? '';
    return { vacancy_citizen: [{ citizen, municipality, facts: JSON.stringify(facts) }] };
  },
};

function rowsOfHome(history: UnitHistory): Record<string, Row[]> {
  const { unitId: unit, municipality, building, kind, availableFrom, decommissioned = null, episodes, offers, outOfService } = history;
  return {
    vacancy_unit: [{ unit, municipality, building, kind, available_from: availableFrom, decommissioned, history: JSON.stringify(history) }],
    vacancy_episode: episodes.map((episode) => ({
      episode: episode.id,
      unit,
      first_let: Number(episode.firstLet),
      vacant_from: episode.vacantFrom,
      ended: episode.ended ?? null,
      ended_by: episode.endedBy ?? null,
      notice_received: episode.noticeReceived ?? null,
      liable_until: episode.liableUntil ?? null,
      rent_from: episode.rentFrom ?? null,
      works: episode.works ?? null,
    })),
    vacancy_phase: episodes.flatMap(({ id, phases }) =>
      phases.map(({ phase, from, to = null }) => ({ episode: id, phase, from_day: from, to_day: to })),
    ),
    vacancy_offer: offers.map(({ offerId, episode = null, made, respondBy, outcome, resolved = null }) => ({
      offer: offerId,
      episode,
      made,
      respond_by: respondBy,
      outcome,
      resolved,
    })),
    vacancy_out_of_service: outOfService.map(({ from, to = null, reason }) => ({ unit, from_day: from, to_day: to, reason })),
  };
}

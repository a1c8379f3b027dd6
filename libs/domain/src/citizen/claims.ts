import type { CivilDate, Fact, NewFact } from '../events.js';
import type { History } from '../law/chapter.js';
import type { Claim } from '../law/context.js';
import { fact, provisional } from '../law/facts.js';
import { movedOn, placeOn } from '../law/history.js';
import { citizenIn, mustBeFree } from '../unit/citizens.js';
import type { Home, HomeContext } from '../unit/home.js';
import { UNIT } from '../unit/unit.js';
import { CITIZEN, type Citizen } from './citizen.js';
import type { CitizenState } from './state.js';

/**
 * The claim that comes before a yes: HomeClaimed, or none when this very claim stands or the home is theirs already.
 * Refuses CITIZEN_ALREADY_ACCEPTED.
 */
export function decideClaim(
  { citizen, unit, offerId, effective }: Claim & { unit: string },
  context: Pick<HomeContext, 'citizens'>,
): NewFact[] {
  mustBeFree(context, citizen, { unit, offerId, since: effective });
  const now = citizenIn(context, citizen)?.now;
  if (now?.claim || (now?.home?.unit === unit && now.home.since >= effective)) return [];
  return [fact('HomeClaimed', effective, { unit, offerId })];
}

/** Homes that a citizen's stream speaks of. */
export function unitsOfCitizen(recorded: readonly Fact[]): string[] {
  return [...new Set(recorded.flatMap(({ payload }) => ('unit' in payload && typeof payload.unit === 'string' ? [payload.unit] : [])))];
}

/**
 * The facts a citizen's stream still lacks to agree with its homes: moved in, left, claim released, and
 * corrections where a home's own history was corrected. None when all is settled. A claim that waits for its command's
 * answer stands, unless that command is the one `refused`.
 */
export function settleCitizen(
  citizen: string,
  history: History<Citizen>,
  homes: ReadonlyMap<string, History<Home>>,
  today: CivilDate,
  refused?: string,
): NewFact[] {
  const { live } = history;
  const stays = [...homes].flatMap(([unit, home]) => staysIn(unit, home.live).filter((stay) => stay.citizen === citizen));
  const taken = stays.map(({ unit, from }) => ({ unit, day: from }));
  const left = stays.flatMap(({ unit, to }) => (to ? [{ unit, day: to }] : []));
  const units = [...homes.keys()];
  const moves = [...agree('HomeTaken', live, taken, units, today), ...agree('HomeLeft', live, left, units, today)];
  // A move-in that never was leaves the claim behind it open again.
  const moved = moves.length ? movedOn(CITIZEN, history, provisional(history.recorded, moves, 'settling')).history : history;
  return [...moves, ...releaseOf(citizen, moved.state, homes, taken, today, refused)];
}

/** A citizen's time in a home: from the move-in until vacated. */
export interface Stay {
  citizen: string;
  unit: string;
  from: CivilDate;
  to?: CivilDate;
}
interface Move {
  unit: string;
  day: CivilDate;
}

/** Who lived in a home: from the move-in until vacated, or until the tenancy is continued after the citizen's death. */
export function staysIn(unit: string, live: readonly Fact[]): Stay[] {
  const stays: Stay[] = [];
  let stay: Stay | undefined;
  let died = false;
  for (const known of live) {
    if (known.type === 'MovedIn') {
      const { citizen } = known.payload;
      stay = citizen ? { citizen, unit, from: known.effective } : undefined;
      died = false;
      if (stay) stays.push(stay);
    }
    if (known.type === 'DeathRegistered') died = true;
    if (stay && (known.type === 'Vacated' || (known.type === 'TenancyContinued' && died))) {
      stay.to = known.effective;
      stay = undefined;
    }
  }
  return stays;
}

/** Adds what is missing, corrects what lies on another day, retracts what no longer was. */
function agree(
  type: 'HomeTaken' | 'HomeLeft',
  live: readonly Fact[],
  wanted: readonly Move[],
  units: readonly string[],
  today: CivilDate,
): NewFact[] {
  return units.flatMap((unit) => {
    const are = live.filter((known) => known.type === type && known.payload.unit === unit);
    const should = wanted.filter((move) => move.unit === unit).map(({ day }) => day);
    const facts: NewFact[] = [];
    for (let n = 0; n < Math.max(are.length, should.length); n++) {
      const [is, day] = [are[n], should[n]];
      if (!is && day) facts.push(fact(type, day, { unit }));
      else if (is && !day) facts.push(fact('EventRetracted', today, { target: is.id, reason: 'learned_later' }));
      else if (is && day && is.effective !== day) {
        facts.push(fact('EventCorrected', today, { target: is.id, newEffective: day, reason: 'learned_later' }));
      }
    }
    return facts;
  });
}

/** An open claim ends when its command has been answered and no acceptance stands by it, nor has anybody moved in. */
function releaseOf(
  citizen: string,
  { claim }: CitizenState,
  homes: ReadonlyMap<string, History<Home>>,
  taken: readonly Move[],
  today: CivilDate,
  refused: string | undefined,
): NewFact[] {
  const home = claim && homes.get(claim.unit);
  if (!claim || !home) return [];
  const answered = claim.commandId === refused || home.recorded.some(({ commandId }) => commandId === claim.commandId);
  if (!answered) return [];
  const { acceptance } = placeOn(UNIT, home, today).at;
  const stands = acceptance?.offerId === claim.offerId && acceptance.citizen === citizen;
  const movedIn = taken.some(({ unit, day }) => unit === claim.unit && day >= claim.since);
  return stands || movedIn ? [] : [fact('ClaimReleased', today, { unit: claim.unit, offerId: claim.offerId })];
}

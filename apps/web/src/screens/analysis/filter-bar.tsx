import type { ReactNode } from 'react';
import { useClock } from '../../state/me';
import { useWords } from '../../state/spoken';
import { Choice } from '../../ui/choice';
import { DayInput } from '../../ui/day-input';
import { capital } from './capital';
import { AGAINST, PRESETS, periodOf, type Period } from './periods';
import { besides, GROUPINGS, type Question } from './question';
import { useFigures } from './use-figures';

/** One bar for all that is asked: the address keeps it, so that a link shows a colleague the same. */
export function FilterBar({ question }: { question: Question }): ReactNode {
  const { screens } = useWords();
  return (
    <form className="asked" aria-label={screens.analysis.filters} onSubmit={(event) => event.preventDefault()}>
      <PeriodFields question={question} />
      <GroupingFields question={question} />
      <HomeFields question={question} />
    </form>
  );
}

function PeriodFields({ question: { period, how, change, times } }: { question: Question }): ReactNode {
  const { analysis } = useWords().screens;
  const { today } = useClock();
  const now = times.asOf ?? today;
  const preset = PRESETS.find((each) => isSame(periodOf(each, now), period)) ?? 'own';
  return (
    <>
      <Choice
        label={analysis.period}
        value={preset}
        options={[...PRESETS, 'own' as const].map((each) => [each, analysis.presets[each]])}
        onChoose={(chosen) => {
          const preset_ = PRESETS.find((each) => each === chosen);
          if (preset_) change(asParameters(periodOf(preset_, now)));
        }}
        isFilter
      />
      <DayInput label={analysis.from} value={period.from} onChoose={(from) => change(asParameters({ ...period, from }))} />
      <DayInput label={analysis.to} value={period.to} onChoose={(to) => change(asParameters({ ...period, to }))} />
      <Choice
        label={analysis.against}
        value={how ?? ''}
        options={[['', analysis.against_.none], ...AGAINST.map((each): [string, string] => [each, analysis.against_[each]])]}
        onChoose={(mod) => change({ mod })}
      />
    </>
  );
}

const isSame = (a: Period, b: Period) => a.from === b.from && a.to === b.to;
const asParameters = ({ from, to }: Period) => ({ fra: from, til: to, forklar: '' });

function GroupingFields({ question: { by, change } }: { question: Question }): ReactNode {
  const { screens, figures } = useWords();
  const { analysis } = screens;
  const [first = 'building', second = ''] = by;
  return (
    <>
      <Choice
        label={analysis.by}
        value={first}
        options={GROUPINGS.map((each) => [each, figures.groupings[each]])}
        onChoose={(efter) => change({ efter, forklar: '' })}
      />
      <Choice
        label={analysis.andBy}
        value={second}
        options={[['', analysis.nothing], ...besides(first).map((each): [string, string] => [each, figures.groupings[each]])]}
        onChoose={(og) => change({ og, forklar: '' })}
      />
    </>
  );
}

function HomeFields({ question: { filter, period, times, change } }: { question: Question }): ReactNode {
  const { screens, figures, kinds } = useWords();
  const { analysis } = screens;
  // The buildings that are known then: a day is enough to learn their names.
  const { data } = useFigures({ from: period.to, to: period.to, groupBy: 'municipality,building', ...times }, { staleTime: 600_000 });
  const places = (data?.groups ?? []).map(({ keys: [municipality = '', building = ''] = [] }) => ({ municipality, building }));
  const municipalities = [...new Set(places.map(({ municipality }) => municipality))];
  const buildings = [
    ...new Set(
      places.flatMap(({ municipality, building }) => (building && (filter.municipality ?? municipality) === municipality ? building : [])),
    ),
  ].sort((a, b) => a.localeCompare(b, 'da'));
  return (
    <>
      {municipalities.length > 1 || filter.municipality ? (
        <Choice
          label={capital(figures.groupings.municipality)}
          value={filter.municipality ?? ''}
          options={[['', analysis.allMunicipalities], ...kept(municipalities, filter.municipality)]}
          onChoose={(kommune) => change({ kommune, bygning: '', forklar: '' })}
        />
      ) : null}
      <Choice
        label={capital(figures.groupings.building)}
        value={filter.building ?? ''}
        options={[['', analysis.allBuildings], ...kept(buildings, filter.building)]}
        onChoose={(bygning) => change({ bygning, forklar: '' })}
      />
      <Choice
        label={capital(figures.groupings.kind)}
        value={filter.kind ?? ''}
        options={[['', analysis.allKinds], ...Object.entries(kinds)]}
        onChoose={(type) => change({ type, forklar: '' })}
      />
    </>
  );
}

/** What is chosen stays a choice while the list is on its way. */
const kept = (all: readonly string[], chosen: string | undefined): [string, string][] =>
  (chosen === undefined || all.includes(chosen) ? all : [chosen, ...all]).map((each) => [each, each]);

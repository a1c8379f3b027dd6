import { useState, type ReactNode } from 'react';
import { useParams } from 'react-router';
import { api } from '../../api/client';
import { CommandForm } from '../../forms/command-form';
import { useWords } from '../../state/spoken';
import { useTimes } from '../../state/times';
import { Shown } from '../../ui/shown';

export default function Home(): ReactNode {
  const words = useWords();
  const { unit = '' } = useParams();
  const { times, isPast } = useTimes();
  const [command, setCommand] = useState<string>();
  const home = api.useQuery('get', '/v1/units/{unit}', { params: { path: { unit }, query: times } });
  const steps = api.useQuery('get', '/v1/units/{unit}/next-steps', { params: { path: { unit } } }, { enabled: !isPast });
  return (
    <>
      <h1>{unit}</h1>
      <Shown of={home}>
        {({ home: card }) => (
          <p>
            {card.building} {words.stages[card.stage as 'occupied']}
          </p>
        )}
      </Shown>
      {isPast ? null : (
        <Shown of={steps}>
          {({ steps: all, revision }) => (
            <>
              <div className="buttons">
                {all
                  .filter(({ allowed }) => allowed)
                  .map((step) => (
                    <button key={`${step.command}${step.offerId ?? ''}`} type="button" onClick={() => setCommand(step.command)}>
                      {step.summary}
                    </button>
                  ))}
              </div>
              {command ? (
                <CommandForm
                  command={command}
                  target={{ of: 'unit', id: unit }}
                  revision={revision}
                  onSaved={() => setCommand(undefined)}
                  onCancel={() => setCommand(undefined)}
                />
              ) : null}
            </>
          )}
        </Shown>
      )}
    </>
  );
}

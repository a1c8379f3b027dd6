import { useId, type ReactNode } from 'react';
import { useWords } from '../../state/spoken';
import { Choice } from '../../ui/choice';
import { DayInput } from '../../ui/day-input';
import type { Report } from './send';
import type { Import, Options } from './use-import';

/** How the file is read: the sheet, the line of the headers, and what no cell says. */
export function HowRead({ work, report }: { work: Import; report: Report | undefined }): ReactNode {
  const { importing } = useWords().screens;
  const { options, change } = work;
  const sheets = report && 'sheet' in report && report.sheet !== undefined ? [report.sheet, ...(report.otherSheets ?? [])] : [];
  const lines = report && 'headerLines' in report ? report.headerLines.join('–') : '';
  if (report?.kind === 'events') return null;
  return (
    <fieldset className="asked" aria-label={importing.how}>
      {sheets.length > 1 || options.sheet ? (
        <Choice
          label={importing.sheet}
          value={options.sheet || (sheets[0] ?? '')}
          options={sheets.map((each) => [each, each])}
          onChoose={(sheet) => change({ sheet, headerRow: '' })}
        />
      ) : null}
      <Text
        label={importing.headerRow}
        value={options.headerRow}
        placeholder={lines || importing.found}
        onType={(text) => change({ headerRow: text.replace(/\D/g, '').replace(/^0+/, '').slice(0, 6) })}
      />
      <Text
        label={importing.municipality}
        value={options.municipality}
        onType={(text) =>
          change({
            municipality: text
              .toLowerCase()
              .replace(/[^a-z0-9_]/g, '')
              .slice(0, 40),
          })
        }
      />
      <DayInput label={importing.since} value={options.since} mayBeEmpty onChoose={(since) => change({ since })} />
      {report === undefined || report.kind === 'homes' ? (
        <Choice
          label={importing.lived}
          value={options.lived}
          options={[
            ['', importing.notSaid],
            ['occupied', importing.occupied],
            ['vacant', importing.vacant],
          ]}
          onChoose={(lived) => change({ lived: lived as Options['lived'] })}
        />
      ) : null}
      <label className="mark">
        <input type="checkbox" checked={options.correct} onChange={({ target }) => change({ correct: target.checked })} />{' '}
        {importing.correct}
      </label>
    </fieldset>
  );
}

function Text({
  label,
  value,
  placeholder,
  onType,
}: {
  label: string;
  value: string;
  placeholder?: string;
  onType(text: string): void;
}): ReactNode {
  const id = useId();
  return (
    <div className="choice">
      <label htmlFor={id}>{label}</label>
      <input id={id} value={value} placeholder={placeholder} autoComplete="off" onChange={({ target }) => onType(target.value)} />
    </div>
  );
}

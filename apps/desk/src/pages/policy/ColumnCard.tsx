import type { JsonValue } from '@cebao/engine';
import { type Form, type Policy, valueWords } from '@cebao/pack';
import { type Decided, DecisionCard, type FormValue, PackForm } from '@cebao/react';
import type { RegionRow } from '@cebao/server/client';
import { Alert, Button, Collapse, DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { useId } from 'react';
import { today } from '../../app/today.ts';
import { fill, messages } from '../../messages/zh-CN.ts';
import { Loading } from '../../problem/Loading.tsx';
import { ProblemAlert } from '../../problem/ProblemAlert.tsx';
import { differences } from './differences.ts';
import type { Column } from './policy-search.ts';

const words = messages.policy;

interface ColumnCardProps {
  readonly index: number;
  readonly column: Column;
  readonly decisions: readonly string[];
  readonly titles: readonly string[];
  readonly regions: readonly RegionRow[];
  readonly home: string;
  readonly form: Pick<Form, 'id' | 'schema' | 'ui'>;
  readonly facts: FormValue;
  readonly policy: Policy | undefined;
  readonly problem: Error | undefined;
  readonly answers: readonly Decided[] | undefined;
  readonly first: readonly Decided[] | undefined;
  readonly removable: boolean;
  readonly onChange: (column: Column | undefined) => void;
}

/** One column: region and date to ask for, facts of its own, the answers, and what differs from the first column. */
export function ColumnCard({
  index,
  column,
  decisions,
  titles,
  regions,
  home,
  form,
  facts,
  policy,
  problem,
  answers,
  first,
  removable,
  onChange,
}: ColumnCardProps) {
  const id = useId();
  const at = column.at ?? today();
  const own = ownFactsText(form, column.facts ?? {});
  return (
    <section className="column" aria-label={fill(words.column, { n: index + 1 })}>
      <div className="column-head">
        <strong>{fill(words.column, { n: index + 1 })}</strong>
        {removable && (
          <Button
            type="text"
            onClick={() => onChange(undefined)}
            aria-label={fill(words.removeColumn, { n: index + 1 })}
          >
            {words.remove}
          </Button>
        )}
      </div>
      <div className="paper-pair">
        <div>
          <label htmlFor={`${id}-region`} className="field-label">
            {words.region}
          </label>
          <Select
            id={`${id}-region`}
            value={column.region ?? home}
            options={regions.map(({ path, title }) => ({ value: path, label: title }))}
            showSearch={{ optionFilterProp: 'label' }}
            onChange={(region: string) => onChange({ ...column, region })}
            style={{ width: '100%' }}
          />
        </div>
        <div>
          <label htmlFor={`${id}-at`} className="field-label">
            {words.at}
          </label>
          <DatePicker
            id={`${id}-at`}
            allowClear={false}
            value={dayjs(at)}
            onChange={(day) => day && !Array.isArray(day) && onChange({ ...column, at: day.format('YYYY-MM-DD') })}
            style={{ width: '100%' }}
          />
        </div>
      </div>
      <Collapse
        ghost
        size="small"
        className="own-facts"
        items={[
          {
            key: 'facts',
            label: own === '' ? words.ownFacts : <strong>{own}</strong>,
            children: (
              <PackForm
                form={{ ...form, id: `${form.id}-${index}` }}
                value={{ ...facts, ...column.facts }}
                onChange={(next) => onChange({ ...column, facts: changed(facts, next) })}
              />
            ),
          },
        ]}
      />
      {problem && <ProblemAlert problem={problem} />}
      {!problem && answers === undefined && <Loading />}
      {answers?.map((decided, at2) => (
        <div key={decisions[at2]} className="column-answer">
          {decided.ok ? (
            <DecisionCard
              answer={decided.answer}
              explanation={decided.explanation}
              findChanges={decided.findChanges}
              {...(policy ? { words: policy.words } : {})}
              title={titles[at2]}
              at={at}
              size="small"
            />
          ) : (
            <Alert type="info" showIcon title={messages.policy.notHere} />
          )}
          {first?.[at2] && <Differences lines={differences(first[at2], decided, policy?.words ?? ((code) => code))} />}
        </div>
      ))}
    </section>
  );
}

/** The facts of a column's own, said in a line: title and value of each. */
function ownFactsText(form: Pick<Form, 'schema'>, facts: FormValue): string {
  const fields = (form.schema.properties ?? {}) as Record<string, FactField>;
  return Object.entries(facts)
    .map(([name, value]) => {
      const field = fields[name];
      const labels = Object.fromEntries(
        (field?.oneOf ?? []).map((choice) => [String(choice.const), choice.title ?? '']),
      );
      const unit = field?.format === 'money' ? 'yuan' : undefined;
      return `${field?.title ?? name} ${valueWords(value as JsonValue, { labels, unit }, (code) => code)}`;
    })
    .join(messages.comma);
}

interface FactField {
  readonly title?: string;
  readonly format?: string;
  readonly oneOf?: readonly { readonly const: unknown; readonly title?: string }[];
}

function Differences({ lines }: { readonly lines: readonly string[] }) {
  if (lines.length === 0) return <p className="quiet">{words.same}</p>;
  return (
    <div className="differences">
      <strong>{words.differences}</strong>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

/** Facts that are not the shared ones. */
function changed(shared: FormValue, next: FormValue): FormValue {
  return Object.fromEntries(
    Object.entries(next).filter(([name, value]) => JSON.stringify(shared[name]) !== JSON.stringify(value)),
  );
}

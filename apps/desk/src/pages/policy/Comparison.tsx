import { compilePolicy, type Form, type Policy } from '@cebao/pack';
import { type Decided, decideAndExplain, type FormValue } from '@cebao/react';
import type { RegionRow } from '@cebao/server/client';
import { useQueries } from '@tanstack/react-query';
import { policyQuery } from '../../app/policy-query.ts';
import { today } from '../../app/today.ts';
import { ColumnCard } from './ColumnCard.tsx';
import type { Column } from './policy-search.ts';

interface ComparisonProps {
  readonly decisions: readonly string[];
  readonly titles: readonly string[];
  readonly regions: readonly RegionRow[];
  readonly home: string;
  readonly facts: FormValue;
  readonly form: Pick<Form, 'id' | 'schema' | 'ui'>;
  readonly columns: readonly Column[];
  readonly onChange: (columns: readonly Column[]) => void;
}

/** The columns, each answered by the policy of its own region; all but the first say what differs from it. */
export function Comparison({ decisions, titles, regions, home, facts, form, columns, onChange }: ComparisonProps) {
  const loaded = useQueries({ queries: columns.map((column) => policyQuery(column.region ?? home)) });
  const answers = columns.map((column, index): Decided[] | undefined => {
    const policy = loaded[index]?.data;
    return (
      policy &&
      decisions.map((decision, position) =>
        ask(policy, {
          decision,
          title: titles[position] ?? decision,
          at: column.at ?? today(),
          facts: { ...facts, ...column.facts },
        }),
      )
    );
  });
  const set = (index: number, column: Column | undefined) =>
    onChange(columns.flatMap((one, at) => (at !== index ? [one] : column ? [column] : [])));
  return (
    <div className="comparison" data-tour="comparison">
      {columns.map((column, index) => (
        <ColumnCard
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its position
          key={index}
          index={index}
          column={column}
          decisions={decisions}
          titles={titles}
          regions={regions}
          home={home}
          form={form}
          facts={facts}
          policy={loaded[index]?.data}
          problem={loaded[index]?.error ?? undefined}
          answers={answers[index]}
          first={index === 0 ? undefined : answers[0]}
          removable={columns.length > 1}
          onChange={(next) => set(index, next)}
        />
      ))}
    </div>
  );
}

/** The answer of a region's policy; a decision that stands in other packs only is not recorded here. */
function ask(
  policy: Policy,
  {
    decision,
    title,
    at,
    facts,
  }: { readonly decision: string; readonly title: string; readonly at: string; readonly facts: FormValue },
): Decided {
  const here = policy.findDecision(decision);
  const asked = here
    ? policy
    : compilePolicy(policy.layered, policy.region, { elsewhere: { [decision]: title }, revision: policy.revision });
  return decideAndExplain(asked, { at, decision, facts: known(here, facts) });
}

/** Facts the decision knows; a decision from elsewhere takes none. */
function known(
  decision: { readonly facts: Readonly<Record<string, unknown>> } | undefined,
  facts: FormValue,
): FormValue {
  return Object.fromEntries(
    Object.entries(facts).filter(([name]) => decision !== undefined && Object.hasOwn(decision.facts, name)),
  );
}

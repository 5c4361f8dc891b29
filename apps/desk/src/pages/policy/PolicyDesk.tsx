import { type FormValue, PackForm } from '@cebao/react';
import type { RegionRow } from '@cebao/server/client';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Select } from 'antd';
import { useMemo } from 'react';
import { policyQuery } from '../../app/policy-query.ts';
import { today } from '../../app/today.ts';
import { messages } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { Comparison } from './Comparison.tsx';
import { factsForm } from './facts-form.ts';
import type { Column, PolicySearch } from './policy-search.ts';

const words = messages.policy;

interface PolicyDeskProps {
  readonly regions: readonly RegionRow[];
  readonly home: string;
  readonly search: PolicySearch;
  readonly onChange: (search: PolicySearch) => void;
}

/** Question, facts, and the columns that answer it. */
export function PolicyDesk({ regions, home, search, onChange }: PolicyDeskProps) {
  const policy = useQuery(policyQuery(home));
  return (
    <Loaded query={policy}>
      {(found) => (
        <Asking key={home} policy={found} regions={regions} home={home} search={search} onChange={onChange} />
      )}
    </Loaded>
  );
}

function Asking({
  policy,
  regions,
  home,
  search,
  onChange,
}: PolicyDeskProps & { readonly policy: import('@cebao/pack').Policy }) {
  const offered = policy.decisions.filter(({ asks }) => asks !== 'step');
  const chosen = (search.decisions ?? []).flatMap((id) => policy.findDecision(id) ?? []);
  const shown = chosen.length > 0 ? chosen : offered.slice(0, 1);
  const key = shown.map(({ id }) => id).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ids stand for the decisions
  const form = useMemo(() => factsForm(shown, policy.words), [key, policy]);
  const facts = search.facts ?? {};
  const columns: readonly Column[] = search.columns ?? [{}];
  const amounts =
    shown.filter(({ units }) => units !== undefined && Object.values(units).some((unit) => unit.startsWith('yuan')))
      .length > 1;
  return (
    <>
      <Card className="ask-card">
        <label htmlFor="decision" className="field-label">
          {words.question}
        </label>
        <Select
          id="decision"
          mode="multiple"
          value={shown.map(({ id }) => id)}
          options={offered.map(({ id, title, question }) => ({ value: id, label: title, title: question }))}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(ids: string[]) => onChange({ decisions: ids, columns })}
          style={{ width: '100%' }}
        />
        {shown.map((decision) => (
          <p key={decision.id} className="quiet question">
            {decision.question}
          </p>
        ))}
        <PackForm
          key={key}
          form={form}
          value={facts}
          onChange={(next: FormValue) => onChange({ ...search, facts: next })}
        />
      </Card>
      {amounts && <Alert type="info" showIcon title={words.stacking} className="returned-note" />}
      <Comparison
        decisions={shown.map(({ id }) => id)}
        titles={shown.map(({ title }) => title)}
        regions={regions}
        home={home}
        facts={facts}
        form={form}
        columns={columns}
        onChange={(next) => onChange({ ...search, columns: next })}
      />
      <Button
        className="add-column"
        onClick={() =>
          onChange({ ...search, columns: [...columns, { ...columns.at(-1), at: columns.at(-1)?.at ?? today() }] })
        }
        disabled={columns.length >= 6}
      >
        {words.addColumn}
      </Button>
    </>
  );
}

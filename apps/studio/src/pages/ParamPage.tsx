import { fill, type Policy } from '@cebao/pack';
import type { Me } from '@cebao/server/client';
import { Alert, Table, Tag } from 'antd';
import { useState } from 'react';
import { client } from '../client.ts';
import { words } from '../messages/zh-CN.ts';
import { type ValueRow, valueRows } from '../param-rows.ts';
import { DraftForm } from '../parts/DraftForm.tsx';
import { ProblemNote } from '../parts/ProblemNote.tsx';
import { Sources } from '../parts/Sources.tsx';
import { hashOf } from '../route.ts';
import { today } from '../today.ts';
import { type DraftValue, Trial } from '../trial/Trial.tsx';
import { useReply } from '../use-reply.ts';
import { basisText, fromText, levelText, valueText } from '../value-text.ts';

/** One param: its dated values, a new draft, and what the draft would change. */
export function ParamPage({ policy, id, me }: { policy: Policy; id: string; me: Me }) {
  const [tried, setTried] = useState<DraftValue>();
  const catalogue = useReply(['catalogue', policy.region], () => client.catalogue({ region: policy.region }));
  const param = policy.layered.params[id]?.at(-1)?.item;
  const back = <a href={hashOf({ page: 'params' })}>{words.back}</a>;
  if (!param) {
    return (
      <>
        {back}
        <Alert type="warning" showIcon title={fill(words.unknownParam, { id })} />
      </>
    );
  }
  const merge = policy.layered.params[id]?.[0]?.item.merge ?? param.merge;
  const readers = (catalogue.value ?? []).filter((row) => row.params.includes(id));
  return (
    <>
      {back}
      <h2>{param.title}</h2>
      <p className="studio-lead">{words.merge[merge]}</p>
      {catalogue.value && (
        <p className="studio-lead">
          {readers.length === 0 ? words.readByNone : fill(words.readBy, { titles: readers.map((row) => row.title) })}
        </p>
      )}
      {catalogue.problem && <ProblemNote problem={catalogue.problem} retry={catalogue.reload} />}
      <h3>{words.valuesHeading}</h3>
      <Table<ValueRow>
        size="small"
        pagination={false}
        scroll={{ x: 1060 }}
        dataSource={valueRows(policy, id, today())}
        columns={[
          {
            title: words.fields.state,
            dataIndex: 'state',
            width: 104,
            render: (state: ValueRow['state']) => (
              <Tag color={state === 'current' ? 'green' : state === 'future' ? 'blue' : 'default'}>
                {words.states[state]}
              </Tag>
            ),
          },
          {
            title: words.fields.stated,
            key: 'value',
            width: 170,
            render: (_, row) => valueText(policy, row.value, param.unit),
          },
          { title: words.fields.from, key: 'from', width: 130, render: (_, row) => fromText(row) },
          { title: words.fields.until, dataIndex: 'until', width: 110 },
          {
            title: words.fields.layer,
            key: 'layer',
            width: 150,
            render: (_, row) => `${levelText(row.level)} · ${row.layerTitle}`,
          },
          { title: words.fields.basis, key: 'basis', width: 120, render: (_, row) => basisText(row.basis) },
          {
            title: words.fields.source,
            key: 'source',
            width: 280,
            render: (_, row) => (
              <>
                <Sources sources={row.sources} />
                {row.note && <div className="studio-source">{row.note}</div>}
              </>
            ),
          },
        ]}
      />
      <h3>{words.draftHeading}</h3>
      <div className="studio-panel">
        <DraftForm policy={policy} param={id} me={me} onTry={setTried} />
      </div>
      {tried && catalogue.value && <Trial policy={policy} param={id} draft={tried} readers={readers} />}
    </>
  );
}

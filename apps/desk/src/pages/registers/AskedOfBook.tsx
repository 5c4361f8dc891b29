import { DecisionCard } from '@cebao/react';
import type { RegisterReply } from '@cebao/server/client';
import { useQuery } from '@tanstack/react-query';
import { policyQuery } from '../../app/policy-query.ts';
import { bookWords as words } from '../../messages/books.zh-CN.ts';
import { fill } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';

type Asked = NonNullable<RegisterReply['kept']>['asked'][number];

/** What a decision of the pack says about the records that hold: for reference. */
export function AskedOfBook({ asked, at }: { readonly asked: Asked; readonly at: string }) {
  const policy = useQuery(policyQuery(asked.place));
  return (
    <section style={{ marginTop: 16 }}>
      <p className="quiet">{fill(words.asked, { at, place: asked.placeTitle })}</p>
      <Loaded query={policy}>
        {(found) => (
          <DecisionCard policy={found} question={{ at, decision: asked.decision, facts: asked.facts }} size="small" />
        )}
      </Loaded>
    </section>
  );
}

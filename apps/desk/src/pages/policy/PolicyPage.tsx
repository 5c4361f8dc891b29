import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { queries } from '../../app/query.ts';
import { PageHead } from '../../layout/PageHead.tsx';
import { messages } from '../../messages/zh-CN.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { homeRegion } from './home-region.ts';
import { PolicyDesk } from './PolicyDesk.tsx';
import type { PolicySearch } from './policy-search.ts';

/** The same question asked in several regions, on several dates, or with other facts, side by side. */
export function PolicyPage() {
  const regions = useQuery(queries.regions);
  const me = useQuery(queries.me);
  const search = useSearch({ from: '/policy' });
  const navigate = useNavigate({ from: '/policy' });
  const change = (next: PolicySearch) => void navigate({ search: next, replace: true, resetScroll: false });
  return (
    <>
      <PageHead title={messages.nav.policy}>
        <p className="quiet">{messages.policy.explain}</p>
      </PageHead>
      <Loaded query={regions}>
        {(rows) => (
          <PolicyDesk regions={rows} home={homeRegion(rows, me.data ?? null)} search={search} onChange={change} />
        )}
      </Loaded>
    </>
  );
}

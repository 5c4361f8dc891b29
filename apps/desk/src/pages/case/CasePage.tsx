import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { queries } from '../../app/query.ts';
import { Loaded } from '../../problem/Loaded.tsx';
import { CaseDesk } from './CaseDesk.tsx';

/** One case. */
export function CasePage() {
  const { id } = useParams({ from: '/cases/$id' });
  const reply = useQuery(queries.case(id));
  return <Loaded query={reply}>{(found) => <CaseDesk key={found.id} reply={found} />}</Loaded>;
}

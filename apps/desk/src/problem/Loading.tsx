import { Skeleton } from 'antd';

/** Something is on its way. */
export function Loading() {
  return <Skeleton active paragraph={{ rows: 4 }} aria-busy="true" />;
}

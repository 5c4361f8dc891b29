import { useQuery } from '@tanstack/react-query';
import { queries } from '../app/query.ts';
import { fill, messages } from '../messages/zh-CN.ts';

/** Which version answers here. */
export function ServiceFoot() {
  const { data } = useQuery(queries.health);
  return <footer className="foot">{data ? fill(messages.foot, { version: data.version }) : messages.product}</footer>;
}

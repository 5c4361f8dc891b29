import { UserOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { become } from '../app/become.ts';
import { client } from '../app/client.ts';
import { useMe } from '../app/session.ts';
import { auditWords } from '../messages/audit.zh-CN.ts';
import { flowWords } from '../messages/flow.zh-CN.ts';
import { messages } from '../messages/zh-CN.ts';
import { PersonSwitch } from './PersonSwitch.tsx';
import { rolesOf } from './roles-of.ts';

/** Who is signed in, in which role; sign out; in a demo, go on as somebody else. */
export function PersonMenu() {
  const me = useMe();
  const [switching, setSwitching] = useState(false);
  const cache = useQueryClient();
  const signOut = async () => {
    await client.signOut();
    become(cache, null);
  };
  const first = me.person.assignments[0];
  return (
    <div className="person-menu">
      {me.demo && (
        <Button onClick={() => setSwitching(true)} data-tour="switch-person">
          {messages.demo.switch}
        </Button>
      )}
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'roles', label: <span className="menu-roles">{rolesOf(me.person)}</span>, disabled: true },
            { type: 'divider' },
            ...(me.may.includes('draft') || me.may.includes('publish')
              ? [{ key: 'studio', label: <a href="/studio/">{messages.nav.studio}</a> }]
              : []),
            { key: 'password', label: <Link to="/password">{flowWords.password.nav}</Link> },
            { key: 'staff', label: <Link to="/staff">{flowWords.staff.nav}</Link> },
            ...(me.may.includes('oversee')
              ? [{ key: 'migrations', label: <Link to="/migrations">{flowWords.migration.nav}</Link> }]
              : []),
            ...(me.may.includes('oversee') || me.may.includes('administer')
              ? [{ key: 'checkpoint', label: <Link to="/checkpoint">{auditWords.nav}</Link> }]
              : []),
            { key: 'out', label: messages.signOut },
          ],
          onClick: ({ key }) => {
            if (key === 'out') void signOut();
          },
        }}
      >
        <Button type="text" icon={<UserOutlined />} className="person-button">
          <span className="person-name">
            {me.person.name}
            {first && <small>{first.roleTitle}</small>}
          </span>
        </Button>
      </Dropdown>
      {me.demo && <PersonSwitch open={switching} onClose={() => setSwitching(false)} />}
    </div>
  );
}

import { fill } from '@cebao/pack';
import type { Me } from '@cebao/server/client';
import { words } from '../messages/zh-CN.ts';
import { DESK, hashOf, type Route, tourAddress, useRoute } from '../route.ts';
import { SwitchPerson } from './SwitchPerson.tsx';

const TABS: readonly (Route & { page: 'params' | 'drafts' })[] = [{ page: 'params' }, { page: 'drafts' }];

/** The bar on every page: where one is, as whom, and the ways back. */
export function Bar({ me }: { me: Me | undefined }) {
  const route = useRoute();
  const tour = tourAddress(window.location.search);
  const first = me?.person.assignments[0];
  return (
    <header>
      {me?.demo && <div className="studio-demo">{words.demo}</div>}
      <div className="studio-bar">
        <h1>{words.title}</h1>
        <nav>
          {me &&
            TABS.map((tab) => (
              <a key={tab.page} href={hashOf(tab)} aria-current={tab.page === route.page ? 'page' : undefined}>
                {words.tabs[tab.page]}
              </a>
            ))}
          {tour !== undefined && <a href={tour}>{words.toTour}</a>}
          <a href={DESK}>{words.toDesk}</a>
        </nav>
        {me && (
          <span>
            {fill(words.signedInAs, {
              name: me.person.name,
              role: [first?.placeTitle, first?.roleTitle].filter(Boolean).join(' '),
            })}
          </span>
        )}
        {me?.demo && <SwitchPerson me={me} />}
      </div>
    </header>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { queries } from '../app/query.ts';
import { messages } from '../messages/zh-CN.ts';
import { SignInPage } from '../pages/sign-in/SignInPage.tsx';
import { Loaded } from '../problem/Loaded.tsx';
import { TourBar } from '../tour/TourBar.tsx';
import { DemoBanner } from './DemoBanner.tsx';
import { Navigation } from './Navigation.tsx';
import { PersonMenu } from './PersonMenu.tsx';
import { ServiceFoot } from './ServiceFoot.tsx';

/** Frame of every page. Whoever is not signed in sees the sign-in page, except on pages that are open to all. */
export function Shell() {
  const me = useQuery(queries.me);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const open = path.startsWith('/policy') || path.startsWith('/public/');
  return (
    <div className="shell">
      <a href="#main" className="skip-link">
        {messages.skip}
      </a>
      <DemoBanner />
      <div className="top-bar">
        <Link to="/" className="brand">
          {messages.product}
        </Link>
        {me.data && <Navigation />}
        {me.data && <PersonMenu />}
        {me.data === null && open && <Link to="/">{messages.nav.signIn}</Link>}
      </div>
      {me.data?.demo && <TourBar />}
      <main id="main" tabIndex={-1}>
        <Loaded query={me}>{(person) => (person === null && !open ? <SignInPage /> : <Outlet />)}</Loaded>
      </main>
      <ServiceFoot />
    </div>
  );
}

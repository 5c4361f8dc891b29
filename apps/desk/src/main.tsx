import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Look } from './app/Look.tsx';
import { queryClient } from './app/query.ts';
import { router } from './app/router.tsx';
import './desk.css';
import { cleanAddress } from './pages/sign-in/take-link.ts';

cleanAddress();
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <Look>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </Look>
  </StrictMode>,
);

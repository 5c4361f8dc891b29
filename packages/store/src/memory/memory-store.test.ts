import { storeSuite } from '../suite.ts';
import { createMemoryStore } from './memory-store.ts';

storeSuite('memory', async () => ({
  store: createMemoryStore({ cell: 'c7', now: () => '2026-11-25T08:00:00+08:00' }),
  dispose: async () => {},
}));

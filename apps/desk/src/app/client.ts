import { createClient } from '@cebao/server/client';

/** The service this page came from. */
export const client = createClient();

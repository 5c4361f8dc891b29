import { createClient } from '@cebao/server/client';

/** The service that this page came from. */
export const client = createClient();

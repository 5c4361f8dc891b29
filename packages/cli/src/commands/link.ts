import { fill } from '@cebao/pack';
import { dataFolder } from '../data-folder.ts';
import { messages } from '../messages/zh-CN.ts';
import { complain, say, sayJson } from '../say.ts';

/** `cebao link`: a new one-time link, from the running service through its loopback door, else from the store itself. */
export async function link(options: { data?: string; person?: string; json?: boolean }): Promise<number> {
  const { requestLink } = await import('@cebao/server/node');
  const port = process.env['PORT'];
  const made = await requestLink({
    dataDir: dataFolder(options.data),
    ...(options.person === undefined ? {} : { person: options.person }),
    ...(port === undefined ? {} : { address: `http://127.0.0.1:${port}` }),
  });
  if (!made.ok) {
    complain(made.message);
    return 1;
  }
  if (options.json) sayJson({ address: made.address, expires: made.expires });
  else {
    say(fill(messages.link, { expires: made.expires.slice(0, 16).replace('T', ' ') }));
    say(`  ${made.address}`);
  }
  return 0;
}

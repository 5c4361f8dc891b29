import { compilePolicy, type LayeredPack, type Policy } from '@cebao/pack';
import { useEffect, useMemo, useState } from 'react';

/** Where a policy comes from; the typed client of the service is one. */
export interface PolicySource<P> {
  policy(query: { region: string; revision?: string }): Promise<
    | {
        readonly ok: true;
        readonly value: {
          readonly region: string;
          readonly revision: string;
          readonly layered: LayeredPack;
          readonly elsewhere: Readonly<Record<string, string>>;
        };
      }
    | { readonly ok: false; readonly problem: P }
  >;
}

export interface LoadedPolicy<P> {
  readonly policy?: Policy;
  readonly problem?: P;
  readonly loading: boolean;
}

/**
 * Fetches the layered pack of a region (a certain revision of it, or the one in force) and makes it ready to answer
 * in the browser.
 *
 * @example
 * const { policy, problem } = usePolicy(client, { region, revision });
 */
export function usePolicy<P>(
  source: PolicySource<P>,
  query: { readonly region: string; readonly revision?: string } | undefined,
): LoadedPolicy<P> {
  const [loaded, setLoaded] = useState<LoadedPolicy<P>>({ loading: true });
  const region = query?.region;
  const revision = query?.revision;
  useEffect(() => {
    if (region === undefined) return;
    let current = true;
    setLoaded({ loading: true });
    source.policy({ region, ...(revision === undefined ? {} : { revision }) }).then((reply) => {
      if (!current) return;
      setLoaded(
        reply.ok
          ? {
              loading: false,
              policy: compilePolicy(reply.value.layered, region, {
                revision: reply.value.revision,
                elsewhere: reply.value.elsewhere,
              }),
            }
          : { loading: false, problem: reply.problem },
      );
    });
    return () => {
      current = false;
    };
  }, [source, region, revision]);
  return useMemo(() => loaded, [loaded]);
}
